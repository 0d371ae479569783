"""A large encoder to teach the shipped ones: MPNet (Song et al. 2020), with the same heads.

Its word pieces are BERT's, numbered from 4 on, so that it reads the batches that the small models read. It is not shipped."""
import math

import torch
import torch.nn.functional as F
from torch import nn

from . import units as u
from .model import SHAPES, Layer, Lookup, Reader, padding_bias, read_safetensors, small

HIDDEN, LAYERS, HEADS, PIECES, POSITIONS, EPSILON = 768, 12, 12, 30527, 514, 1e-5
SHIFT, FIRST_POSITION = 4, 2                      # of BERT's piece numbers; of the first piece
SPECIAL = {u.CLS: 0, u.PAD: 1, u.SEP: 2}          # numbered otherwise than by the shift
BUCKETS, FARTHEST = 32, 128                       # of the distances that attention tells apart


class TeacherEmbeddings(nn.Module):
    """Words, positions and word shapes, normalised."""

    def __init__(self):
        super().__init__()
        self.word, self.position = small(PIECES, HIDDEN), small(POSITIONS, HIDDEN)
        self.shape = nn.Parameter(torch.zeros(SHAPES, HIDDEN))
        self.norm = nn.LayerNorm(HIDDEN, EPSILON)
        numbers = torch.arange(PIECES - SHIFT - 1) + SHIFT
        for bert, ours in SPECIAL.items():
            numbers[bert] = ours
        self.register_buffer("numbers", numbers, persistent=False)

    def forward(self, ids, shapes):
        """ids of BERT's pieces, shapes int64 [B, S] -> [B, S, 768]"""
        position = self.position[FIRST_POSITION:FIRST_POSITION + ids.shape[1]]
        return self.norm(Lookup.apply(self.numbers[ids], self.word) + position + F.embedding(shapes, self.shape))


def distance_buckets(width):
    """Bucket of each distance between two of `width` pieces: exact when near, logarithmic farther (Raffel et al. 2020)."""
    distance = torch.arange(width)[:, None] - torch.arange(width)[None]
    half, exact = BUCKETS // 2, BUCKETS // 4
    size = distance.abs()
    far = exact + torch.log(size.clamp(min=1).float() / exact) / math.log(FARTHEST / exact) * (half - exact)
    return torch.where(size < exact, size, far.long().clamp(max=half - 1)) + half * (distance < 0)


class Teacher(Reader):
    """MPNet and the heads."""

    def __init__(self):
        super().__init__(HIDDEN)
        self.embeddings = TeacherEmbeddings()
        self.layer = nn.ModuleList(Layer(HIDDEN, EPSILON) for _ in range(LAYERS))
        self.distance = small(BUCKETS, HEADS)

    def encode(self, ids, shapes, lengths, half=True):
        """ids, shapes [B, S], lengths [B] -> [B, S, 768]"""
        drop, width = self.drop(), ids.shape[1]
        with torch.autocast("cpu", torch.bfloat16, enabled=half):
            x = drop(self.embeddings(ids, shapes))
            bias = self.distance[distance_buckets(width)].permute(2, 0, 1)[None] + padding_bias(lengths, width)
            if half:
                x, bias = x.bfloat16(), bias.bfloat16()
            for layer in self.layer:
                x = layer(x, bias, drop)
        return x


def from_mpnet(path):
    """A Teacher with the encoder of published MPNet weights (model.safetensors) and fresh heads."""
    base, _ = read_safetensors(path)
    state = {"embeddings.word": base["embeddings.word_embeddings.weight"],
             "embeddings.position": base["embeddings.position_embeddings.weight"],
             "embeddings.norm.weight": base["embeddings.LayerNorm.weight"],
             "embeddings.norm.bias": base["embeddings.LayerNorm.bias"],
             "distance": base["encoder.relative_attention_bias.weight"]}
    names = {"attention.out": "attention.attn.o", "attention.norm": "attention.LayerNorm", "ffn.up": "intermediate.dense",
             "ffn.down": "output.dense", "ffn.norm": "output.LayerNorm"}
    for k in range(LAYERS):
        for part in ("weight", "bias"):
            for ours, theirs in names.items():
                state[f"layer.{k}.{ours}.{part}"] = base[f"encoder.layer.{k}.{theirs}.{part}"]
            state[f"layer.{k}.attention.qkv.{part}"] = torch.cat(
                [base[f"encoder.layer.{k}.attention.attn.{x}.{part}"] for x in "qkv"])
    model = Teacher()
    model.load_state_dict(state, strict=False)
    return model


def trained(path):
    """The Teacher of a finished training (its averaged weights)."""
    model = Teacher()
    model.load_state_dict(torch.load(path)["average"])
    return model.eval()
