"""Phase C: a small model taught by a large one (Hinton et al. 2015; hidden states as in Jiao et al. 2020, TinyBERT).

The student starts with every other layer of the teacher and its heads, or goes on from weights of its own. It learns to give the
teacher's vectors, label distributions and relations on any text, and on the authored articles all that the teacher says and the
annotation. A teacher of another width has no vectors to give, and has seen less of the named-entity sets: there the student
learns their own labels, and the teacher's little."""
import glob
import os

import torch
import torch.nn.functional as F

from . import units as u
from .batches import collate, core_slices
from .data_authored import Mention
from .decode import labelled_spans
from .heads_data import join, relation_pairs
from .joint import coref_scores, document_losses, place, placed_pairs, speaker_scores, vectors
from .labels import NAME, NOMINAL, PRONOUN, REF_TAGS, TAGS, TYPES, UNKNOWN_TYPE
from .losses import choice_divergence, label_divergence, relation_divergence, status_divergence, tag_loss
from .model import Model
from .pretrain import tag_rows
from .text import build, split_sentences

HIDDEN_WEIGHT, KL_WEIGHT, PAIR_WEIGHT, STATUS_WEIGHT, CHOICE_WEIGHT = 1.0, 1.0, 1.0, 0.3, 0.4
KL_OTHER, SETS_WEIGHT = 0.2, 0.7   # of a teacher of another width
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


def unit_teaching(student, tutor, h, t):
    """Losses of the student's vectors h [U, 384] and unit labels against the teacher's t [U, 384 or another width]."""
    labels = label_divergence(student.tag(h), tutor.tag(t)) + 0.5 * label_divergence(student.ref(h), tutor.ref(t))
    labels = labels + 0.5 * label_divergence(student.speech(h), tutor.speech(t))
    if h.shape != t.shape:
        return {"kl": KL_OTHER * labels}
    return {"kl": KL_WEIGHT * labels, "hidden": HIDDEN_WEIGHT * F.mse_loss(h, t)}


def relation_teaching(student, tutor, h, t, ends, pairs):
    """Losses of the relations and statuses of mention pairs. ends [M, 2]: first and last unit of each mention."""
    if not len(pairs.head):
        return {}
    with torch.no_grad():
        right, how = tutor.rel(t, vectors(t, ends), pairs)
    logits, status = student.rel(h, vectors(h, ends), pairs, student.drop())
    return {"rel-taught": PAIR_WEIGHT * relation_divergence(logits, right),
            "status-taught": STATUS_WEIGHT * status_divergence(status, how, right.amax(1) > 0)}


def article_teaching(student, tutor, step, offsets, h, t):
    """Losses of relations, antecedents and speakers between the annotated mentions of articles."""
    placed, ends, types = place(step, offsets)
    losses = relation_teaching(student, tutor, h, t, ends, placed_pairs(types, placed))
    v, w = vectors(h, ends), vectors(t, ends)
    for name, ours, right in (
            ("coref", coref_scores(student, h, v, ends, types, placed), coref_scores(tutor, t, w, ends, types, placed)),
            ("speaker", speaker_scores(student, h, v, types, placed), speaker_scores(tutor, t, w, types, placed))):
        if ours:
            losses[name + "-taught"] = CHOICE_WEIGHT * choice_divergence(ours[:4], right[:4])
    return losses


def found_pairs(tutor, t, items, offsets):
    """(ends [M, 2], RelationPairs) of the names and references that the teacher finds in windows of any text, each taken for an
    entity of its own."""
    with torch.no_grad():
        tags, refs = tutor.tag(t), tutor.ref(t)
    ends, types, parts = [], [], []
    for (text, here), first in zip(core_slices(items), offsets):
        here_units, line = slice(first, first + here.stop - here.start), text.line[here]
        names = {(a, b): Mention(a, b, NAME, TYPES.index(kind), -1) for a, b, kind in labelled_spans(tags[here_units], TAGS, line)}
        for a, b, kind in labelled_spans(refs[here_units], REF_TAGS, line):
            names.setdefault((a, b), Mention(a, b, NOMINAL if kind == "nominal" else PRONOUN, UNKNOWN_TYPE, -1))
        mentions = sorted(names.values(), key=lambda m: (m.first, -m.last))
        parts.append(relation_pairs(mentions, text.sentence[here], range(len(mentions))).shifted(first, len(ends)))
        ends += [(m.first + first, m.last + first) for m in mentions]
        types += [m.type for m in mentions]
    pairs, types = join(parts), torch.tensor(types, dtype=torch.long)
    pairs.head_type, pairs.tail_type = types[pairs.head], types[pairs.tail]
    return torch.tensor(ends, dtype=torch.long).reshape(-1, 2), pairs


def loss_on(student, tutor, table=None):
    """The loss function: items as in phase B; coreference texts are taught only, articles also have their annotation, windows of
    the named-entity sets too when the `table` of their allowed tags is given."""
    def loss_of(item):
        kind, step = item
        batch = collate(step if kind == "ner" else [x for _, x in step])
        h = student.units(batch)
        with torch.no_grad():
            t = tutor.units(batch)
        losses = unit_teaching(student, tutor, h, t)
        if kind == "doc":
            losses |= article_teaching(student, tutor, step, batch.offsets, h, t)
            losses |= document_losses(student, step, h, batch.offsets)
        elif kind == "ner":
            losses |= relation_teaching(student, tutor, h, t, *found_pairs(tutor, t, step, batch.offsets))
            if table is not None:
                losses["ner"] = SETS_WEIGHT * tag_loss(student.tag(h), tag_rows(step), table)
        return losses
    return loss_of
