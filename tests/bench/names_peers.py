"""Names found by namegraph and by spaCy, side by side on the same text: how right and how fast.

Usage: names_peers.py --namegraph PROGRAM --spacy FOLDER [--ner FOLDER] [--speed PROGRAM --model FILE --text FILE]

--spacy   folder of the spaCy model (the one with its config.cfg); only its NER is loaded
--ner     sets in columns (token TAB tag, BIO), SET/dev.conll and SET/label_map.tsv: prints F1 of person, place and
          organization (company or other, as one) on each set of --sets, strict, and without a leading 'the' and final 's
--speed   the program mentions_speed; with --model and --text: prints words a second of both, in alternating rounds of one
          thread each, tokens made before, by processor time; best round of each, the ratio of each pair of rounds, the
          time of loading and the peak of memory. Several --model are measured in turn.

Needs spaCy (not among the packages of tests/requirements.txt, since it pins many others). Documents are those of the set,
or single sentences where it does not tell; spaCy gets whole documents or sentences apart, whichever it does better on.
"""
import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")

SETS = "gmb,gum,wnut17,crossner-politics,crossner-ai,wikigold"
COMMON = {"person": "person", "place": "place", "company": "org", "organization": "org", "org?": "org"}
SPACY = {"PERSON": "person", "GPE": "place", "LOC": "place", "FAC": "place", "ORG": "org"}


def read_label_map(path):
    """Original label -> type to compare, 'mask' (may be one of them), or None (is none of them)."""
    labels = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#"):
                continue
            label, common, mode = line.rstrip("\n").split("\t")[:3]
            labels[label] = "mask" if mode == "mask" else COMMON.get(common) if mode == "use" else None
    return labels


def read_sentences(path):
    """Documents as lists of sentences as lists of (token, tag)."""
    documents, sentence, document, named = [], [], [], False

    def end_sentence():
        if sentence:
            document.append(sentence[:])
            sentence.clear()
            if not named:
                end_document()

    def end_document():
        if document:
            documents.append(document[:])
            document.clear()

    with open(path, encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# doc ") and "\t" not in line:
                end_sentence()
                end_document()
                named = True
            elif "\t" in line:
                sentence.append(tuple(line.split("\t")[:2]))
            else:
                end_sentence()
    end_sentence()
    end_document()
    return documents


def lay_out(document, labels):
    """Text of a document, its sentences' places, and {(begin, end): type} of its names and of those that are masked."""
    text, places, names, masked = "", [], {}, []
    for sentence in document:
        if text:
            text += "\n"
        begin, open_name = len(text), None
        for i, (token, tag) in enumerate(sentence):
            if i:
                text += " "
            at = len(text)
            text += token
            if open_name and not tag.startswith("I-"):
                keep_name(open_name, names, masked)
                open_name = None
            if tag[0] in "BI" and not (open_name and tag.startswith("I-") and labels[tag[2:]] == open_name[2]):
                if open_name:
                    keep_name(open_name, names, masked)
                open_name = [at, len(text), labels[tag[2:]]]
            elif open_name:
                open_name[1] = len(text)
        if open_name:
            keep_name(open_name, names, masked)
        places.append((begin, len(text)))
    return text, places, names, masked


def keep_name(name, names, masked):
    begin, end, kind = name
    if kind == "mask":
        masked.append((begin, end))
    elif kind:
        names[(begin, end)] = kind


def plain(text, span):
    """The span without a leading 'the' and a final 's."""
    begin, end = span
    if text[begin:begin + 4].lower() == "the ":
        begin += 4
    for mark in ("'s", "\u2019s"):
        if text[begin:end].endswith(mark):
            end -= len(mark)
            while end > begin and text[end - 1] == " ":
                end -= 1
    return begin, end


def count(documents, found, bare):
    """Right, said and gold counts over documents; predictions on masked names count neither way."""
    right = said = gold = 0
    for (text, _, names, masked), names_found in zip(documents, found):
        kept = {s: t for s, t in names_found.items() if not any(s[0] < e and b < s[1] for b, e in masked)}
        want = {(plain(text, s) if bare else s, t) for s, t in names.items()}
        have = {(plain(text, s) if bare else s, t) for s, t in kept.items()}
        right += len(want & have)
        said += len(have)
        gold += len(want)
    return right, said, gold


def f1(counts):
    right, said, gold = counts
    return 200.0 * right / max(1, said + gold)


def find_by_namegraph(program, documents, options):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "texts.jsonl")
        with open(path, "w", encoding="utf-8") as out:
            for i, (text, _, _, _) in enumerate(documents):
                out.write(json.dumps({"id": "d%06d" % i, "text": text}) + "\n")
        run = subprocess.run([program, "extract", "-f", "jsonl", "-q", "--language", "en", *options, path], stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE, check=False)
    if run.returncode not in (0, 3):
        sys.exit("%s: exit status %d: %s" % (program, run.returncode, run.stderr.decode()[:500]))
    found = [{} for _ in documents]
    for line in run.stdout.decode().splitlines():
        result = json.loads(line)
        names = found[int(result["id"][1:7])]
        assert result["text"] == documents[int(result["id"][1:7])][0], "the text was changed"
        for mention in result["mentions"]:
            if mention["kind"] == "name" and mention["type"] in COMMON:
                names[tuple(mention["span"])] = COMMON[mention["type"]]
    return found


