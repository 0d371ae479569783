"""Train the weights of the plain text reader (src/ingest/plain_weights.c): what a line of a scraped text is.

    python3 src/train/lines.py READING_LINES [AUTHORED] > src/ingest/plain_weights.c

READING_LINES is the program of tests/bench that prints what the reader measures, so both sides see the same; AUTHORED
(default ../shared/data/authored) holds the annotated articles. Files whose number ends in 0 or 5 are the development
part and are left out. A softmax with an L2 penalty; besides each text as it is, copies are learned from whose blank
lines are squeezed or thrown in at random, and pages put together from pieces of several: furniture before the title,
sub-headings, captions and teasers are rarer in the authored texts than in what scrapers leave."""
import argparse
import glob
import os
import random
import subprocess
import sys
import tempfile

import numpy as np
import torch

CLASSES = 4            # prose, boilerplate, title, lead
REACH = 2
PAGES = 1200           # put together from pieces of the others
LEAST_FILES = 4        # a cue stands in as many files
PENALTY = 2e-4
SMALLEST = 0.12        # weights of cues below are dropped


def fnv(text):
    value = 0xcbf29ce484222325
    for byte in text.encode():
        value = (value ^ byte) * 0x100000001b3 % (1 << 64)
    return value & 0xffffffff


def labels_of(gold, lines):
    """Class of each line number (from 1) that is not blank."""
    out = {n: 1 for n, line in enumerate(lines, 1) if line.strip()}
    for article in gold["articles"]:
        furniture = set(article["boilerplate_lines"])
        prose = [n for n in range(article["first_line"], article["last_line"] + 1) if n in out and n not in furniture]
        for n in prose:
            out[n] = 0
        if prose:
            out[prose[0]] = 2 if article["title"] else 3
    return out


def variants(lines, labels, rng):
    """(lines, labels, weight) of a text: as it is, squeezed, without blank lines, with blank lines at random."""
    full = [(line, labels[n]) for n, line in enumerate(lines, 1) if line.strip()]
    yield [(line, labels.get(n)) for n, line in enumerate(lines, 1)], 1.5
    yield [x for pair in full for x in (pair, ("", None))], 0.4
    yield full, 0.1
    yield spread(full, rng), 0.2


def spread(pairs, rng):
    """With one blank line between lines, now and then more."""
    usual = rng.choice((1, 1, 1, 0))
    return [x for pair in pairs for x in (pair, *[("", None)] * (usual + (rng.random() < 0.1) * rng.choice((1, 2))))]


def articles_of(gold, lines, labels):
    """[[(line, label)]] without the furniture, and the lines of furniture."""
    out = []
    for article in gold["articles"]:
        furniture = set(article["boilerplate_lines"])
        out.append([(lines[n - 1], labels[n]) for n in range(article["first_line"], article["last_line"] + 1)
                    if n in labels and n not in furniture])
    return [a for a in out if a], [line for n, line in enumerate(lines, 1) if labels.get(n) == 1]


def subheading(paragraph, rng):
    """A few words of the paragraph that it stands before."""
    words = paragraph.split()
    first = rng.randrange(0, max(1, min(8, len(words) - 8)))
    words = words[first:first + rng.randrange(3, 8)]
    text = " ".join(words).strip(".,;:“”\"'’‘()—–")
    return text[:1].upper() + text[1:]


def caption(paragraph, rng):
    """A sentence of the paragraph with a photographer behind it."""
    first = paragraph.split(". ")[0].strip(".“”\"")
    name = rng.choice(("Ana Vell", "Joon Ahn", "M. Ferro", "Kit Lowe", "Ida Brandt")) + rng.choice(("", "/AFP", "/Reuters", "/AP Photo", "/Getty Images"))
    return first + rng.choice((f" [{name}]", f" ({name})", f". Photograph: {name}", f" | {name}", f" [File: {name}]", ""))


def template(furniture, rng):
    """What one site puts before a title, behind it and at the end."""
    short = [x for x in furniture if len(x.split()) <= 3]
    while True:
        parts = [[rng.choice(rng.choice((furniture, short))) for _ in range(rng.choice((0, 1, 1, 2)))] for _ in range(3)]
        if any(parts):
            return parts


