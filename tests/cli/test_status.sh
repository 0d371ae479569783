# Inputs that cannot be used cost one line each and nothing else; outputs are whole or not there.
. "$(dirname "$0")/lib.sh"
article=$(ls "$ARTICLES"/01-*)
lists="--model lists"

# shellcheck disable=SC2086 # $lists is two words
{
run "$NAMEGRAPH" extract $lists missing.txt
expect_status 4
expect_one_line err
expect_line err "^namegraph: cannot read 'missing.txt': No such file or directory$"
expect_empty out

run "$NAMEGRAPH" extract $lists missing.txt "$article"
expect_status 3
expect_line err "cannot read 'missing.txt'"
expect_line out '"namegraph": 1'

mkfifo pipe
run timeout 20 "$NAMEGRAPH" extract $lists pipe "$article"
expect_status 3
expect_line err "cannot read 'pipe': not a regular file"

: >empty.txt
run "$NAMEGRAPH" extract $lists empty.txt
expect_status 4

printf '{"namegraph": 1, "documents": [{"id": "x"}]}' >broken.json
run "$NAMEGRAPH" extract $lists broken.json "$article"
expect_status 3
expect_line err "broken.json.*document 'x': it has no text"

printf '{"namegraph": 1, "documents": [' >cut.json
run "$NAMEGRAPH" extract $lists cut.json
expect_status 4
expect_line err 'cut.json'

# Standard input.
"$NAMEGRAPH" extract $lists - <"$article" >stdin.json 2>err || fail "standard input is not read"
expect_line stdin.json '"source": "-"'

# Whole output or none.
echo before >kept.json
run "$NAMEGRAPH" extract $lists missing.txt -o kept.json
expect_line kept.json '^before$'
run "$NAMEGRAPH" extract $lists "$article" -o /dev/full
expect_status 4
expect_line err 'No space left'
run "$NAMEGRAPH" extract $lists "$article" -o no/such/folder/x.json
expect_status 4
expect_line err "cannot write 'no/such/folder/x.json'"
run "$NAMEGRAPH" extract $lists "$article" -o new.json
expect_status 0
expect_empty out
[ "$(ls | grep -c 'new.json')" -eq 1 ] || fail "something was left beside new.json"
head -c 12 new.json | grep -q '{"namegraph"' || fail "new.json is not a result"

# A closed pipe is an error, not a crash.
{ "$NAMEGRAPH" extract $lists "$ARTICLES" 2>err; echo $? >code; } | head -c 1 >/dev/null
[ "$(cat code)" -eq 4 ] || fail "closed pipe: status $(cat code)"
expect_line err 'Broken pipe'

# No progress and no colours where there is no terminal.
run "$NAMEGRAPH" rank $lists "$ARTICLES"
expect_status 0
expect_empty err
if grep -q "$(printf '\033')" out; then fail "colours in a file"; fi
run "$NAMEGRAPH" rank $lists --progress always "$ARTICLES"
expect_line err 'reading: '
}
finish