def trim(text, begin, end):
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    return begin, end


def find_by_spacy(nlp, documents, apart):
    found = []
    for text, places, _, _ in documents:
        names = {}
        for begin, end in places if apart else [(0, len(text))]:
            for e in nlp(text[begin:end]).ents:
                if e.label_ in SPACY:
                    names[trim(text, begin + e.start_char, begin + e.end_char)] = SPACY[e.label_]
        found.append(names)
    return found


def load_spacy(folder):
    import spacy
    return spacy.load(folder, exclude=["tagger", "parser", "senter", "attribute_ruler", "lemmatizer", "tok2vec"])


def compare_accuracy(args, nlp, readers):
    print("%-18s %s  %7s" % ("F1, strict | bare", "".join("%16s" % name for name, _ in readers + [("spaCy", None)]), "names"))
    sums = []
    for name in args.sets.split(","):
        folder = os.path.join(args.ner, name)
        labels = read_label_map(os.path.join(folder, "label_map.tsv"))
        documents = [lay_out(d, labels) for d in read_sentences(os.path.join(folder, "dev.conll"))]
        found = [find_by_namegraph(args.namegraph, documents, options) for _, options in readers]
        found.append(max((find_by_spacy(nlp, documents, apart) for apart in (False, True)),
                         key=lambda f: f1(count(documents, f, False))))
        row = [(f1(count(documents, f, False)), f1(count(documents, f, True))) for f in found]
        sums.append(row)
        print("%-18s %s  %7d" % (name, "".join("   %5.1f | %5.1f" % pair for pair in row),
                                 sum(len(d[2]) for d in documents)), flush=True)
    means = [tuple(sum(row[i][k] for row in sums) / len(sums) for k in (0, 1)) for i in range(len(sums[0]))]
    print("%-18s %s" % ("mean", "".join("   %5.1f | %5.1f" % pair for pair in means)))


def time_spacy(nlp, texts, limit):
    """Best processor time of a pass over texts whose tokens are made."""
    best, begin = 1e9, time.monotonic()
    while time.monotonic() - begin < limit or best == 1e9:
        docs = [nlp.make_doc(text) for text in texts]
        start = time.process_time()
        for _ in nlp.pipe(docs, batch_size=256):
            pass
        best = min(best, time.process_time() - start)
    return best


def time_namegraph(args, model):
    run = subprocess.run([args.speed, model, args.text, str(args.seconds)], stdout=subprocess.PIPE, check=True)
    return json.loads(run.stdout)


def compare_speed(args, nlp, load_seconds, peak):
    with open(args.text, encoding="utf-8") as lines:
        texts = [line.rstrip("\n") for line in lines if line.strip()]
    words = sum(len(text.split()) for text in texts)
    rounds = {model: [] for model in args.model}
    spacy_rounds, reports = [], {}
    for _ in range(args.rounds):
        spacy_rounds.append(words / time_spacy(nlp, texts, args.seconds))
        for model in args.model:
            report = reports[model] = time_namegraph(args, model)
            rounds[model].append(words * report["tokens_per_second"] / report["tokens"])
    print("\n%d words, one thread, words a second of processor time" % words)
    print("%-24s best %8.0f   loading %6.0f ms   peak %5.0f MiB" % ("spaCy", max(spacy_rounds), load_seconds * 1e3, peak))
    for model, speeds in rounds.items():
        ratios = sorted(a / b for a, b in zip(speeds, spacy_rounds))
        report = reports[model]
        print("%-24s best %8.0f   loading %6.0f ms   peak %5.0f MiB   %.2f times spaCy (rounds %s)   kernels %s, %s; "
              "share of the products %.2f" % (os.path.basename(model), max(speeds), report["load_ms"], report["peak_mib"],
                                              ratios[len(ratios) // 2], " ".join("%.2f" % r for r in ratios),
                                              report["kernels"], report["vectors"], report["products_share"]))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--namegraph", required=True)
    parser.add_argument("--spacy", required=True)
    parser.add_argument("--ner")
    parser.add_argument("--sets", default=SETS)
    parser.add_argument("--readers", default="accurate,fast", help="of --model NAME of the command")
    parser.add_argument("--speed")
    parser.add_argument("--model", action="append", default=[])
    parser.add_argument("--text")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2.0)
    args = parser.parse_args()
    import spacy
    import_peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = time.process_time()
    nlp = load_spacy(args.spacy)
    load_seconds = time.process_time() - start
    nlp("One sentence of Ada Lovelace.")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print("spaCy %s, %s %s; the process before its model: %.0f MiB\n" % (spacy.__version__, nlp.meta["name"], nlp.meta["version"],
                                                                      import_peak))
    if args.speed and args.text:
        compare_speed(args, nlp, load_seconds, peak)
    if args.ner:
        compare_accuracy(args, nlp, [(name, ["--model", name]) for name in args.readers.split(",")])


if __name__ == "__main__":
    main()
