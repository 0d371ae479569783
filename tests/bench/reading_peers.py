#!/usr/bin/env python3
"""Time trafilatura on pages, for comparison with the program reading_speed on the same files.

    reading_peers.py FILE..."""
import sys
import time

import trafilatura

total = size = 0
for path in sys.argv[1:]:
    html = open(path, encoding="utf-8", errors="replace").read()
    size += len(html.encode())
    begin = time.process_time()
    trafilatura.bare_extraction(html, with_metadata=True, include_comments=False)
    total += time.process_time() - begin
print(f"trafilatura {trafilatura.__version__}: {len(sys.argv) - 1} files, {size / 1e6:.1f} MB, {total:.2f} s, {size / 1e6 / total:.2f} MB/s")
