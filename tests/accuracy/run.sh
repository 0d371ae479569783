#!/bin/sh
# run.sh [FOLDER...]: builds the release with its tests and prints how right it is on folders of gold files (NAME.json
# beside NAME.txt, sample/README.md). Without FOLDER: on the samples of this folder, and, where ../shared lies beside the
# repository, on its gold files and on the development part of its authored articles, with word lists on and off, with
# given names, and in other cases; then the entities of one document on the development parts of coreference sets.
set -eu
cd "$(dirname "$0")/../.."
cmake --preset release -B build/accuracy -DNG_TESTS=ON >/dev/null
cmake --build build/accuracy --target measure --target namegraph
measure=build/accuracy/tests/accuracy/measure

say() { # say TITLE OPTION...
    echo
    echo "== $1"
    shift
    "$measure" "$@"
}

if [ $# -gt 0 ]; then
    exec "$measure" "$@"
fi
say "the samples" tests/accuracy/sample
say "the samples, fast" --model fast tests/accuracy/sample
say "the samples, word lists alone" --model lists tests/accuracy/sample
[ -d ../shared/gold ] || exit 0

dev=build/accuracy/development
mkdir -p "$dev"
python3 ../shared/data/authored/ann_to_gold.py ../shared/data/authored/*/*[05].ann -o "$dev" >/dev/null
for part in "gold" "development part"; do
    [ "$part" = gold ] && set -- ../shared/gold --texts ../shared/seeds || set -- "$dev"
    say "$part" "$@"
    say "$part, fast" --model fast "$@"
    say "$part, without word lists" --no-word-lists --draws 0 "$@"
    say "$part, names given" --given "$@"
    for case in lower upper title; do
        say "$part, $case case" --case "$case" --draws 0 "$@"
    done
done

echo
echo "== coreference: precision, recall, F1"
python3 -B tests/accuracy/coreference.py build/accuracy/namegraph -- ../shared/data/coref/gum/dev.jsonl \
    ../shared/data/coref/litbank/dev.jsonl ../shared/data/coref/meantime/dev.jsonl
