"""Train the weights of the plain text reader (src/ingest/plain_weights.c): what a line of a scraped text is.

    python3 src/train/lines.py READING_LINES [AUTHORED] > src/ingest/plain_weights.c

READING_LINES is the program of tests/bench that prints what the reader measures, so both sides see the same; AUTHORED
(default ../shared/data/authored) holds the annotated articles. Files whose number ends in 0 or 5 are the development
part and are left out. A softmax with an L2 penalty; besides each text as it is, copies are learned from whose blank
lines are squeezed or thrown in at random, since pages differ in that more than in anything else."""
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
    yield [(line, labels.get(n)) for n, line in enumerate(lines, 1)], 1.0
    yield [x for pair in full for x in (pair, ("", None))], 0.6
    yield full, 0.15
    yield [x for pair in full for x in (pair, *[("", None)] * rng.choice((1, 1, 1, 1, 1, 1, 2, 3)))], 0.25


def measure(program, folder):
    """Rows {file: [(byte, features, cues)]}."""
    rows = {}
    paths = sorted(glob.glob(folder + "/*.txt"))
    for i in range(0, len(paths), 500):
        text = subprocess.run([program, *paths[i:i + 500]], stdout=subprocess.PIPE, check=True, text=True).stdout
        for line in text.splitlines():
            path, byte, *rest = line.split(" ")
            features = [(int(a), float(b)) for a, b in (x.split(":") for x in rest if x[0] != "#")]
            rows.setdefault(path, []).append((int(byte), features, [int(x[1:]) for x in rest if x[0] == "#"]))
    return rows


def collect(program, authored, keep):
    """Rows of all texts of the files that `keep` takes, with labels, weights and the number of features."""
    sys.path.insert(0, authored)
    from ann_to_gold import parse
    rng = random.Random(7)
    wanted, names = {}, {}
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
            for k, (pairs, weight) in enumerate(variants(lines, labels_of(gold, lines), rng)):
                name = os.path.join(folder, f"{os.path.basename(path)}-{k}.txt")
                open(name, "w", encoding="utf-8").write("\n".join(x for x, _ in pairs))
                wanted[name] = ([y for x, y in pairs if x.strip()], weight, path)
        rows = measure(program, folder)
    return rows, wanted, names


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
    rows, wanted, names = collect(args.program, args.authored, lambda path: path[-5] not in "05")
    features = 1 + max(f for lines in rows.values() for _, fs, _ in lines for f, _ in fs)
    files = {}
    for name, lines in rows.items():
        for _, _, cues in lines:
            for cue in set(cues):
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
