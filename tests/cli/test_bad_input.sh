# What people feed a command that reads anything: one clear line each, the right exit status, the rest of the input
# done, nothing half-written, memory bounded.
. "$(dirname "$0")/lib.sh"
article=$(ls "$ARTICLES"/01-*)
known='The White House said on Monday that Angela Merkel met Emmanuel Macron in Berlin. Merkel praised Macron.'

# extract INPUT...: with the lists alone, which is fast.
extract() { run timeout 240 "$NAMEGRAPH" extract --model lists "$@"; }

# expect_refused FILE REASON: alone it leaves nothing to do; beside an article it costs a line and the article is read.
expect_refused() {
    extract "$1"
    expect_status 4
    expect_empty out
    expect_line err "^namegraph: .*$1.*$2"
    expect_one_line err
    extract "$1" "$article"
    expect_status 3
    expect_line err "^namegraph: .*$1.*$2"
    expect_one_line err
    expect_line out "\"source\": \"$article\""
}

# expect_read FILE: it is read as it is, and the names in it are found.
expect_read() {
    extract "$1"
    expect_status 0
    expect_line out "\"source\": \"$1\""
    expect_line out 'Emmanuel Macron'
}

# repeat N TEXT: the text N times, without a line end.
repeat() { awk -v n="$1" -v t="$2" 'BEGIN { for (i = 0; i < n; i++) printf "%s", t }'; }

# limited KIB COMMAND...: with so much address space. A build with sanitizers reserves more than any: no limit there.
limited() { (
    limit=$1
    shift
    if sh -c 'ulimit -v "$0" && "$1" --version; exit $?' "$limit" "$NAMEGRAPH" >/dev/null 2>&1; then ulimit -v "$limit"; fi
    exec "$@"
); }

no_leftovers() {
    [ "$(find . -name "$1*" | wc -l)" -eq "$2" ] || { fail "files like $1: $(ls -d "$1"*)"; }
}

### What is no text