def scraped(article, furniture, titles, rng, site):
    """An article as a scraper leaves it: furniture of its site around and in it, sub-headings, captions, teasers."""
    before, behind, end = site
    out = [(x, 1) for x in before]
    body = list(article)
    if rng.random() < 0.2:
        out.append((" ".join(body[0][0].split()[:rng.choice((1, 1, 2))]).strip(".,;:“”\"'"), 1))
    if body[0][1] == 2:
        line, label = body.pop(0)
        out.append((line + (rng.choice((" | Technology", " - The Ledger", " | News", " — Business")) if rng.random() < 0.12 else ""), label))
        out += [(x, 1) for x in behind]
        if rng.random() < 0.15:
            out.append((caption(body[0][0], rng) if body else rng.choice(furniture), 0 if body else 1))
    heads = rng.choice((0, 0, 0.25, 0.5))
    mark = rng.choice([x for x in furniture if len(x.split()) <= 2]) if rng.random() < 0.06 else None
    for k, (line, label) in enumerate(body):
        if k >= 1 and len(body) >= 3 and rng.random() < heads and len(line.split()) > 15:
            out.append((subheading(line, rng), 0))
        out.append((line, label))
        if k + 1 < len(body) and rng.random() < (0.7 if mark else 0.08):
            out.append((mark or rng.choice(furniture), 1))
        if rng.random() < 0.05 and k + 1 < len(body) and len(line.split()) > 12:
            if rng.random() < 0.4:
                out.append((" ".join(line.split()[:rng.choice((1, 1, 2))]).strip(".,;:“”\"'"), 1))
            out.append((caption(line, rng), 0))
    out += [(x, 1) for x in end]
    if rng.random() < 0.35:
        out += [(rng.choice(titles), 1) for _ in range(rng.choice((1, 2, 3)))]
        out += [(rng.choice(furniture), 1) for _ in range(rng.choice((0, 1, 1, 2)))]
    return out


def pages(pool, furniture, titles, rng, count):
    """Pages put together from the articles of the pool."""
    for _ in range(count):
        lines = []
        site = template(furniture, rng)
        for _ in range(rng.choice((1, 1, 2, 3, 4))):
            lines += scraped(rng.choice(pool), furniture, titles, rng, site if rng.random() < 0.8 else template(furniture, rng))
        yield spread(lines, rng), 0.35


def measure(program, folder):
    """Rows {file: [(byte, features, cues)]} and the number of features."""
    rows, count = {}, "0"
    paths = sorted(glob.glob(folder + "/*.txt"))
    for i in range(0, len(paths), 500):
        text = subprocess.run([program, *paths[i:i + 500]], stdout=subprocess.PIPE, check=True, text=True).stdout
        count, *lines = text.split("\n")
        for line in filter(None, lines):
            path, byte, *rest = line.split(" ")
            features = [(int(a), float(b)) for a, b in (x.split(":") for x in rest if x[0] != "#")]
            rows.setdefault(path, []).append((int(byte), features, [int(x[1:]) for x in rest if x[0] == "#"]))
    return rows, int(count)


def keep_text(name, pairs, weight, path, wanted):
    with open(name, "w", encoding="utf-8") as file:
        file.write("\n".join(x for x, _ in pairs))
    wanted[name] = ([y for x, y in pairs if x.strip()], weight, path)


def collect(program, authored, keep):
    """Rows of all texts of the files that `keep` takes, with labels, weights and the number of features."""
    sys.path.insert(0, authored)
    from ann_to_gold import parse
    rng = random.Random(7)
    wanted, names = {}, {}
    pool, furniture = [], []
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted(glob.glob(authored + "/*/*.ann")):
            if not keep(path):
                continue
            gold, text, problems = parse(path)
            if problems:
                continue
            lines = text.split("\n")
            for line in lines:
                for word in {*line.lower().split()[:12], *line.lower().split()[-1:]}:
                    bare = word.strip("\"'“”‘’.,:;!?()[]|·")
                    for slot in "wfl":
                        names[fnv(f"{slot}={bare}")] = f"{slot}={bare}"
                if len(line.split()) <= 4:
                    for slot in "xpn":
                        names[fnv(f"{slot}={line.strip().lower()}")] = f"{slot}={line.strip().lower()}"
            labels = labels_of(gold, lines)
            articles, loose = articles_of(gold, lines, labels)
            pool += articles
            furniture += loose
            for k, (pairs, weight) in enumerate(variants(lines, labels, rng)):
                keep_text(os.path.join(folder, f"{os.path.basename(path)}-{k}.txt"), pairs, weight, path, wanted)
        titles = [a[0][0] for a in pool if a[0][1] == 2]
        for k, (pairs, weight) in enumerate(pages(pool, furniture, titles, rng, PAGES)):
            keep_text(os.path.join(folder, f"page-{k}.txt"), pairs, weight, None, wanted)
        rows, features = measure(program, folder)
    return rows, wanted, names, features


