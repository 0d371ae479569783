# Another language than English is reported and kept unread; --language en insists.
. "$(dirname "$0")/lib.sh"
cat >german.txt <<'END'
Die Bundesregierung will bis zum Sommer entscheiden

Die Bundeskanzlerin Maria Lindner hat am Montag in Berlin gesagt, dass die Regierung bis zum Sommer über den Antrag
entscheiden werde. Der Vorstand der Hafenwerke AG begrüßte die Ankündigung und erklärte, man sei zu weiteren Gesprächen
bereit. Die Opposition kritisierte, dass der Plan zu spät komme und zu wenig Geld für die Kommunen vorsehe.
END
run "$NAMEGRAPH" extract --model lists german.txt -o german.json
expect_status 3
expect_one_line err
expect_line err "german.txt: not read: the language is 'de', not English"
expect_line german.json '"language": "de"'
expect_line german.json '"mentions": \[\]'
run "$NAMEGRAPH" extract --model lists --language en german.txt -o insisted.json
expect_status 0
expect_line insisted.json '"kind": "name"'
# A folder with such a page: the others are read.
run "$NAMEGRAPH" entities --model lists german.txt "$ARTICLES"/01-*
expect_status 3
expect_line out 'OpenAI'
if grep -q Hafenwerke out; then fail "names of an unread article"; fi
finish
