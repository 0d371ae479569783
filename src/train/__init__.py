"""Training of namegraph's encoder and its five heads (README.md)."""
