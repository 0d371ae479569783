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
expect_line out '^Jane Ashby, person, in 2 documents$'
expect_line out "^'Jane Ashby' is 'Jane Ashby': the same name \(score 0\.[0-9]*\)$"
expect_line out '^    Jane Ashby sang\.$'
run "$NAMEGRAPH" entities --candidates result.json
expect_status 0
expect_line out '^# merge "Jane Ashby" "J\. Ashby"   # 0\.[0-9]* initials of the given names$'
expect_line out '^# merge "John Ashby" "J\. Ashby"   # 0\.[0-9]* initials of the given names$'
# Of many documents the same join is told once.
{
    printf '{"namegraph": 1, "entities": [], "documents": ['
    for i in 1 2 3 4; do
        printf '{"id": "d%d", "source": "d", "text": "Tarn Robotics grew. Tarn rose.", "mentions": [{"span": [0, 13], "entity": "e", "type": "company"}, {"span": [20, 24], "entity": "e", "type": "company"}],' $i
        printf '"entities": [{"id": "e", "name": "Tarn Robotics", "type": "company", "aliases": ["Tarn"]}]}%s' "$([ $i -eq 4 ] || echo ,)"
    done
    printf ']}'
} >many.json
run "$NAMEGRAPH" show Tarn --explain many.json
expect_status 0
expect_line out "^'Tarn' is 'Tarn Robotics': short form of the full name, in 4 documents$"
expect_line out "^'Tarn Robotics' is 'Tarn Robotics': the same name, 3 times \(score "

# A well-known name is one actor, whatever posts the years gave it and nothing else that is common to the documents.
cat >posts.json <<'END'
{"namegraph": 1, "entities": [], "documents": [
{"id": "a", "source": "a", "text": "Sam Altman leads OpenAI.",
 "mentions": [{"span": [0, 10], "entity": "a1", "type": "person"}, {"span": [17, 23], "entity": "a2", "type": "company"}],
 "entities": [{"id": "a1", "name": "Sam Altman", "type": "person"}, {"id": "a2", "name": "OpenAI", "type": "company"}],
 "relations": [{"head": "a1", "type": "leads", "tail": "a2", "status": "current", "evidence": [{"span": [0, 24]}]}]},
{"id": "b", "source": "b", "text": "Sam Altman leads Loopt.",
 "mentions": [{"span": [0, 10], "entity": "b1", "type": "person"}, {"span": [17, 22], "entity": "b2", "type": "company"}],
 "entities": [{"id": "b1", "name": "Sam Altman", "type": "person"}, {"id": "b2", "name": "Loopt", "type": "company"}],
 "relations": [{"head": "b1", "type": "leads", "tail": "b2", "status": "current", "evidence": [{"span": [0, 23]}]}]}]}
END
run "$NAMEGRAPH" entities posts.json
expect_line out '^    2  person        Sam Altman$'
sed 's/Sam Altman/Sam Oakley/' posts.json >unknown.json
run "$NAMEGRAPH" entities unknown.json
expect_line out '^    1  person        Sam Oakley$'

run "$NAMEGRAPH" show 'Nobody' --explain result.json
expect_status 4
finish