gzip -c "$ARTICLES"/* | tail -c +64 >random.bin # no head that says what it is
printf '\211PNG\r\n\032\n\0\0\0\rIHDR' >picture.png
head -c 65536 /dev/zero >zeros.bin
: >empty.txt
printf ' \n\t\n' >blank.txt
for file in random.bin picture.png zeros.bin; do expect_refused "$file" 'not text'; done
for file in empty.txt blank.txt; do expect_refused "$file" 'no article'; done

### Charsets

{ printf '%s\n\n' "$known"; printf 'He said\0 no to the plan of the \0government in Berlin.\n'; } >nul.txt
expect_read nul.txt
run "$NAMEGRAPH" extract --model lists --verbose nul.txt
expect_line err 'nul.txt: replaced 2 bytes'
for charset in UTF-16LE UTF-16BE; do
    printf '%s\n' "$known" | iconv -f UTF-8 -t "$charset" >"plain-$charset.txt"
    expect_read "plain-$charset.txt"
done
{ printf '\377\376'; cat plain-UTF-16LE.txt; } >marked-le.txt
{ printf '\376\377'; cat plain-UTF-16BE.txt; } >marked-be.txt
expect_read marked-le.txt
expect_read marked-be.txt
head -c 101 marked-le.txt >odd.txt # ends in half of a character
extract odd.txt
expect_status 0
expect_line out 'Angela Merkel'

page() { printf '<html><head><meta charset="%s"><title>Talks</title></head><body><article><p>%s Sch\374ssel came.</p>' "$1" "$known"; }
{ page utf-8; printf '</article></body></html>\n'; } >says-utf8.html # and is Latin-1
expect_read says-utf8.html
expect_line out 'Schüssel'
{ page no-such-charset; printf '</article></body></html>\n'; } >says-nonsense.html
expect_read says-nonsense.html
expect_line out 'Schüssel'
page iso-8859-1 >cut.html # ends within the article
expect_read cut.html

### Structure

printf '{"text": "%s"}\n{"text": "Lone \\ud800 half."}\n{"text": "%s"}\n' "$known" "$known" >surrogate.jsonl
extract surrogate.jsonl
expect_status 3
expect_line err "^namegraph: cannot read JSON of 'surrogate.jsonl': invalid Unicode .*ud800.*\(byte 116\)$"
expect_one_line err
expect_line out 'surrogate.jsonl#1'

{ printf '<html><body>'; repeat 100000 '<div>'; printf '<p>%s</p></body></html>' "$known"; } >nested.html
extract nested.html "$article"
expect_status 3
expect_line err "^namegraph: nested.html: "
expect_one_line err
{ printf '{"text": '; repeat 100000 '['; printf '\n'; } >nested.json
expect_refused nested.json 'maximum parsing depth'

{
    printf '<?xml version="1.0"?>\n<!DOCTYPE rss [\n<!ENTITY a "ha ha ha ha ">\n'
    previous=a
    for name in b c d e f g h i j; do
        printf '<!ENTITY %s "%s">\n' "$name" "$(repeat 10 "&$previous;")"
        previous=$name
    done
    printf ']>\n<rss version="2.0"><channel><item><title>&j;</title><description>&j;</description></item></channel></rss>\n'
} >laughs.xml
run limited 1500000 timeout 60 "$NAMEGRAPH" extract --model lists laughs.xml "$article"
expect_status 3
expect_line err "^namegraph: laughs.xml: "
expect_one_line err
[ "$(wc -c <out)" -lt 1000000 ] || fail "the entities were expanded"

### Size

repeat 200000 'The council of Berlin met on Monday and voted for the plan of Ms Merkel, who was away. ' | head -c 20000000 >line.txt
run limited 1500000 timeout 240 "$NAMEGRAPH" extract --model lists line.txt "$article"
expect_status 3
expect_line err '^namegraph: line.txt: not read: an article of more than 16 MiB'
expect_one_line err
yes '' | head -n 1000000 >lines.txt
run limited 1500000 timeout 240 "$NAMEGRAPH" extract --model lists lines.txt "$article"
expect_status 3
expect_line err '^namegraph: lines.txt: not read'
expect_one_line err
expect_line out "\"source\": \"$article\""

### Files and folders

ln -s nowhere dangling.txt
expect_refused dangling.txt 'No such file or directory'
ln -s second.txt first.txt
ln -s first.txt second.txt
expect_refused first.txt 'symbolic links'
if [ "$(id -u)" -ne 0 ]; then # root may read everything
    printf '%s\n' "$known" >locked.txt
    mkdir locked
    chmod 000 locked.txt locked
    expect_refused locked.txt 'Permission denied'
    expect_refused locked 'Permission denied'
    chmod 700 locked.txt locked
fi

mkdir -p folder/deeper
printf '%s\n' "$known" >folder/deeper/good.txt
printf '%s\n' "$known" >folder/.hidden.txt
ln -s .. folder/deeper/up # a loop
extract folder
expect_status 0
expect_line out '"source": "folder/deeper/good.txt"'
if grep -qE 'hidden|deeper/up' out; then fail "hidden files or linked folders are read"; fi
mkfifo folder/pipe
ln -s nowhere folder/link.txt
extract folder
expect_status 3
expect_line err "^namegraph: cannot read 'folder/pipe': not a regular file$"
expect_line err "^namegraph: cannot read 'folder/link.txt': No such file or directory$"
[ "$(wc -l <err)" -eq 2 ] || fail "not one line for each file"
expect_line out '"source": "folder/deeper/good.txt"'
mkdir hollow
extract hollow
expect_status 4
expect_one_line err
run sh -c 'mkdir gone && cd gone && rmdir ../gone && "$@" .' sh "$NAMEGRAPH" extract --model lists
expect_status 4
expect_one_line err

### Output and signals

extract "$article" -o /dev/full
expect_status 4
expect_line err "^namegraph: cannot write '/dev/full': No space left on device$"
expect_one_line err
run sh -c '"$@" >/dev/full' sh "$NAMEGRAPH" rank --model lists "$article"
expect_status 4
expect_line err "No space left on device$"
expect_one_line err
{ "$NAMEGRAPH" extract --model lists "$ARTICLES" 2>err; echo $? >code; } | :
[ "$(cat code)" -eq 4 ] || fail "closed pipe: status $(cat code)"
expect_line err 'Broken pipe$'
expect_one_line err

awk -v text="$known" 'BEGIN { for (i = 0; i < 200000; i++) printf "{\"text\": \"%s It was meeting %d.\"}\n", text, i }' >many.jsonl
echo before >kept.json
for output in kept.json fresh.json; do
    : >progress
    "$NAMEGRAPH" extract --model lists --progress always many.jsonl -o "$output" 2>progress &
    reader=$!
    while [ ! -s progress ] && kill -0 "$reader"; do sleep 0.1; done
    kill -INT "$reader"
    status=0
    wait "$reader" || status=$?
    expect_status 130
    tr '\r' '\n' <progress | tail -n 1 >err
    expect_line err 'namegraph: stopped in '
done
expect_line kept.json '^before$'
no_leftovers kept.json 1
no_leftovers fresh.json 0
finish
