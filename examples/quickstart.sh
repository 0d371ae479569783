#!/bin/sh
# From nothing to a picture on Debian 12: installs what is missing, builds, and reads the sample articles.
# Usage: sh examples/quickstart.sh [FOLDER FOR THE RESULTS]
set -eu
cd "$(dirname "$0")/.."
results=${1:-build/quickstart}
articles=examples/articles

. examples/packages.sh
# shellcheck disable=SC2086 # a list of packages
install_packages $build_packages

cmake --preset release >/dev/null
cmake --build --preset release
namegraph=build/release/namegraph

mkdir -p "$results"
echo
"$namegraph" rank --top 10 "$articles"
"$namegraph" draw --edges speech "$articles" -o "$results/who-mentions-whom.svg"
"$namegraph" draw "$articles" -o "$results/network.svg"
"$namegraph" diff "$articles"/01-* "$articles"/02-* -o "$results/diff.txt"
echo
echo "What changed between the first article and the second (from $results/diff.txt):"
head -n 25 "$results/diff.txt"
echo
echo "Who mentions whom:          $results/who-mentions-whom.svg"
echo "All relations and speech:   $results/network.svg"
echo "Difference of two articles: $results/diff.txt"
