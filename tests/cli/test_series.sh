# A series of dated articles: steps by day, what is other from one to the next, the same for any order of the inputs.
. "$(dirname "$0")/lib.sh"
series() { run "$NAMEGRAPH" diff --series --model lists "$@"; }

series "$ARTICLES"/01-* "$ARTICLES"/02-* "$ARTICLES"/03-* --top 3
expect_status 0
expect_line out '^   1  2023-11-17: 1 document, [0-9]+ actors, [0-9]+ ties$'
expect_line out '^   3  2023-12-27: 1 document, '
expect_line out '^      \+ actors: .*Bret Taylor'
expect_line out '^      - actors: '
expect_line out '^      \+ ties: '
expect_line out '^      - ties: '
expect_line out '^Mentions/actors tied to, of the 3 of [0-9]+ actors'
expect_line out '^step +1 +2 +3$'
expect_line out '^OpenAI +[0-9]+/[0-9]+ +[0-9]+/[0-9]+ +[0-9]+/[0-9]+$'
[ "$(grep -cE ' +[0-9]+/[0-9]+' out)" -eq 3 ] || fail "--top 3 shows other than 3 rows"
mv out text1
series "$ARTICLES"/03-* "$ARTICLES"/01-* "$ARTICLES"/02-* --top 3 -j 2
expect_same text1 out

# The json: what is added and removed leads from the actors of one step to those of the next.
series -f json -o all.json "$ARTICLES"
expect_status 0
python3 - all.json <<'END' || fail "the steps don't follow from each other"
import json, sys
steps = json.load(open(sys.argv[1], encoding="utf-8"))["steps"]
labels = [s["label"] for s in steps]
assert labels == sorted(labels) and len(set(labels)) == len(labels) > 20, labels
assert steps[0]["added"] == {"actors": [], "ties": []}
ties = 0
for before, step in zip(steps, steps[1:]):
    old, new = ({a["id"] for a in s["actors"]} for s in (before, step))
    assert (old | set(step["added"]["actors"])) - set(step["removed"]["actors"]) == new, step["label"]
    assert all(t["from"] in new and t["to"] in new for t in step["added"]["ties"]), step["label"]
    assert all(t["from"] in old and t["to"] in old for t in step["removed"]["ties"]), step["label"]
    ties += len(step["added"]["ties"])
assert ties > 0
names = {a["name"]: a["id"] for s in steps for a in s["actors"]}
shown = [sum(a["id"] == names["OpenAI"] for a in s["actors"]) for s in steps]
assert max(shown) == 1 and sum(shown) > 5, shown
END

# One day is one step, whatever the time of day; a copy makes no step; what has no date comes last.
cat >days.jsonl <<'END'
{"id": "z", "date": "2025-02-01T08:00:00Z", "text": "Mira Murati works for OpenAI. She spoke in Leeds on Monday."}
{"id": "a", "date": "2025-02-01T18:00:00Z", "text": "Sam Altman met the board of OpenAI in the evening."}
{"id": "m", "date": "2025-01-15", "text": "Mira Murati sings in a choir. The choir gave a concert in the old town hall, and all of the two hundred seats were taken."}
{"id": "n", "date": "2025-03-01", "text": "Mira Murati sings in a choir. The choir gave a concert in the old town hall, and all of the two hundred seats were taken."}
{"id": "b", "text": "Mira Murati is back."}
{"id": "k", "text": "Sam Altman is back, too."}
END
series -f json -o days.json days.jsonl
expect_status 0
python3 - days.json <<'END' || fail "the steps are others"
import json, sys
steps = json.load(open(sys.argv[1], encoding="utf-8"))["steps"]
assert [s["label"] for s in steps] == ["2025-01-15", "2025-02-01", "b", "k"], [s["label"] for s in steps]
assert [s["documents"] for s in steps] == [["m"], ["a", "z"], ["b"], ["k"]], steps
assert any(a["name"] == "Mira Murati" and a["mentions"] == 1 for a in steps[1]["actors"])
END

# Dates select steps; one step differs from nothing.
series --since 2025-02-01 --until 2025-02-28 --exit-code days.jsonl
expect_status 0
expect_line out '^   1  2025-02-01: 2 documents, '
if grep -q '^   2 ' out; then fail "a step outside of the dates is shown"; fi
series --exit-code days.jsonl
expect_status 1
series --around 'Sam Altman' days.jsonl
expect_status 0
expect_line out '^   2  k: 1 document, '

# Wrong use is told.
series -f svg days.jsonl
expect_status 2
expect_one_line err
expect_line err "'diff --series' writes text, json, not 'svg'"
series --around 'Nobody' days.jsonl
expect_status 4
expect_line err "nobody is named 'Nobody'"
series
expect_status 2
expect_line err "'diff' wants OLD NEW, or --series INPUT"
finish