def matrix(rows, wanted, cue_ids, features):
    """Sparse (row, column, value), labels, weights."""
    at, r, c, v, y, w = 0, [], [], [], [], []
    width = (2 * REACH + 1) * features
    for name, (labels, weight, _) in sorted(wanted.items()):
        mine = rows.get(name, [])
        assert len(mine) == len(labels), (name, len(mine), len(labels))
        for i, label in enumerate(labels):
            for place in range(2 * REACH + 1):
                j = i + place - REACH
                if 0 <= j < len(mine):
                    for f, value in mine[j][1]:
                        r.append(at), c.append(place * features + f), v.append(value)
            for cue in set(mine[i][2]):
                if cue in cue_ids:
                    r.append(at), c.append(width + cue_ids[cue]), v.append(1.0)
            y.append(label), w.append(weight)
            at += 1
    x = torch.sparse_coo_tensor(np.array([r, c]), np.array(v, np.float32), (at, width + len(cue_ids))).coalesce()
    return x, torch.tensor(y), torch.tensor(w)


def train(x, y, w, steps=120):
    weights = torch.zeros(x.shape[1], CLASSES, requires_grad=True)
    bias = torch.zeros(CLASSES, requires_grad=True)
    best = torch.optim.LBFGS([weights, bias], max_iter=steps, history_size=10, line_search_fn="strong_wolfe")

    def loss():
        best.zero_grad()
        out = torch.nn.functional.cross_entropy(torch.sparse.mm(x, weights) + bias, y, reduction="none")
        total = (out * w).sum() / w.sum() + PENALTY * (weights ** 2).sum()
        total.backward()
        return total

    best.step(loss)
    return weights.detach().numpy(), bias.detach().numpy()


def numbers(row):
    return "{ " + ", ".join(f"{x:.3f}f" for x in row) + " }"


def write(weights, bias, features, cues, names):
    width = (2 * REACH + 1) * features
    print("/*\n * Weights of the line classifier, written by src/train/lines.py: change that, not this. The order is that of\n"
          " * NGI_LINE_FEATURES and ngi_line_class; a cue is named behind its weights.\n */\n#include \"plain_impl.h\"\n")
    print("const float ngi_line_bias[NGI_LINE_CLASS_COUNT] = " + numbers(bias) + ";\n")
    print("const float ngi_line_weights[2 * NGI_LINE_REACH + 1][NGI_LINE_FEATURE_COUNT][NGI_LINE_CLASS_COUNT] = {")
    for place in range(2 * REACH + 1):
        print("    {")
        for f in range(features):
            print("        " + numbers(weights[place * features + f]) + ",")
        print("    },")
    print("};\n\nconst ngi_line_cue ngi_line_cues[] = {")
    kept = [(key, weights[width + i]) for key, i in sorted(cues.items()) if abs(weights[width + i]).max() >= SMALLEST]
    for key, row in kept:
        name = names.get(key, "").replace("*/", "").replace("/*", "").replace("\\", "")
        print(f"    {{ {key}u, {numbers(row)} }}, /* {name} */")
    print("};\n\nconst size_t ngi_line_cue_count = sizeof ngi_line_cues / sizeof *ngi_line_cues;")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("authored", nargs="?", default="../shared/data/authored")
    args = parser.parse_args()
    rows, wanted, names, features = collect(args.program, args.authored, lambda path: path[-5] not in "05")
    files = {}
    for name, lines in rows.items():
        for _, _, cues in lines:
            for cue in set(cues) if wanted[name][2] else ():
                files.setdefault(cue, set()).add(wanted[name][2])
    kept = sorted(cue for cue, where in files.items() if len(where) >= LEAST_FILES)
    cues = {cue: i for i, cue in enumerate(kept)}
    x, y, w = matrix(rows, wanted, cues, features)
    weights, bias = train(x, y, w)
    right = (torch.sparse.mm(x, torch.tensor(weights)) + torch.tensor(bias)).argmax(1) == y
    print(f"{len(y)} lines, {features} features, {len(cues)} cues, {float(right.float().mean()):.4f} right", file=sys.stderr)
    write(weights, bias, features, cues, names)


if __name__ == "__main__":
    main()
