# A corpus: documents in and out, an input like any other, the same bytes as the results that it holds.
. "$(dirname "$0")/lib.sh"
lists="--model lists"
cp -r "$ARTICLES" news
corpus=c.namegraph

# shellcheck disable=SC2086 # $lists is two words
{
run "$NAMEGRAPH" corpus add -v $lists $corpus news
expect_status 0
expect_empty out
expect_line err "corpus: 'news/wire.jsonl': 7 added, 0 replaced, 0 unchanged$"
[ "$(ls $corpus*)" = $corpus ] || fail "something lies beside the corpus: $(ls $corpus*)"
run "$NAMEGRAPH" corpus verify $corpus
expect_status 0
expect_line out "^$corpus: 31 documents, nothing wrong$"

# What is there is not read again: no text, no model, no line, however often it is added.
cp $corpus before
NAMEGRAPH_DATA=nowhere run "$NAMEGRAPH" corpus add -v --no-word-lists $corpus news
expect_status 0
expect_line err "'news/08-2024-09-30-scraped-page.txt': 0 added, 0 replaced, 3 unchanged$"
expect_same before $corpus

# An input of every command, beside others, too.
"$NAMEGRAPH" extract $lists news -o whole.json || fail extract
same() { # same COMMAND...: with the corpus and with the result
    "$NAMEGRAPH" "$@" whole.json >from_result 2>&1 || fail "$* whole.json"
    "$NAMEGRAPH" "$@" $corpus >out 2>&1 || fail "$* $corpus"
    sed "s/$corpus/whole.json/g" out >from_corpus # diff says the names of its inputs
    expect_same from_result from_corpus
}
same extract
same extract -f jsonl
same extract --label frequent
same graph
same rank
same draw -f dot
same entities
same entities --candidates
same show OpenAI
same show OpenAI --explain
same why OpenAI Microsoft
same path 'Arthur Mensch' 'Sam Altman'
same diff --series
same diff -f json whole.json
"$NAMEGRAPH" extract $lists news/0[1-4]* -o part.json && "$NAMEGRAPH" corpus add $lists rest.corpus news/0[5-9]* news/1* news/[a-z]* || fail parts
run "$NAMEGRAPH" merge part.json rest.corpus -o merged.json
expect_status 0
expect_same merged.json whole.json
mkdir folder && cp part.json rest.corpus folder
run "$NAMEGRAPH" extract folder -o merged.json
expect_same merged.json whole.json
run "$NAMEGRAPH" diff -f json part.json rest.corpus
expect_status 0

# Whatever way documents came in, the same corpus comes out; merging into one replaces what it had.
"$NAMEGRAPH" merge --label frequent whole.json -o m.namegraph || fail "merge to a corpus"
"$NAMEGRAPH" corpus add m2.namegraph rest.corpus part.json || fail "corpora into a corpus"
printf 'Rome (AP) - Ada Roe leads Bolt Corp., she said on Monday. The company makes bolts in Rome.\n' >other.txt
"$NAMEGRAPH" corpus add $lists m3.namegraph other.txt && "$NAMEGRAPH" merge -f corpus part.json rest.corpus -o m3.namegraph || fail "merge over a corpus"
for other in m.namegraph m2.namegraph m3.namegraph; do
    "$NAMEGRAPH" corpus list -f json $corpus >list1 && "$NAMEGRAPH" corpus list -f json $other >list2 || fail list
    expect_same list1 list2
    "$NAMEGRAPH" extract $other -o from_corpus || fail "extract $other"
    expect_same from_corpus whole.json
    run "$NAMEGRAPH" corpus verify $other
    expect_status 0
done

# The list of joined ids: each is an entity, each stands for an actor of the result.
python3 - $corpus whole.json <<'END' || fail "joined ids"
import json, sqlite3, sys
db = sqlite3.connect(sys.argv[1])
kept = set(db.execute("SELECT joined.id, documents.id, actor FROM joined JOIN documents ON document = number"))
whole = json.load(open(sys.argv[2], encoding="utf-8"))
members = {}
for d in whole["documents"]:
    for e in d["entities"]:
        members.setdefault(e["id"], []).append((e["local"], d["id"]))
assert kept == {(l, d, a) for a, m in members.items() if len(m) > 1 for l, d in m} and len(kept) > 100, len(kept)
END

# A changed text replaces its document alone; one that is gone stays, and that is said.
python3 - $corpus >rows1 <<'END'
import sqlite3, sys
for row in sqlite3.connect(sys.argv[1]).execute("SELECT number, id, json_hash FROM documents WHERE id NOT LIKE 'news/01%'"): print(row)
END
sed -i 's/Friday/Thursday/' news/01-*
run "$NAMEGRAPH" corpus add -v $lists $corpus news
expect_status 0
expect_line err "'news/01-.*': 0 added, 1 replaced, 0 unchanged$"
[ "$(grep -c ' 0 added, 0 replaced, [1-9]' err)" -eq 19 ] || fail "others than news/01 were changed"
python3 - $corpus >rows2 <<'END'
import sqlite3, sys
for row in sqlite3.connect(sys.argv[1]).execute("SELECT number, id, json_hash FROM documents WHERE id NOT LIKE 'news/01%'"): print(row)
END
expect_same rows1 rows2
"$NAMEGRAPH" extract $lists news -o whole.json || fail extract
same extract
run "$NAMEGRAPH" corpus verify $corpus
expect_status 0
head -n 30 news/08-2024-09-30-scraped-page.txt >shorter && mv shorter news/08-2024-09-30-scraped-page.txt
run "$NAMEGRAPH" corpus add $lists $corpus news/08*
expect_status 0
expect_line err "^namegraph: corpus: 'news/08-.*': 2 documents that it no longer has stay in the corpus"
sed 's/OpenAI/Bolt/' news/wire.jsonl >wire2.jsonl
run "$NAMEGRAPH" corpus add $lists $corpus wire2.jsonl
expect_line err "'wire2.jsonl': [1-7] of the replaced documents came from another input and had the same id"

# Of several inputs with one id the last one counts, also where the corpus had just that text before.
printf '{"id": "1", "text": "Ada Roe of Bolt Corp. spoke in Rome on Monday."}\n' >y.jsonl
sed 's/Monday/Tuesday/' y.jsonl >x.jsonl
"$NAMEGRAPH" corpus add $lists turns.namegraph y.jsonl || fail "corpus add y.jsonl"
run "$NAMEGRAPH" corpus add -q $lists turns.namegraph x.jsonl y.jsonl
expect_status 0
run "$NAMEGRAPH" corpus search turns.namegraph Monday
expect_one_line out

# Removing, by document and by source; the rest is as if it had never been there.
run "$NAMEGRAPH" corpus remove $corpus 'news/feed.rss#2' wire2.jsonl news/08-2024-09-30-scraped-page.txt nothing
expect_status 3
expect_one_line err
expect_line err "'$corpus' has no document or source 'nothing'"
rm news/wire.jsonl news/08*
"$NAMEGRAPH" extract $lists news -o whole.json || fail extract
"$NAMEGRAPH" corpus add $lists fresh.namegraph news && "$NAMEGRAPH" corpus remove fresh.namegraph 'news/feed.rss#2' || fail "a fresh corpus"
"$NAMEGRAPH" extract fresh.namegraph -o fresh.json && "$NAMEGRAPH" extract $corpus -o grown.json || fail "extract"
expect_same fresh.json grown.json
run "$NAMEGRAPH" corpus verify $corpus
expect_status 0
run "$NAMEGRAPH" corpus remove $corpus nothing
expect_status 4

# List and search.
run "$NAMEGRAPH" corpus list $corpus
expect_status 0
expect_line out '^date        mentions  relations  speech  document, title$'
expect_line out '^2023-12-27  .*  news/03-2023-12-27-times-sues-openai.txt#1  New York Times sues'
run "$NAMEGRAPH" corpus list -f json $corpus
python3 -c 'import json; l = json.load(open("out")); assert len(l) == 20 and l[0]["made_by"]["model"] == "lists" and l[0]["mentions"] > 9, len(l)' || fail "list -f json"
run "$NAMEGRAPH" corpus search -f json $corpus 'chief EXECUTIVE' altman
python3 - <<'END' || fail "search -f json"
import json
texts = {d["id"]: d["text"] for d in json.load(open("fresh.json", encoding="utf-8"))["documents"]}
hits = json.load(open("out", encoding="utf-8"))
for h in hits:
    text = h["sentence"]
    assert texts[h["document"]][h["span"][0]:h["span"][1]] == text and "Altman" in text and "chief executive" in text, h
assert len(hits) > 2
END
run "$NAMEGRAPH" corpus search $corpus 'chief executive' altman
expect_line out '^news/01-.*#1:[0-9]+, 2023-11-17: .*Sam Altman, the chief executive'
run "$NAMEGRAPH" corpus search $corpus 'executive chief' '"' 'AND'
expect_status 0
expect_empty out
expect_line err 'no sentence has these words'
run "$NAMEGRAPH" corpus search $corpus ' '
expect_status 2

# What can't be used costs a line; the rest is kept.
run "$NAMEGRAPH" corpus add $lists $corpus missing.txt other.txt
expect_status 3
expect_one_line err
expect_line err "cannot read 'missing.txt'"
run "$NAMEGRAPH" corpus search $corpus Roe
expect_line out '^other.txt#1:'
run "$NAMEGRAPH" corpus add $lists $corpus missing.txt
expect_status 4
run "$NAMEGRAPH" corpus add $lists other.txt news
expect_status 4
expect_one_line err
expect_line err "cannot use 'other.txt': no corpus of namegraph"
for command in list verify; do
    run "$NAMEGRAPH" corpus $command missing.namegraph
    expect_status 4
    expect_one_line err
    expect_line err "cannot read 'missing.namegraph': No such file"
done
run "$NAMEGRAPH" merge whole.json -f corpus
expect_status 2
expect_one_line err
run "$NAMEGRAPH" merge whole.json -o no/such/x.namegraph
expect_status 4
cp whole.json taken.namegraph
run "$NAMEGRAPH" merge whole.json -o taken.namegraph
expect_status 4
expect_same whole.json taken.namegraph

# Foreign, newer and damaged files, as a corpus and as an input beside another.
python3 - <<'END'
import sqlite3, shutil
sqlite3.connect("foreign.db").execute("CREATE TABLE t (a)")
shutil.copy("c.namegraph", "newer.namegraph")
sqlite3.connect("newer.namegraph").execute("PRAGMA user_version = 7")
with open("c.namegraph", "rb") as f: data = bytearray(f.read())
data[4096:] = b"\x5a" * (len(data) - 4096)
with open("damaged.namegraph", "wb") as f: f.write(data)
db = sqlite3.connect("c.namegraph")
db.execute("UPDATE documents SET mentions = mentions + 1 WHERE id LIKE 'news/02%'")
db.commit()
END
check() { # check FILE WORDS
    run "$NAMEGRAPH" corpus add $lists "$1" other.txt
    expect_status 4
    expect_one_line err
    expect_line err "$2"
    run "$NAMEGRAPH" rank "$1"
    expect_status 4
    expect_one_line err
    expect_line err "$2"
    run "$NAMEGRAPH" rank "$1" whole.json
    expect_status 3
    expect_one_line err
    expect_line err "$2"
}
check foreign.db "cannot use 'foreign.db': no corpus of namegraph"
check newer.namegraph "cannot use 'newer.namegraph': a corpus of version 7, made by a newer namegraph"
check damaged.namegraph "damaged.namegraph.*the corpus is damaged"
run "$NAMEGRAPH" corpus verify $corpus
expect_status 3
expect_line err "document 'news/02-.*' is not what was written of it"
run "$NAMEGRAPH" corpus remove $corpus "$(sed -n "s/.*document '\(.*\)' is not.*/\1/p" err)"
expect_status 0
run "$NAMEGRAPH" corpus verify $corpus
expect_status 0

# The list of joined ids: wrong is found; older than the documents, since a writer was killed, is made anew by the next one.
python3 -c 'import sqlite3; sqlite3.connect("c.namegraph", isolation_level=None).execute("DELETE FROM joined WHERE id = (SELECT min(id) FROM joined)")'
run "$NAMEGRAPH" corpus verify $corpus
expect_status 3
expect_one_line err
expect_line err '[0-9]+ joined ids are not those that the documents make'
python3 -c 'import sqlite3; sqlite3.connect("c.namegraph", isolation_level=None).execute("UPDATE state SET joined_at = 0")'
run "$NAMEGRAPH" corpus verify -v $corpus
expect_status 0
expect_line err 'its list of joined ids is older'
run "$NAMEGRAPH" corpus add $corpus other.txt
run "$NAMEGRAPH" corpus verify -v $corpus
expect_status 0
expect_empty err

# A corpus that can't be written is read all the same.
chmod a-w fresh.namegraph
"$NAMEGRAPH" extract fresh.namegraph -o again.json || fail "a corpus that can't be written"
expect_same fresh.json again.json
run "$NAMEGRAPH" corpus verify fresh.namegraph
expect_status 0
}
finish
