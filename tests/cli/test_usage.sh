# Help, version, and command lines that are wrong: status 2 and one clear line.
. "$(dirname "$0")/lib.sh"

run "$NAMEGRAPH" --version
expect_status 0
expect_line out '^namegraph [0-9]+\.[0-9]+\.[0-9]+$'

run "$NAMEGRAPH" --help
expect_status 0
for command in extract graph draw rank diff entities show why path merge; do
    expect_line out "^  $command "
    "$NAMEGRAPH" "$command" --help >help 2>err || fail "$command --help fails"
    expect_line help "^Usage: namegraph $command "
    expect_line help "^  -o, --output FILE"
    expect_empty err
    if grep -q ' $' help; then fail "$command --help has spaces at the end of lines"; fi
done

for command in add remove list verify search; do
    expect_line out "^  corpus $command "
    "$NAMEGRAPH" corpus "$command" --help >help 2>err || fail "corpus $command --help fails"
    expect_line help "^Usage: namegraph corpus $command "
    expect_empty err
    "$NAMEGRAPH" corpus --help >help 2>err || fail "corpus --help fails"
    expect_line help "^  corpus $command "
done

run "$NAMEGRAPH"
expect_status 2
expect_line err '^Usage: '

wrong() { # wrong PATTERN ARGUMENT...
    pattern=$1
    shift
    run "$NAMEGRAPH" "$@"
    expect_status 2
    expect_one_line err
    expect_line err "$pattern"
    expect_empty out
}
wrong "unknown command 'frobnicate'" frobnicate x
wrong "'corpus' wants one of add, remove, list, verify, search" corpus
wrong "'corpus' wants one of add, remove, list, verify, search" corpus frobnicate x
wrong "'corpus add' wants CORPUS INPUT" corpus add x
wrong "'corpus list' wants no more than CORPUS" corpus list x y
wrong "'corpus list' has no option --model" corpus list --model lists x
wrong "'corpus add' has no option --label" --label frequent corpus add x y
wrong "'corpus verify' has no option --output" corpus verify x -o y
wrong "unknown option '--colour'" rank --colour x
wrong "unknown option '-z'" rank -z x
wrong "'extract' has no option --by" extract --by degree x
wrong "'extract' has no option --by" --by degree extract x
wrong "'rank' wants INPUT" rank
wrong "'diff' wants OLD NEW" diff one
wrong "'diff' wants no more than OLD NEW" diff one two three
wrong "--top wants N" rank x --top
wrong "--top is a number from 0" rank --top many x
wrong "--top is a number from 0" rank --top -1 x
wrong "--hops is a number from 1 to 10, not '11'" rank --hops 11 x
wrong "--backbone is a number from 0 to 1, not '1,5'" rank --backbone 1,5 x
wrong "--quiet takes no argument" rank --quiet=yes x
wrong "'rank' writes table, json, csv, not 'svg'" rank -f svg x
wrong "--types is a comma list of person, .*, group, not 'people'" rank --types people x
wrong "--model is one of accurate, fast, lists, not 'huge'" rank --model huge x
wrong "--language can be en only, not 'de'" extract --language de x

wrong "since is no date: '2024-13-45'" rank --model lists --since 2024-13-45 "$ARTICLES"/01-*
wrong "since is '2025', later than until '2024'" rank --model lists --since 2025 --until 2024 "$ARTICLES"/01-*
run "$NAMEGRAPH" help rank
expect_status 0
expect_line out '^Usage: namegraph rank '
run "$NAMEGRAPH" path --model lists Altman 'Sam Altman' "$ARTICLES"/01-*
expect_status 4
expect_line err "'Altman' and 'Sam Altman' are one actor, Sam Altman"

# '--' ends the options; a letter takes its argument with and without a space.
run "$NAMEGRAPH" rank -q --model lists -f json -- -missing
expect_status 4
expect_line err "cannot read '-missing'"
run "$NAMEGRAPH" rank -qfjson --model=lists "$ARTICLES"/01-*
expect_status 0
expect_line out '"by": "strength"'
finish
