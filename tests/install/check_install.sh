#!/bin/sh
# check_install.sh BUILD SOURCE FOLDER: installs, moves the tree, and uses it from there.
set -eu
build=$1 source=$2 folder=$3
rm -rf "$folder/first" "$folder/second"
cmake --install "$build" --prefix "$folder/first" >/dev/null
mv "$folder/first" "$folder/second"
prefix=$folder/second
article=$(ls "$source"/examples/articles/01-*)

# Found without the build or source tree: both are hidden by an environment that names neither.
env -i PATH=/usr/bin:/bin HOME=/nonexistent ASAN_OPTIONS="${ASAN_OPTIONS:-}" \
    "$prefix/bin/namegraph" draw "$article" -o "$folder/installed.svg"
grep -q '</svg>' "$folder/installed.svg" || { echo "the installed command drew nothing"; exit 1; }

library=$(find "$prefix" -name 'libnamegraph.so' | head -n 1)
strange=$(nm -D --defined-only "$library" | awk '$2 ~ /[TDBRVW]/ { print $3 }' | grep -v '^ng_' | grep -vE '^(__odr_asan|__asan|__ubsan|_init$|_fini$|__bss_start$|_edata$|_end$)' || true)
[ -z "$strange" ] || { echo "exported beside ng_: $strange"; exit 1; }

man -l "$prefix"/share/man/man1/namegraph.1 >/dev/null 2>"$folder/man.err" || true
grep -q '^.SH EXIT STATUS' "$prefix/share/man/man1/namegraph.1" || { echo "no manual page"; exit 1; }

pkgconfig=$(dirname "$(find "$prefix" -name namegraph.pc)")
flags=$(PKG_CONFIG_PATH=$pkgconfig pkg-config --cflags --libs namegraph)
case $flags in *"$prefix"*|*..*) ;; *) echo "pkg-config does not point into the tree: $flags"; exit 1 ;; esac
sanitize=
nm -D "$library" | grep -q __asan && sanitize=-fsanitize=address,undefined
# shellcheck disable=SC2086 # a list of flags
cc -std=c11 $sanitize "$source/examples/rank_people.c" $flags -Wl,-rpath,"$(dirname "$library")" -o "$folder/rank_people"
"$folder/rank_people" "$article" | grep -q '^1\. ' || { echo "a program built against the tree ranks nobody"; exit 1; }
