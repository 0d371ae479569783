# Every format of a network: by its name, by the end of a file's name, in the help and in the manual.
. "$(dirname "$0")/lib.sh"
run "$NAMEGRAPH" graph --model lists "$ARTICLES"/01-* -o net.json
expect_status 0
"$NAMEGRAPH" graph --help >help || fail "graph --help"
"$NAMEGRAPH" --help-man >manual || fail "--help-man"

# written NAME FILE: the format asked for by name is what the file's name chooses.
written() {
    run "$NAMEGRAPH" graph net.json -f "$1" -o by-name
    expect_status 0
    run "$NAMEGRAPH" graph net.json -o "$2"
    expect_status 0
    expect_same by-name "$2"
    run "$NAMEGRAPH" graph net.json -f "$1"
    expect_same by-name out
    expect_line help "^Formats: .*\\b$1\\b"
    expect_line manual "the network\\. Formats: .*\\b$1\\b"
}
written json again.json
written dot net.dot
written dot net.gv
written graphml net.graphml
written graphml net.xml
written gexf net.gexf
written csv net.csv
written cypher net.cypher
written jsonld net.jsonld
written ftm net.ftm
written ftm net.ftm.json
expect_line net.cypher '^CREATE CONSTRAINT '
expect_line net.jsonld '"@context"'
expect_line net.ftm.json '^\{"id":"article-[0-9a-f]{32}","schema":"Article"'

# The end of a name means what the command has: of extract, JSON; without a name before it, nothing.
run "$NAMEGRAPH" extract --model lists "$ARTICLES"/01-* -o found.ftm.json
expect_status 0
expect_line found.ftm.json '"mentions"'
run "$NAMEGRAPH" graph net.json -o .ftm.json
expect_status 0
expect_same .ftm.json net.json
run "$NAMEGRAPH" graph net.json -f neo4j
expect_status 2
expect_line err "'graph' writes json, .*cypher, jsonld, ftm, not 'neo4j'"
finish
