"""How right the entities of one document are, as scorers of coreference count it: MUC, B-cubed, CEAF-e and their mean.

Usage: coreference.py NAMEGRAPH [OPTION of extract...] -- FILE.jsonl...

A line of a file is a document: `tokens`, `clusters` with `mentions` as [first, end) of tokens, perhaps `text` with `offs`
(characters of the tokens), `kinds` (PROP, NOM, PRON of the mentions), `annotated_until`. Its text, joined from the tokens where
it has none, is read by `namegraph extract`, so that the whole way from letters to entities is measured.

Prints precision, recall and F1 of each. Names and pronouns count, in entities of two or more such mentions; what the key
has no name for is told apart, since namegraph keeps named entities alone. Two mentions are one when they are the same but
for a leading article and a possessive; of a longer name in the key ('Mr. Smith') its last words do.
MUC: Vilain et al. 1995. B-cubed: Bagga and Baldwin 1998.
CEAF-e: Luo 2005, with the best alignment. Documents are added up before they are divided, as in Pradhan et al. 2014.
"""
import json
import re
import subprocess
import sys
import tempfile

PRONOUNS = frozenset("""he him his himself she her hers herself it its itself they them their theirs themselves i me my mine myself
    we us our ours ourselves you your yours yourself yourselves who whom whose which that""".split())
SMALL_WORDS = frozenset("of the and for in de von van la le du at &".split())
ARTICLE = re.compile(r"(the|a|an)\s+", re.IGNORECASE)
POSSESSIVE = re.compile(r"\s*['’]s?$")


def muc_part(these, those):
    """Links of `these` that `those` keep, and all of them."""
    place = {m: n for n, cluster in enumerate(those) for m in cluster}
    kept = sum(len(c) - len({place.get(m, (m,)) for m in c}) for c in these)
    return kept, sum(len(c) - 1 for c in these)


def b_cubed_part(these, those):
    """Shares of each mention's cluster that are in its cluster of `those`, and the number of mentions."""
    place = {m: n for n, cluster in enumerate(those) for m in cluster}
    kept = 0.0
    for cluster in these:
        counts = {}
        for m in cluster:
            if m in place:
                counts[place[m]] = counts.get(place[m], 0) + 1
        kept += sum(n * n for n in counts.values()) / len(cluster)
    return kept, sum(len(c) for c in these)


