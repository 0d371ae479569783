# An actor is called by its fullest name that is in use, not by one that a single document has.
. "$(dirname "$0")/lib.sh"
document() { # document ID NAME LENGTH
    printf '{"id": "%s", "source": "%s", "text": "%s met Microsoft in Paris.", "mentions": [{"span": [0, %d], "entity": "%s-e", "type": "company"}],' "$1" "$1" "$2" "$3" "$1"
    printf '"entities": [{"id": "%s-e", "name": "%s", "type": "company", "aliases": []}]}' "$1" "$2"
}
{
    printf '{"namegraph": 1, "entities": [], "documents": ['
    for i in 1 2 3 4 5; do
        document "a$i" Google 6
        printf ','
    done
    document b 'Google Group' 12
    printf ']}'
} >result.json
run "$NAMEGRAPH" entities result.json
expect_status 0
expect_line out '^    6  company       Google  \(Google Group\)$'
finish
