# --label: what an actor is called, by the whole set; however the inputs were cut, and said in the result.
. "$(dirname "$0")/lib.sh"
a='{"id": "a", "source": "a", "text": "Jane Ashby met Dan Mott. Ashby sang. Ashby left.",
 "mentions": [{"span": [0, 10], "entity": "a1", "type": "person"}, {"span": [15, 23], "entity": "a2", "type": "person"},
  {"span": [25, 30], "entity": "a1", "type": "person"}, {"span": [37, 42], "entity": "a1", "type": "person"}],
 "entities": [{"id": "a1", "name": "Jane Ashby", "type": "person", "aliases": ["Ashby"]},
  {"id": "a2", "name": "Dan Mott", "type": "person"}]}'
b='{"id": "b", "source": "b", "text": "Dan Mott paid Jane Ashby.",
 "mentions": [{"span": [0, 8], "entity": "b1", "type": "person"}, {"span": [14, 24], "entity": "b2", "type": "person"}],
 "entities": [{"id": "b1", "name": "Dan Mott", "type": "person"}, {"id": "b2", "name": "Jane Ashby", "type": "person"}]}'
printf '{"namegraph": 1, "entities": [], "documents": [%s]}' "$a" >one.json
printf '{"namegraph": 1, "entities": [], "documents": [%s, %s]}' "$a" "$b" >two.json
run "$NAMEGRAPH" entities --label longest one.json
expect_line out '^    3  person        Jane Ashby  \(Ashby\)$'
cat out >longest
run "$NAMEGRAPH" entities one.json
expect_same out longest
run "$NAMEGRAPH" entities --label frequent one.json
expect_status 0
expect_line out '^    3  person        Ashby  \(Jane Ashby\)$'
run "$NAMEGRAPH" entities --label frequent two.json # two mentions each: the fuller
expect_line out '^    4  person        Jane Ashby  \(Ashby\)$'
run "$NAMEGRAPH" rank --label seldom one.json
expect_status 2
expect_line err 'longest, frequent'

# Of articles, in any cut, and back.
set -- "$ARTICLES"/01-* "$ARTICLES"/02-* "$ARTICLES"/08-*
lists="--model lists"
# shellcheck disable=SC2086 # two words
{
"$NAMEGRAPH" extract $lists "$@" -o longest.json || fail longest
"$NAMEGRAPH" extract $lists --label frequent "$@" -o frequent.json || fail frequent
"$NAMEGRAPH" extract $lists --label frequent -j 3 "$3" "$2" "$1" -o turned.json || fail turned
"$NAMEGRAPH" extract $lists "$1" -o part1.json || fail "part 1"
"$NAMEGRAPH" extract $lists --label frequent "$2" "$3" -o part2.json || fail "part 2"
}
expect_same frequent.json turned.json
expect_line frequent.json '"options": \{"label": "frequent"\}'
cmp -s frequent.json longest.json && fail "the label changes nothing"
run "$NAMEGRAPH" merge --label frequent part2.json part1.json -o merged.json
expect_status 0
expect_same frequent.json merged.json
run "$NAMEGRAPH" merge part1.json part2.json -o merged.json
expect_same longest.json merged.json
run "$NAMEGRAPH" extract frequent.json -o back.json
expect_same longest.json back.json
run "$NAMEGRAPH" extract --label frequent longest.json -o forth.json
expect_same frequent.json forth.json
"$NAMEGRAPH" graph --label frequent longest.json -o graph1.json || fail graph
# shellcheck disable=SC2086 # two words
"$NAMEGRAPH" graph $lists --label frequent "$@" -o graph2.json || fail graph
expect_same graph1.json graph2.json
finish
