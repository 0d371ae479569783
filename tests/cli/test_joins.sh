# Why names are one, and which might be: with the sentences, and as lines for the decisions file.
. "$(dirname "$0")/lib.sh"
cat >result.json <<'END'
{"namegraph": 1, "entities": [], "documents": [
{"id": "a", "source": "a", "text": "Jane Ashby met John Ashby.",
 "mentions": [{"span": [0, 10], "entity": "a1", "type": "person"}, {"span": [15, 25], "entity": "a2", "type": "person"}],
 "entities": [{"id": "a1", "name": "Jane Ashby", "type": "person", "aliases": []}, {"id": "a2", "name": "John Ashby", "type": "person", "aliases": []}]},
{"id": "b", "source": "b", "text": "Jane Ashby sang.", "mentions": [{"span": [0, 10], "entity": "b1", "type": "person"}],
 "entities": [{"id": "b1", "name": "Jane Ashby", "type": "person", "aliases": []}]},
{"id": "c", "source": "c", "text": "J. Ashby wrote.", "mentions": [{"span": [0, 8], "entity": "c1", "type": "person"}],
 "entities": [{"id": "c1", "name": "J. Ashby", "type": "person", "aliases": []}]}]}
END
run "$NAMEGRAPH" show 'jane ashby' --explain result.json
expect_status 0
expect_line out "^'Jane Ashby' is 'Jane Ashby': the same name"
expect_line out '^    Jane Ashby sang\.$'
run "$NAMEGRAPH" entities --candidates result.json
expect_status 0
expect_line out '^# merge "Jane Ashby" "J\. Ashby"   # 0\.[0-9]* initials of the given names$'
expect_line out '^# merge "John Ashby" "J\. Ashby"   # 0\.[0-9]* initials of the given names$'
run "$NAMEGRAPH" show 'Nobody' --explain result.json
expect_status 4
finish