def best_alignment(gain):
    """The greatest sum of a matrix with one item a row and a column: the Hungarian method, by shortest paths.

    Rows are no more than columns. Kuhn 1955; the form of Jonker and Volgenant 1987."""
    rows, columns = len(gain), len(gain[0])
    u, v, row_of, way = [0.0] * (rows + 1), [0.0] * (columns + 1), [0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        row_of[0], column = row, 0
        least, used = [float("inf")] * (columns + 1), [False] * (columns + 1)
        while row_of[column]:
            used[column] = True
            here, step, next_column = row_of[column], float("inf"), 0
            for c in range(1, columns + 1):
                if used[c]:
                    continue
                cost = -gain[here - 1][c - 1] - u[here] - v[c]
                if cost < least[c]:
                    least[c], way[c] = cost, column
                if least[c] < step:
                    step, next_column = least[c], c
            for c in range(columns + 1):
                if used[c]:
                    u[row_of[c]] += step
                    v[c] -= step
                else:
                    least[c] -= step
            column = next_column
        while column:
            row_of[column] = row_of[way[column]]
            column = way[column]
    return sum(gain[row_of[c] - 1][c - 1] for c in range(1, columns + 1) if row_of[c])


def ceaf_e(key, said):
    """The likeness of the clusters, aligned at best: twice the common mentions of two by all of theirs."""
    few, many = (key, said) if len(key) <= len(said) else (said, key)
    if not few:
        return 0.0
    return best_alignment([[2.0 * len(a & b) / (len(a) + len(b)) for b in many] for a in few])


class Scores:
    """Sums over documents. Clusters are sets of anything."""

    def __init__(self):
        self.sums = {"MUC": [0.0] * 4, "B-cubed": [0.0] * 4, "CEAF-e": [0.0] * 4}
        self.documents = self.key = self.said = self.common = 0

    def add(self, key, said):
        """Clusters of the key and of what is said, of one document."""
        alike = ceaf_e(key, said)
        parts = {"MUC": muc_part(key, said) + muc_part(said, key), "B-cubed": b_cubed_part(key, said) + b_cubed_part(said, key),
                 "CEAF-e": (alike, len(key), alike, len(said))}
        for name, values in parts.items():
            self.sums[name] = [a + b for a, b in zip(self.sums[name], values)]
        mentions, others = set().union(*key), set().union(*said)
        self.documents += 1
        self.key += len(mentions)
        self.said += len(others)
        self.common += len(mentions & others)

    def figures(self):
        """Name -> (precision, recall, F1); the mean has its F1 alone."""
        out = {}
        for name, (kept, all_of_key, right, all_said) in self.sums.items():
            precision, recall = (right / all_said if all_said else 0.0), (kept / all_of_key if all_of_key else 0.0)
            out[name] = (precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0)
        out["mean"] = (None, None, sum(f for _, _, f in out.values()) / 3)
        return out


def join_tokens(tokens):
    """A text of the tokens as it may have been written, and the characters of each in it."""
    text, offs, tight, opened = "", [], True, False
    for token in tokens:
        word = {"``": "“", "''": "”", "-LRB-": "(", "-RRB-": ")"}.get(token, token)
        if word == '"':
            word, opened = ("”" if opened else "“"), not opened
        if not (tight or word in (",", ".", ";", ":", "?", "!", ")", "]", "”", "%", "n't") or (word[0] in "'’" and len(word) > 1)):
            text += " "
        offs.append((len(text), len(text) + len(word)))
        text += word
        tight = word in ("(", "[", "“", "$", "£", "€")
    return text, offs


def kind_of(words):
    """'name', 'pronoun' or 'nominal' of a mention's tokens."""
    if len(words) == 1 and words[0].lower() in PRONOUNS:
        return "pronoun"
    content = [w for w in words if w.lower() not in SMALL_WORDS and w[0].isalnum()]
    return "name" if content and all(w[0].isupper() for w in content) else "nominal"


def bare(text, begin, end):
    """A mention without its article and possessive."""
    article = ARTICLE.match(text, begin, end)
    if article and article.end() < end:
        begin = article.end()
    possessive = POSSESSIVE.search(text[begin:end])
    if possessive and possessive.start():
        end = begin + possessive.start()
    return begin, end


def key_clusters(row, text, offs):
    """[{mention: kind}] of a document's names and pronouns, each as its characters."""
    limit, out = row.get("annotated_until", len(row["tokens"])), []
    for cluster in row["clusters"]:
        found = {}
        for n, (first, end) in enumerate(cluster["mentions"]):
            kind = kind_of(row["tokens"][first:end])
            if "kinds" in cluster:
                kind = {"PROP": "name", "PRON": "pronoun"}.get(cluster["kinds"][n])
            if kind in ("name", "pronoun") and end <= limit:
                found[bare(text, offs[first][0], offs[end - 1][1])] = kind
        if found:
            out.append(found)
    return out


def said_clusters(document, text, limit):
    """The same of a document of a result."""
    out = {}
    for m in document["mentions"]:
        if m["kind"] != "nominal" and m["span"][1] <= limit:
            out.setdefault(m["entity"], {})[bare(text, *m["span"])] = m["kind"]
    return list(out.values())


def as_in_key(key, said):
    """What is said, its mentions as those of the key where they are the same or the last words of a longer name there."""
    known = {m: kind for cluster in key for m, kind in cluster.items()}
    taken = {m for cluster in said for m in cluster if m in known}
    longer = {}
    for (begin, end), kind in sorted(known.items(), reverse=True):      # the shortest one comes last and stays
        if kind == "name" and (begin, end) not in taken:
            longer.setdefault(end, []).append((begin, end))

    def in_key(mention):
        if mention in known:
            return mention
        fitting = [m for m in longer.get(mention[1], ()) if m[0] < mention[0]]
        return max(fitting) if fitting else mention

    return [{in_key(m) for m in cluster} for cluster in said]


def several(clusters):
    """Entities of two or more mentions."""
    return [set(c) for c in clusters if len(c) > 1]


def score_document(scores, key, said):
    """Add a document to each of the scores: all entities, those with a name, and these among the mentions that both have."""
    said = as_in_key(key, said)
    named = [c for c in key if "name" in c.values()]
    nameless = {m for c in key if "name" not in c.values() for m in c}
    said_named = [c - nameless for c in said]
    scores["all"].add(several(key), several(said))
    scores["named"].add(several(named), several(said_named))
    both = {m for c in named for m in c} & {m for c in said_named for m in c}
    scores["linking"].add(several(set(c) & both for c in named), several(c & both for c in said_named))


TITLES = {"all": "names and pronouns", "named": "of entities that have a name", "linking": "of these, mentions found by both"}


def measure(namegraph, options, path):
    """Scores of a file of documents."""
    rows = [json.loads(line) for line in open(path, encoding="utf-8")]
    texts = [(row["text"], row["offs"]) if "offs" in row else join_tokens(row["tokens"]) for row in rows]
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as articles:
        for row, (text, _) in zip(rows, texts):
            articles.write(json.dumps({"id": row["id"], "text": text}) + "\n")
        articles.flush()
        out = subprocess.run([namegraph, "extract", "-q", "--language", "en", "-f", "json", *options, articles.name], check=True,
                             capture_output=True)
    documents = {d["id"]: d for d in json.loads(out.stdout)["documents"]}
    scores = {name: Scores() for name in TITLES}
    for row, (text, offs) in zip(rows, texts):
        if documents[row["id"]]["text"] != text:
            sys.exit(f"{path}: {row['id']}: its text was changed")
        limit = offs[row.get("annotated_until", len(offs)) - 1][1]
        score_document(scores, key_clusters(row, text, offs), said_clusters(documents[row["id"]], text, limit))
    return scores


def show(title, scores):
    """One line for each choice of mentions."""
    for name, words in TITLES.items():
        s = scores[name]
        parts = [f"{m} {100 * f:.1f}" if p is None else f"{m} {100 * p:.1f} {100 * r:.1f} {100 * f:.1f}"
                 for m, (p, r, f) in s.figures().items()]
        print(f"{title}, {words}: {'; '.join(parts)} ({s.documents} documents; {s.key} mentions, {s.said} said, {s.common} of both)")


def main(arguments):
    if len(arguments) < 3 or "--" not in arguments:
        sys.exit(__doc__.split("\n\n")[1])
    cut = arguments.index("--")
    for path in arguments[cut + 1:]:
        show(path, measure(arguments[0], arguments[1:cut], path))


if __name__ == "__main__":
    main(sys.argv[1:])
