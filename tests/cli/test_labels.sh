# An actor is called by its fullest name that is in use, not by one that a single document has.
. "$(dirname "$0")/lib.sh"
for i in 1 2 3 4 5; do
    printf '{"id": "a%d", "text": "Google and Microsoft met in Paris on day %d. Sam Altman of OpenAI came too. Altman spoke first."}\n' $i $i
done >wire.jsonl
printf '{"id": "b", "text": "Google Group and Microsoft met in Paris again. Sam Altman of OpenAI stayed away."}\n' >>wire.jsonl
run "$NAMEGRAPH" entities --model lists wire.jsonl
expect_status 0
expect_line out '  Google( |$)'
expect_line out '  Sam Altman  \(.*Altman'
finish
