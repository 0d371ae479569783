"""Write a Model as the weight file that the C engine reads: safetensors, the big matrices as int8 with a scale per row."""
import json
import struct

import torch

from .labels import REF_TAGS, RELATIONS, SPEECH_TAGS, STATUS, TAGS, TYPES

BIG = ("attention.qkv.weight", "attention.out.weight", "ffn.up.weight", "ffn.down.weight", "embeddings.word")
KINDS = {torch.float32: "F32", torch.int8: "I8"}


def quantise(matrix):
    """(int8 [rows, columns], float32 scale [rows]): symmetric, per row."""
    scale = matrix.abs().amax(1).clamp(min=1e-8) / 127
    return torch.round(matrix / scale[:, None]).clamp(-127, 127).to(torch.int8), scale


def exported(model, int8=True):
    """{tensor name: tensor} of the weight file."""
    out = {}
    for name, tensor in model.state_dict().items():
        name = name.removesuffix("_")
        tensor = tensor.detach().float().contiguous()
        if int8 and name.endswith(BIG):
            out[name], out[name + ".scale"] = quantise(tensor)
        else:
            out[name] = tensor
    return out


def write_safetensors(path, tensors, metadata):
    """The safetensors format: length of the header, header, data; the data starts at a multiple of 64."""
    header, at = {"__metadata__": metadata}, 0
    for name in sorted(tensors, key=lambda n: (tensors[n].dtype != torch.float32, n)):
        size = tensors[name].numel() * tensors[name].element_size()
        header[name] = {"dtype": KINDS[tensors[name].dtype], "shape": list(tensors[name].shape), "data_offsets": [at, at + size]}
        at += size
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    text += b" " * (-(len(text) + 8) % 64)
    with open(path, "wb") as f:
        f.write(struct.pack("<Q", len(text)) + text)
        for name in header:
            if name != "__metadata__":
                f.write(tensors[name].numpy().tobytes())


def export(model, path, name, vocabulary, calibration, provenance, int8=True):
    """Write the weight file."""
    config = {"layers": len(model.layer), "hidden": 384, "heads": 12, "ffn": 1536,
              "vocab_size": model.embeddings.word.shape[0], "max_positions": 512, "shapes": 32, "window": 128}
    heads = {"types": TYPES, "tag": TAGS, "ref": REF_TAGS, "speech": SPEECH_TAGS, "relations": RELATIONS, "status": STATUS}
    metadata = {"format": "namegraph-model", "format_version": "1", "name": name, "config": json.dumps(config),
                "vocab": "\n".join(vocabulary.words), "heads": json.dumps(heads), "calibration": json.dumps(calibration),
                "provenance": json.dumps(provenance)}
    write_safetensors(path, exported(model, int8), metadata)
