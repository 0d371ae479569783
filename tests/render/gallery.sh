#!/bin/sh
# Draws the gallery again and compares its structure with what is in graphs/: ids, classes, ends of ties, words.
# Usage: gallery.sh PROGRAM SOURCE WORK
set -eu
namegraph=$1
source=$2
work=$3

rm -rf "$work"
mkdir -p "$work"
cd "$source"
sh graphs/make.sh "$namegraph" pictures "$work"

# What a picture shows, without where: attributes that name things, and all text but what was moved by room for labels.
structure() {
    grep -v 'class="ng-tie-label"' "$1" |
        grep -o -E '( id| class| data-[a-z]*| role|<title)[=>]"?[^"<]*' | sort
}

failed=
for picture in graphs/*.svg; do
    name=$(basename "$picture")
    structure "$picture" >"$work/$name.expected"
    structure "$work/$name" >"$work/$name.found"
    if ! cmp -s "$work/$name.expected" "$work/$name.found"; then
        echo "$name: not what is in graphs/ (sh graphs/make.sh PROGRAM pictures, and look at it)"
        diff "$work/$name.expected" "$work/$name.found" | head -5
        failed=yes
    fi
done
for drawn in "$work"/*.svg; do
    [ -e "graphs/$(basename "$drawn")" ] || { echo "$(basename "$drawn") is missing in graphs/"; failed=yes; }
done
[ -z "$failed" ]
