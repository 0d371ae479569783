# Betweenness of a network that is too large to measure exactly is an estimate, and table and JSON say so.
. "$(dirname "$0")/lib.sh"
python3 - >large.json <<'END'
import json
count = 4000
nodes = [{"id": "n%04d" % i, "label": "Actor %d" % i, "type": "person", "aliases": [], "mentions": 1, "documents": 1} for i in range(count)]
proof = [{"document": "d", "span": [0, 10], "text": "They met.", "score": 0.9, "by": "head"}]
edges = [{"source": "n%04d" % i, "target": "n%04d" % ((i * step + step) % count), "kind": "speech", "directed": True, "weight": 1,
          "documents": 1, "evidence": proof} for step in (3, 7, 11, 13, 17, 19, 23) for i in range(count)]
edges = list({(e["source"], e["target"]): e for e in edges if e["source"] != e["target"]}.values())
json.dump({"namegraph": 1, "documents": [{"id": "d", "source": "d", "sentences": 1, "words": 2}], "nodes": nodes, "edges": edges}, open(1, "w"))
END
run "$NAMEGRAPH" rank --by betweenness --resamples 0 --top 3 large.json
expect_status 0
expect_line out '^Betweenness is an estimate from [0-9]+ of 4000 actors, standard error up to [0-9.e-]+\.$'
run "$NAMEGRAPH" rank --by betweenness -f json --top 3 large.json
expect_status 0
expect_line out '^\{"namegraph": 1, "by": "betweenness", .*"sources": [1-9][0-9]*, "error": [0-9.e-]+, "ranking": \[$'
run "$NAMEGRAPH" rank --by strength -f json --top 3 large.json
expect_status 0
if grep -q '"sources"' out; then fail "strength is told to be an estimate"; fi
run "$NAMEGRAPH" rank --model lists --by betweenness --resamples 0 "$ARTICLES"/01-*
expect_status 0
if grep -q 'an estimate' out; then fail "betweenness of a small network is told to be an estimate"; fi
finish
