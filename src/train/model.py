"""The network: a BERT encoder with a word-shape embedding and five heads.

Parameters bear the names of the weight file (`type_` stands for `type`, which torch keeps for itself), so that
`state_dict` is what export writes. Heads compute in float32 on the
vectors h [U, 384] of the units (the encoder's output at each unit's first piece)."""
import math
import struct
import json

import torch
import torch.nn.functional as F
from torch import nn

from .labels import RELATIONS, REF_TAGS, SPEECH_TAGS, STATUS, TAGS

HIDDEN, HEADS, POSITIONS, SHAPES, EPSILON = 384, 12, 512, 32, 1e-12


class Dropper:
    """Dropout from a pool of random masks: drawing fresh ones costs a fifth of a step on a CPU."""

    def __init__(self, rate, size=1 << 22, dtype=torch.bfloat16):
        self.pool = ((torch.rand(size) >= rate).float() / (1 - rate)).to(dtype)

    def __call__(self, x):
        n = x.numel()
        if n > self.pool.numel():
            return x
        at = int(torch.randint(self.pool.numel() - n + 1, ()))
        return x * self.pool[at:at + n].view_as(x).to(x.dtype)


class Attention(nn.Module):
    """Self-attention, written out by hand (the fused one's backward pass is slow in bf16)."""

    def __init__(self, hidden=HIDDEN, epsilon=EPSILON):
        super().__init__()
        self.qkv = nn.Linear(hidden, 3 * hidden)
        self.out = nn.Linear(hidden, hidden)
        self.norm = nn.LayerNorm(hidden, epsilon)

    def forward(self, x, bias, drop):
        """x [B, S, hidden], bias [B, 1 or 12, 1 or S, S] (-inf-like where nothing is) -> [B, S, hidden]"""
        b, s, hidden = x.shape
        q, k, v = self.qkv(x).view(b, s, 3, HEADS, hidden // HEADS).permute(2, 0, 3, 1, 4)
        weights = torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(hidden // HEADS) + bias, -1)
        mixed = (weights @ v).transpose(1, 2).reshape(b, s, hidden)
        return self.norm(x + drop(self.out(mixed)))


class FeedForward(nn.Module):
    """The two-layer part of a block."""

    def __init__(self, hidden=HIDDEN, epsilon=EPSILON):
        super().__init__()
        self.up = nn.Linear(hidden, 4 * hidden)
        self.down = nn.Linear(4 * hidden, hidden)
        self.norm = nn.LayerNorm(hidden, epsilon)

    def forward(self, x, drop):
        """[B, S, hidden] -> [B, S, hidden]"""
        return self.norm(x + drop(self.down(F.gelu(self.up(x)))))


class Layer(nn.Module):
    """One block."""

    def __init__(self, hidden=HIDDEN, epsilon=EPSILON):
        super().__init__()
        self.attention = Attention(hidden, epsilon)
        self.ffn = FeedForward(hidden, epsilon)

    def forward(self, x, bias, drop):
        """[B, S, hidden] -> [B, S, hidden]"""
        return self.ffn(self.attention(x, bias, drop), drop)


class Lookup(torch.autograd.Function):
    """Rows of a big table whose gradient is added to one lasting buffer: a fresh one of 47 MB for each step costs a quarter
    of the step."""

    @staticmethod
    def forward(ctx, ids, weight):
        ctx.save_for_backward(ids)
        ctx.weight = weight
        return F.embedding(ids, weight)

    @staticmethod
    def backward(ctx, gradient):
        (ids,), weight = ctx.saved_tensors, ctx.weight
        if weight.grad is None:
            weight.grad = torch.zeros_like(weight)
        weight.grad.index_add_(0, ids.reshape(-1), gradient.reshape(-1, weight.shape[1]).float())
        return None, None


class Embeddings(nn.Module):
    """Sum of the four embeddings, normalised."""

    def __init__(self, vocabulary_size):
        super().__init__()
        self.word = nn.Parameter(torch.randn(vocabulary_size, HIDDEN) * 0.02)
        self.position = nn.Parameter(torch.randn(POSITIONS, HIDDEN) * 0.02)
        self.token_type = nn.Parameter(torch.zeros(HIDDEN))
        self.shape = nn.Parameter(torch.zeros(SHAPES, HIDDEN))
        self.norm = nn.LayerNorm(HIDDEN, EPSILON)

    def forward(self, ids, shapes):
        """ids, shapes int64 [B, S] -> [B, S, 384]"""
        x = Lookup.apply(ids, self.word) + self.position[:ids.shape[1]] + self.token_type
        return self.norm(x + F.embedding(shapes, self.shape))


def table(*shape):
    """A small random parameter."""
    return nn.Parameter(torch.randn(*shape) * (shape[-1] ** -0.5 if len(shape) > 1 else 0.02))


def small(*shape):
    """An embedding that starts near zero."""
    return nn.Parameter(torch.randn(*shape) * 0.02)


class Score(nn.Module):
    """A linear score with one output, weight [n], bias [1]."""

    def __init__(self, n):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(n))
        self.bias = nn.Parameter(torch.zeros(1))

    def forward(self, x):
        """[..., n] -> [...]"""
        return x @ self.weight + self.bias


class Coref(nn.Module):
    """Antecedent scores. One row per (reference, candidate) pair; see CorefPairs in heads_data.py for the indices."""

    def __init__(self, hidden=HIDDEN):
        super().__init__()
        self.A, self.B = table(128, 2 * hidden), table(128, 2 * hidden)
        self.dist, self.sent, self.kind, self.type_ = small(9, 128), small(7, 128), small(9, 128), small(11, 128)
        self.b1, self.w2 = small(128), nn.Parameter(torch.randn(128) * 128 ** -0.5)
        self.P, self.Q = table(64, 2 * hidden), table(64, 2 * hidden)
        self.class_type = nn.Parameter(torch.zeros(11, 11))
        self.none = Score(hidden)

    def forward(self, v, i, j, dist, sent, kind, type_j, class_i):
        """v [M, 768], index vectors [N] -> scores [N]"""
        a, b, p, q = v @ self.A.T, v @ self.B.T, v @ self.P.T, v @ self.Q.T
        hidden = a[i] + b[j] + self.dist[dist] + self.sent[sent] + self.kind[kind] + self.type_[type_j] + self.b1
        return F.gelu(hidden) @ self.w2 + (p[i] * q[j]).sum(-1) / 8 + self.class_type[class_i, type_j]


class Relations(nn.Module):
    """Relation and status logits of ordered mention pairs."""

    def __init__(self, hidden=HIDDEN):
        super().__init__()
        self.H, self.T, self.C = table(256, 2 * hidden), table(256, 2 * hidden), table(256, hidden)
        self.head_type, self.tail_type, self.dist = small(11, 256), small(11, 256), small(18, 256)
        self.sent, self.kind, self.mid, self.b1 = small(2, 256), small(9, 256), small(6, 256), small(256)
        self.P, self.Q = table(128, 2 * hidden), table(128, 2 * hidden)
        self.W2, self.b2 = table(256, 384), small(256)
        self.R, self.S = table(len(RELATIONS), 256), table(len(STATUS), 256)
        self.r = nn.Parameter(torch.full((len(RELATIONS),), -4.0))
        self.s = nn.Parameter(torch.zeros(len(STATUS)))

    def forward(self, h, v, pairs, drop=lambda x: x):
        """h [U, 384], v [M, 768], pairs (RelationPairs of heads_data.py) of N rows -> [N, 23], [N, 5]"""
        h, v = drop(h), drop(v)
        i, j = pairs.head, pairs.tail
        between = range_max(h @ self.C.T, pairs.begin, pairs.end)
        z = (v @ self.H.T)[i] + (v @ self.T.T)[j] + between + self.head_type[pairs.head_type] + self.tail_type[pairs.tail_type]
        z = F.gelu(z + self.dist[pairs.dist] + self.sent[pairs.sent] + self.kind[pairs.kind] + self.mid[pairs.mid] + self.b1)
        both = (v @ self.P.T)[i] * (v @ self.Q.T)[j]
        y = drop(F.gelu(torch.cat([z, both], -1) @ self.W2.T + self.b2))
        return y @ self.R.T + self.r, y @ self.S.T + self.s


def range_max(x, begin, end):
    """Maximum of x [U, D] over the rows begin..end (half-open, at most 63 rows) of each of N ranges; 0 for an empty one.
    A table of maxima over 1, 2, 4 ... 32 rows answers each range with two looks."""
    levels = [x]
    for k in range(5):
        last, step = levels[-1], 1 << k
        shifted = torch.cat([last[step:], last[-1:].expand(min(step, len(last)), -1)])[:len(last)]
        levels.append(torch.maximum(last, shifted))
    stacked = torch.cat(levels)
    size = end - begin
    level = torch.log2(size.clamp(min=1).float()).floor().long()
    left = level * len(x) + begin.clamp(max=len(x) - 1)
    right = level * len(x) + (end - (1 << level)).clamp(min=0)
    found = torch.maximum(F.embedding(left, stacked), F.embedding(right, stacked))
    return found * (size > 0).unsqueeze(-1)


class Speech(nn.Module):
    """Stretches of speech (a BIO label per unit) and their speakers."""

    def __init__(self, hidden=HIDDEN):
        super().__init__()
        self.weight = table(len(SPEECH_TAGS), hidden)
        self.bias = nn.Parameter(torch.zeros(len(SPEECH_TAGS)))
        self.U, self.V = table(128, 2 * hidden), table(128, 2 * hidden)
        self.dist, self.par, self.kind, self.type_ = small(19, 128), small(4, 128), small(3, 128), small(11, 128)
        self.b1 = small(128)
        self.w2 = nn.Parameter(torch.randn(128) * 128 ** -0.5)
        self.none = Score(2 * hidden)

    def forward(self, h):
        """[U, 384] -> label logits [U, 7]"""
        return h @ self.weight.T + self.bias

    def speakers(self, s, v, k, m, dist, par, kind, type_m):
        """s [K, 768] stretches, v [M, 768] mentions, index vectors [N] -> scores [N]"""
        hidden = (s @ self.U.T)[k] + (v @ self.V.T)[m] + self.dist[dist] + self.par[par] + self.kind[kind] + self.type_[type_m]
        return F.gelu(hidden + self.b1) @ self.w2


def no_drop(x):
    """The identity, in place of dropout."""
    return x


class Reader(nn.Module):
    """The heads, for an encoder of a subclass: encode(ids, shapes, lengths, half) -> [B, S, hidden]."""

    def __init__(self, hidden=HIDDEN):
        super().__init__()
        self.tag = nn.Linear(hidden, len(TAGS))
        self.ref = nn.Linear(hidden, len(REF_TAGS))
        self.coref = Coref(hidden)
        self.rel = Relations(hidden)
        self.speech = Speech(hidden)
        self.dropper = None

    def drop(self):
        """The dropout that is in force."""
        return self.dropper if self.training and self.dropper else no_drop

    def units(self, batch, half=True):
        """Vectors of the units of a batch (batches.py), float32 [U, hidden]; `half`: bf16 products (training)"""
        x = self.encode(batch.ids, batch.shapes, batch.lengths, half)
        return x.reshape(-1, x.shape[-1])[batch.places].float()


def padding_bias(lengths, width):
    """What attention adds for each piece: 0, or nearly -inf behind the end of its window. lengths [B] -> [B, 1, 1, width]"""
    return (torch.arange(width)[None] >= lengths[:, None])[:, None, None] * -1e4


class Model(Reader):
    """Encoder and heads."""

    def __init__(self, layers=6, vocabulary_size=30522):
        super().__init__()
        self.embeddings = Embeddings(vocabulary_size)
        self.layer = nn.ModuleList(Layer() for _ in range(layers))

    def encode(self, ids, shapes, lengths, half=True):
        """ids, shapes [B, S], lengths [B] -> [B, S, 384]"""
        drop = self.drop()
        with torch.autocast("cpu", torch.bfloat16, enabled=half):
            x = drop(self.embeddings(ids, shapes))
            bias = padding_bias(lengths, ids.shape[1])
            if half:
                x, bias = x.bfloat16(), bias.bfloat16()
            for layer in self.layer:
                x = layer(x, bias, drop)
        return x


def read_safetensors(path):
    """({name: tensor}, metadata); I8 matrices are multiplied out with their '.scale'."""
    with open(path, "rb") as f:
        header = json.loads(f.read(struct.unpack("<Q", f.read(8))[0]))
        data = f.read()
    kinds = {"F32": torch.float32, "I8": torch.int8, "I64": torch.int64}
    tensors = {}
    for name, info in header.items():
        if name != "__metadata__":
            begin, end = info["data_offsets"]
            raw = torch.frombuffer(bytearray(data[begin:end]), dtype=kinds[info["dtype"]]) if end > begin else torch.empty(0)
            tensors[name] = raw.reshape(info["shape"])
    for name in [n for n in tensors if n.endswith(".scale")]:
        matrix = name[:-6]
        tensors[matrix] = tensors[matrix].float() * tensors.pop(name)[:, None]
    return tensors, header.get("__metadata__", {})


def from_base(path, layers=(0, 1, 2, 3, 4, 5)):
    """A Model with the encoder of the published MiniLM weights (some of its layers) and fresh heads."""
    base, _ = read_safetensors(path)
    base = {k.removeprefix("bert."): t for k, t in base.items()}
    model = Model(len(layers), base["embeddings.word_embeddings.weight"].shape[0])
    state = {"embeddings.word": base["embeddings.word_embeddings.weight"],
             "embeddings.position": base["embeddings.position_embeddings.weight"],
             "embeddings.token_type": base["embeddings.token_type_embeddings.weight"][0],
             "embeddings.norm.weight": base["embeddings.LayerNorm.weight"],
             "embeddings.norm.bias": base["embeddings.LayerNorm.bias"]}
    names = {"attention.out": "attention.output.dense", "attention.norm": "attention.output.LayerNorm",
             "ffn.up": "intermediate.dense", "ffn.down": "output.dense", "ffn.norm": "output.LayerNorm"}
    for new, old in enumerate(layers):
        for part in ("weight", "bias"):
            for ours, theirs in names.items():
                state[f"layer.{new}.{ours}.{part}"] = base[f"encoder.layer.{old}.{theirs}.{part}"]
            state[f"layer.{new}.attention.qkv.{part}"] = torch.cat(
                [base[f"encoder.layer.{old}.attention.self.{x}.{part}"] for x in ("query", "key", "value")])
    model.load_state_dict(state, strict=False)
    return model


def torch_name(name):
    """Our parameter's name for a tensor of the weight file."""
    return name + "_" if name.endswith(".type") else name


def from_export(path):
    """A Model with the (multiplied out) weights of a file that export.py wrote, and the file's metadata."""
    tensors, meta = read_safetensors(path)
    config = json.loads(meta["config"])
    model = Model(config["layers"], config["vocab_size"])
    model.load_state_dict({torch_name(k): t for k, t in tensors.items()})
    return model.eval(), meta
