#!/bin/sh
# golden.sh NAMEGRAPH ARTICLES GOLDEN WORK [update]
# For each folder of GOLDEN, named after a sample article: extracts it and draws its network as text, and compares the
# bytes with what is kept there. With `update`, keeps the new ones instead. By word lists alone, so that new weights
# change nothing here.
set -u
namegraph=$1 articles=$2 golden=$3 work=$4 update=${5:-}
failures=0
mkdir -p "$work"
cd "$articles" || exit 1 # so that the article's name in the result is its name and no path

# make ARTICLE COMMAND FORMAT: what the command says of it, in $work/out.
make() {
    "$namegraph" "$2" --model lists -q -f "$3" "$1" >"$work/out" 2>"$work/err"
    status=$?
    [ "$status" -eq 0 ] && [ -s "$work/out" ] && return 0
    echo "FAILED: $2 $1 ended with $status: $(cat "$work/err")"
    failures=$((failures + 1))
    return 1
}

# keep FILE: the output becomes, or is compared with, the kept one.
keep() {
    if [ -n "$update" ]; then
        cp "$work/out" "$1"
    elif ! cmp "$1" "$work/out"; then
        echo "FAILED: $1 is not what is said now; if it should be: cmake --build BUILD --target golden-update"
        failures=$((failures + 1))
    fi
}

for folder in "$golden"/*/; do
    name=$(basename "$folder")
    set -- "$name".*
    if [ ! -f "$1" ]; then
        echo "FAILED: no sample article $name"
        failures=$((failures + 1))
        continue
    fi
    make "$1" extract json && keep "$folder/extract.json"
    make "$1" graph dot && keep "$folder/graph.dot"
done
[ "$failures" -eq 0 ]
