# The same input gives the same bytes: again, with four threads, in another locale, in another order.
. "$(dirname "$0")/lib.sh"
one=$(ls "$ARTICLES"/01-*)
two=$(ls "$ARTICLES"/02-*)
three=$(ls "$ARTICLES"/08-*)

# same NAME COMMAND-WITH-OPTIONS...: the three articles in two orders, and so on.
same() {
    name=$1
    shift
    LC_ALL=C "$NAMEGRAPH" "$@" -j 1 "$one" "$two" "$three" >"$name.1" 2>err || fail "$name: status $?"
    [ -s "$name.1" ] || fail "$name printed nothing"
    LC_ALL=C "$NAMEGRAPH" "$@" -j 1 "$one" "$two" "$three" >"$name.2" 2>err || fail "$name"
    LC_ALL=de_DE.UTF-8 "$NAMEGRAPH" "$@" -j 4 "$one" "$two" "$three" >"$name.3" 2>err || fail "$name"
    LC_ALL=tr_TR.UTF-8 "$NAMEGRAPH" "$@" -j 4 "$three" "$one" "$two" "$one" >"$name.4" 2>err || fail "$name"
    for i in 2 3 4; do expect_same "$name.1" "$name.$i"; done
}
# What the encoder finds, then every other command on word lists alone: those have no more to do with threads.
same extract extract -f json
fast="--model lists"
# shellcheck disable=SC2086 # two words
{
for format in json jsonl brat conll; do same "extract-$format" extract $fast -f $format; done
for format in json dot graphml gexf csv cypher jsonld ftm; do same "graph-$format" graph $fast -f $format; done
same rank rank $fast
same rank-json rank $fast -f json --by betweenness --communities --resamples 20
same entities entities $fast
for format in svg png pdf dot html; do same "draw-$format" draw $fast -f $format; done
same show show $fast OpenAI
same why why $fast OpenAI Microsoft
same path path $fast OpenAI Microsoft
}
for i in 1 2; do
    LC_ALL=C "$NAMEGRAPH" diff --model lists -j $i "$one" "$two" >diff.$i || fail "diff: status $?"
    LC_ALL=de_DE.UTF-8 "$NAMEGRAPH" diff --model lists -f json -j $i "$one" "$two" >diffjson.$i || fail "diff -f json: status $?"
done
expect_same diff.1 diff.2
expect_same diffjson.1 diffjson.2
finish
