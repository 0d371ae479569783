#!/bin/sh
# Makes the gallery. Run at the top of the source tree.
# Usage: sh graphs/make.sh PROGRAM all|pictures [FOLDER]
#   all       read the sample articles again, save their networks, draw
#   pictures  draw the saved networks, into FOLDER (default: graphs)
set -eu
namegraph=$1
what=$2
folder=${3:-graphs}
articles=examples/articles

if [ "$what" = all ]; then
    "$namegraph" graph "$articles" -f json -o graphs/articles.json
    "$namegraph" graph "$articles/01-2023-11-17-openai-board.txt" -f json -o graphs/board-removes-altman.json
    "$namegraph" graph "$articles/02-2023-11-22-altman-returns.txt" -f json -o graphs/altman-returns.json
fi

# draw NAME OPTION...: the picture and its DOT source.
draw() {
    name=$1
    shift
    "$namegraph" draw "$@" graphs/articles.json -o "$folder/$name.svg"
    "$namegraph" draw "$@" graphs/articles.json -f dot -o "$folder/$name.gv"
}

draw overview
draw who-speaks-of-whom --edges speech
draw relations --edges relations --status current --top 45
draw companies --edges relations --types company --relations invests_in,acquires,partners_with,competes_with,sues,owns
draw named-together --edges cooccurrence --backbone 0.1
draw around-one-person --around "Sam Altman"
draw communities --edges speech,relations --communities
draw brokers --by betweenness --top 40
draw dark --edges speech --top 40 --style dark
draw print --edges relations --top 40 --style print
draw colour-blind --top 40 --style colour-blind
draw large --edges cooccurrence --top 300

title="OpenAI's board, November 2023: what changed in five days"
"$namegraph" diff --title "$title" graphs/board-removes-altman.json graphs/altman-returns.json -o "$folder/difference.svg"
"$namegraph" diff --side-by-side --title "$title" graphs/board-removes-altman.json graphs/altman-returns.json -o "$folder/difference-side-by-side.svg"
