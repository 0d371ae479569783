# For the scripts of this folder. $NAMEGRAPH is the command, $ARTICLES the sample articles, $WORK a folder of the test's own.
set -u
rm -rf "$WORK"
mkdir -p "$WORK"
cd "$WORK" || exit 1
failures=0

fail() {
    echo "FAILED: $*"
    failures=$((failures + 1))
}

# run COMMAND...: its output goes to out, its messages to err, its exit status to $status.
run() {
    status=0
    "$@" >out 2>err </dev/null || status=$?
}

# expect_status N: the last run ended with N.
expect_status() {
    [ "$status" -eq "$1" ] || { fail "exit status $status, not $1"; sed 's/^/    err: /' err | head -n 5; }
}

# expect_line FILE PATTERN: a line of the file matches the pattern.
expect_line() {
    grep -qE -- "$2" "$1" || { fail "no line of $1 matches '$2'"; head -n 5 "$1" | sed "s/^/    $1: /"; }
}

# expect_one_line FILE: the file has exactly one line.
expect_one_line() {
    [ "$(wc -l <"$1")" -eq 1 ] || { fail "$1 has $(wc -l <"$1") lines, not 1"; head -n 5 "$1" | sed "s/^/    $1: /"; }
}

expect_empty() {
    [ ! -s "$1" ] || { fail "$1 is not empty"; head -n 5 "$1" | sed "s/^/    $1: /"; }
}

# expect_same A B: two files have the same bytes.
expect_same() {
    cmp -s "$1" "$2" || { fail "$1 and $2 differ"; cmp "$1" "$2"; }
}

finish() {
    [ "$failures" -eq 0 ] || { echo "$failures checks failed"; exit 1; }
    exit 0
}
