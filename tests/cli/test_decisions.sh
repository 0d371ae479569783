# The user's decisions: candidates can be taken as they stand, and deleting a line undoes it.
. "$(dirname "$0")/lib.sh"
named() { # named ID NAME TYPE LENGTH TEXT
    printf '{"id": "%s", "source": "%s", "text": "%s", "entities": [{"id": "%s-e", "name": "%s", "type": "%s", "aliases": []}], ' "$1" "$1" "$5" "$1" "$2" "$3"
    printf '"mentions": [{"span": [0, %d], "entity": "%s-e", "type": "%s"}]}' "$4" "$1" "$3"
}
{
    printf '{"namegraph": 1, "entities": [], "documents": ['
    named a 'Mira Castellan' person 14 'Mira Castellan spoke in Oslo.'
    printf ', '
    named b 'Castellan' person 9 'Castellan left Bergen early.'
    printf ', '
    named c 'Northgate Labs' company 14 'Northgate Labs builds engines.'
    printf ']}'
} >result.json

"$NAMEGRAPH" entities result.json >plain || fail "entities"
expect_line plain 'Mira Castellan$'
expect_line plain '  Castellan$'

run "$NAMEGRAPH" entities --candidates result.json
expect_status 0
expect_line out '^# merge "Mira Castellan" "Castellan"'
sed 's/^# merge/merge/' out >decisions.txt
printf 'rename "Northgate Labs" "Northgate"\nretype "Northgate" organization\n' >>decisions.txt
run "$NAMEGRAPH" entities --decisions decisions.txt result.json
expect_status 0
expect_line out '    2  person        Mira Castellan  \(Castellan\)$'
: >none.txt
run "$NAMEGRAPH" entities --decisions none.txt result.json
cat out >undone
expect_same plain undone

printf 'merge "Mira Castellan" "Castellan"\nfuse "A" "B"\n' >wrong.txt
run "$NAMEGRAPH" entities --decisions wrong.txt result.json
expect_status 4
expect_one_line err
expect_line err 'wrong.txt:2:1: '

# Two of one document whom the user makes one: the result is read back, and without the decision they are two again.
cat >firm.json <<'END'
{"namegraph": 1, "entities": [], "documents": [{"id": "d", "source": "d", "text": "Anser builds Loopcart.",
 "mentions": [{"span": [0, 5], "entity": "e1", "type": "company"}, {"span": [13, 21], "entity": "e2", "type": "product"}],
 "entities": [{"id": "e1", "name": "Anser", "type": "company"}, {"id": "e2", "name": "Loopcart", "type": "product", "aliases": ["Cart"]}],
 "relations": [{"head": "e1", "type": "develops", "tail": "e2", "status": "current", "evidence": [{"span": [0, 22]}]}]}]}
END
printf 'merge "Anser" "Loopcart"\n' >one.txt
run "$NAMEGRAPH" extract --decisions one.txt firm.json -o joined.json
expect_status 0
run "$NAMEGRAPH" entities --decisions one.txt joined.json
expect_status 0
expect_empty err
expect_line out '    2  company       Loopcart  \(Anser, Cart\)$'
run "$NAMEGRAPH" entities joined.json
expect_status 0
expect_empty err
expect_line out '    1  company       Anser$'
expect_line out '    1  product       Loopcart  \(Cart\)$'

run "$NAMEGRAPH" show 'mira castellan' --explain --decisions decisions.txt result.json
expect_status 0
expect_line out "'Castellan' is 'Mira Castellan'|'Mira Castellan' is 'Castellan'"
run "$NAMEGRAPH" show Nobody --explain result.json
expect_status 4
expect_line err "names no 'Nobody'"
finish
