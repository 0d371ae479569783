# Results are inputs: read back they print the same bytes; parts merge to the whole, however they were cut.
. "$(dirname "$0")/lib.sh"
set -- "$ARTICLES"/01-* "$ARTICLES"/02-* "$ARTICLES"/03-* "$ARTICLES"/08-*

run "$NAMEGRAPH" extract "$@" -o whole.json
expect_status 0
run "$NAMEGRAPH" extract whole.json -o again.json
expect_status 0
expect_same whole.json again.json
run "$NAMEGRAPH" extract -f jsonl whole.json -o whole.jsonl
expect_status 0
[ "$(wc -l <whole.jsonl)" -eq "$(grep -c '"paragraphs"' whole.jsonl)" ] || fail "not a document a line"

# Every cut into two parts, in both orders.
i=0
for article in "$@"; do
    i=$((i + 1))
    "$NAMEGRAPH" extract "$article" -o "part$i.json" || fail "part $i"
done
"$NAMEGRAPH" extract "$1" "$3" -o pair.json || fail "pair"
run "$NAMEGRAPH" merge part1.json part2.json part3.json part4.json -o merged.json
expect_status 0
expect_same whole.json merged.json
run "$NAMEGRAPH" merge part4.json part2.json pair.json -o merged2.json
expect_same whole.json merged2.json

# The network of a result is the network of its articles; a saved network is an input, too.
"$NAMEGRAPH" graph "$@" -o graph.json || fail graph
"$NAMEGRAPH" graph whole.json -o graph2.json || fail "graph of a result"
expect_same graph.json graph2.json
"$NAMEGRAPH" graph graph.json -o graph3.json || fail "graph of a graph"
expect_same graph.json graph3.json
"$NAMEGRAPH" rank "$@" -f json >rank1 || fail rank
"$NAMEGRAPH" rank graph.json -f json >rank2 || fail "rank of a graph"
expect_same rank1 rank2

# The tables of edges and nodes stand beside each other.
"$NAMEGRAPH" graph graph.json -o net.csv || fail "graph -f csv"
expect_line net.csv '^Source,Target,Type,Id,Label,Weight'
expect_line net.nodes.csv '^Id,Label,'
"$NAMEGRAPH" graph graph.json -f csv-nodes >nodes.csv || fail "graph -f csv-nodes"
expect_same nodes.csv net.nodes.csv

# --top cuts the rows and not the network: the scores stay.
"$NAMEGRAPH" rank graph.json -f csv --top 3 >top3 || fail "rank --top"
"$NAMEGRAPH" rank graph.json -f csv >all || fail rank
[ "$(wc -l <top3)" -eq 4 ] || fail "rank --top 3 prints $(wc -l <top3) lines"
head -n 4 all >all4
expect_same top3 all4

# What is given is taken: mentions and entities of a result, found again from the text.
"$NAMEGRAPH" extract --given part1.json "$1" -f json -o given.json || fail given
python3 - part1.json given.json <<'END' || fail "given mentions were not taken"
import json, sys
a, b = (json.load(open(p, encoding="utf-8")) for p in sys.argv[1:])
named = lambda r: [(m["span"], m["entity"]) for d in r["documents"] for m in d["mentions"] if m["kind"] == "name"]
assert named(a) and named(a) == named(b), (len(named(a)), len(named(b)))
END

# Given names without references: those are found, and led to the given entities.
python3 - part1.json names.json <<'END' || fail "part1.json"
import json, sys
r = json.load(open(sys.argv[1], encoding="utf-8"))
for d in r["documents"]:
    d["mentions"] = [m for m in d["mentions"] if m["kind"] == "name"]
json.dump(r, open(sys.argv[2], "w", encoding="utf-8"))
END
run "$NAMEGRAPH" extract --given names.json "$1" -f json -o given2.json
expect_status 0
expect_line given2.json '"kind": "pronoun"'

# Differences.
run "$NAMEGRAPH" diff --exit-code "$1" "$1"
expect_status 0
run "$NAMEGRAPH" diff --exit-code "$1" "$2"
expect_status 1
run "$NAMEGRAPH" diff "$1" "$2"
expect_status 0
expect_line out '^  \+ '
expect_line out '^  - '
finish
