# A corpus outlives whoever writes it: killed in the middle, it has all that was acknowledged and nothing by halves; two who
# write at once both get their turn.
. "$(dirname "$0")/lib.sh"
lists="--model lists"
# Names so long that a pipe holds the acknowledgements of some 120 inputs: a writer that is to be killed at the 100th of 240
# then waits for its reader, and cannot end before it is killed, however slow the reader is.
long=$(printf '%0240d' 0)
news=$long/$long
mkdir -p "$news"
i=0
while [ $i -lt 240 ]; do
    i=$((i + 1))
    printf 'Ada Roe leads Bolt Corp. of Town %s, she said on Monday. Number %s was bought by Cove Ltd. in May.\n' $i $i >"$news/$i.txt"
done

# shellcheck disable=SC2086 # $lists is two words
{
# kill_after N: kills a writer when it has acknowledged N inputs; what it acknowledged until then is in `acknowledged`.
kill_after() {
    rm -f said acknowledged
    mkfifo said
    "$NAMEGRAPH" corpus add -v $lists c.namegraph "$news" 2>said &
    writer=$!
    : >acknowledged
    while read -r line; do
        case $line in *" added, "*) echo "$line" >>acknowledged ;; esac
        if [ "$(wc -l <acknowledged)" -eq "$1" ]; then kill -9 $writer 2>/dev/null; fi
    done <said
    wait $writer
    code=$?
}

for n in 1 2 30 63 65 100; do
    rm -f c.namegraph*
    kill_after $n
    [ $code -eq 137 ] || fail "the writer was not killed but ended with $code"
    run "$NAMEGRAPH" corpus verify c.namegraph
    expect_status 0
    "$NAMEGRAPH" corpus list c.namegraph >list || fail "list"
    [ "$(grep -c ' 1 added, ' acknowledged)" -ge "$n" ] || fail "no $n acknowledgements"
    sed -n "s/.*corpus: '\(.*\)': 1 added.*/\1#1/p" acknowledged | while read -r id; do
        grep -qF "  $id" list || echo "$id"
    done >lost
    expect_empty lost
done

# The next writer goes on from there, and the corpus is the one that nobody was killed for.
run "$NAMEGRAPH" corpus add $lists c.namegraph "$news"
expect_status 0
run "$NAMEGRAPH" corpus verify c.namegraph
expect_status 0
"$NAMEGRAPH" corpus add $lists whole.namegraph "$news" || fail "a whole corpus"
"$NAMEGRAPH" extract c.namegraph -o killed.json && "$NAMEGRAPH" extract whole.namegraph -o whole.json || fail extract
expect_same killed.json whole.json

# Killed while it makes the file, before there is a corpus: the next one makes it.
: >new.namegraph
run "$NAMEGRAPH" corpus list new.namegraph
expect_status 4
run "$NAMEGRAPH" corpus add $lists new.namegraph "$news"/1.txt
expect_status 0

# A journal that a killed writer left: its half transaction is undone by whoever opens the corpus next.
python3 - <<'END' || fail "no journal was left"
import os, sqlite3
pid = os.fork()
if pid == 0:
    db = sqlite3.connect("whole.namegraph", isolation_level=None)
    db.execute("PRAGMA cache_size = 1")
    db.execute("BEGIN IMMEDIATE")
    db.execute("UPDATE documents SET json = json || ' ', title = hex(randomblob(2000))")
    os.kill(os.getpid(), 9)
os.waitpid(pid, 0)
assert os.path.getsize("whole.namegraph-journal") > 0
END
run "$NAMEGRAPH" extract whole.namegraph -o after.json
expect_status 0
expect_same after.json whole.json
[ ! -e whole.namegraph-journal ] || fail "the journal is still there"
run "$NAMEGRAPH" corpus verify whole.namegraph
expect_status 0

# Two writers at once, and a reader beside them.
"$NAMEGRAPH" corpus add $lists two.namegraph "$news"/1.txt || fail "add"
"$NAMEGRAPH" corpus add -j 1 $lists two.namegraph "$news"/2*.txt "$news"/3*.txt 2>err1 &
first=$!
"$NAMEGRAPH" corpus add -j 1 $lists two.namegraph "$news"/[4-9]*.txt "$news"/1*.txt 2>err2 &
second=$!
run "$NAMEGRAPH" corpus list two.namegraph
expect_status 0
wait $first || fail "the first writer: $(cat err1)"
wait $second || fail "the second writer: $(cat err2)"
"$NAMEGRAPH" extract two.namegraph -o two.json || fail extract
expect_same two.json whole.json
run "$NAMEGRAPH" corpus verify two.namegraph
expect_status 0
}
finish
