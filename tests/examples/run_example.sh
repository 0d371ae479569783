#!/bin/sh
# run_example.sh PROGRAM ARTICLES FOLDER: runs an example on two articles in an empty folder. It must end well, say
# something, and leave no error; what it writes must not be empty.
set -eu
program=$1 articles=$2 folder=$3
rm -rf "$folder"
mkdir -p "$folder"
cd "$folder"
"$program" "$articles"/01-* "$articles"/02-* >out 2>err || { echo "exit status $?"; cat err; exit 1; }
[ -s err ] && { echo "it said on standard error:"; cat err; exit 1; }
[ -s out ] || { echo "it printed nothing"; exit 1; }
for written in *; do
    [ "$written" = err ] || [ -s "$written" ] || { echo "$written is empty"; exit 1; }
done
