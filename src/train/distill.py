"""Phase C: a small model taught by a large one (Hinton et al. 2015; hidden states as in Jiao et al. 2020, TinyBERT).

The student starts with every other layer of the teacher and its heads. It learns to give the teacher's vectors and label
distributions on any text, and the authored articles' annotation with all heads."""
import glob
import os

import torch
import torch.nn.functional as F

from . import units as u
from .batches import collate
from .joint import document_losses
from .model import Model
from .text import build, split_sentences

HIDDEN_WEIGHT, KL_WEIGHT = 1.0, 1.0
LINES = 20         # lines of a text made of news items


def student_of(teacher, layers=(0, 2, 4)):
    """A Model with some of the teacher's layers and all the rest of it."""
    state = {}
    for name, tensor in teacher.state_dict().items():
        part, _, rest = name.partition(".")
        if part != "layer":
            state[name] = tensor
            continue
        number, _, rest = rest.partition(".")
        if int(number) in layers:
            state[f"layer.{layers.index(int(number))}.{rest}"] = tensor
    model = Model(len(layers), teacher.embeddings.word.shape[0])
    model.load_state_dict(state)
    return model


def news_texts(root, vocabulary, limit, rng):
    """Texts of lines of news without annotation (DIR/text/*/*.txt), at most `limit` lines, the newest files first."""
    lines = []
    for path in sorted(glob.glob(os.path.join(root, "text", "*", "*.txt")), reverse=True):
        lines += [x.strip() for x in open(path, encoding="utf-8") if len(x) > 60 and x[0] != "#"]
        if len(lines) >= limit:
            break
    rng.shuffle(lines)
    return [plain_text(lines[k:k + LINES], vocabulary) for k in range(0, min(limit, len(lines)), LINES)]


def plain_text(lines, vocabulary):
    """A Text of some lines."""
    units, space, line_of, sentence_of, sentences = [], [], [], [], 0
    for number, line in enumerate(lines):
        here = u.split_units(line)
        numbers = split_sentences(here, line)
        units += here
        space += [x.begin == 0 or line[x.begin - 1].isspace() for x in here]
        line_of += [number] * len(here)
        sentence_of += [sentences + n for n in numbers]
        sentences += numbers[-1] + 1 if numbers else 0
    return build([x.surface for x in units], [x.norm for x in units], space, line_of, sentence_of, vocabulary)


def kl(student, teacher):
    """Mean Kullback-Leibler divergence of label distributions: logits [U, T]."""
    return F.kl_div(torch.log_softmax(student, -1), torch.log_softmax(teacher, -1), log_target=True, reduction="batchmean")


def teaching_losses(student, teacher, batch, h):
    """Losses of the student's vectors h [U, 384] against the teacher's."""
    with torch.no_grad():
        t = teacher.units(batch)
        tag, ref, speech = teacher.tag(t), teacher.ref(t), teacher.speech(t)
    labels = kl(student.tag(h), tag) + 0.5 * kl(student.ref(h), ref) + 0.5 * kl(student.speech(h), speech)
    return {"hidden": HIDDEN_WEIGHT * F.mse_loss(h, t), "kl": KL_WEIGHT * labels}


def loss_on(student, teacher):
    """The loss function: items as in phase B; windows and coreference texts are taught only, articles also have
    their annotation."""
    def loss_of(item):
        kind, step = item
        batch = collate(step if kind == "ner" else [x for _, x in step])
        h = student.units(batch)
        losses = teaching_losses(student, teacher, batch, h)
        return losses if kind != "doc" else losses | document_losses(student, step, h, batch.offsets)
    return loss_of
