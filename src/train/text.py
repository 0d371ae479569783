"""A text as arrays of units, its windows, and the noise that training puts on it."""
from dataclasses import dataclass, field

import numpy as np

from . import units as u

WINDOW = 126           # pieces of a window, [CLS] and [SEP] not counted
STRIDE = 63            # between the parts of a sentence that is longer
ABBREVIATIONS = frozenset("""mr mrs ms dr prof sen rep gov gen col lt sgt capt st jr sr inc corp co ltd no vs etc jan feb mar
apr jun jul aug sep sept oct nov dec rev hon pres dept est fig al ave mt ph""".split())


@dataclass
class Text:
    """U units, P pieces.

    pieces int32 [P]; starts int32 [U+1]: where a unit's pieces begin; shapes uint8 [U] (without the line start);
    line_first bool [U]; space_before bool [U]; single bool [U]: one character; line, sentence int32 [U]: numbers that
    rise along the text; allowed int16 [U]: row of the table of allowed tags (labels.py)."""
    pieces: np.ndarray
    starts: np.ndarray
    shapes: np.ndarray
    line_first: np.ndarray
    space_before: np.ndarray
    single: np.ndarray
    line: np.ndarray
    sentence: np.ndarray
    allowed: np.ndarray = None
    name: str = ""
    windows: list = field(default_factory=list)

    def __len__(self):
        return len(self.shapes)


def build(surfaces, norms, space_before, line, sentence, vocabulary):
    """A Text of parallel lists, one item a unit."""
    cut = [vocabulary.pieces(n) for n in norms]
    line = np.asarray(line, np.int32)
    first = np.ones(len(cut), bool)
    first[1:] = line[1:] != line[:-1]
    text = Text(
        pieces=np.asarray([p for ps in cut for p in ps], np.int32),
        starts=np.concatenate([[0], np.cumsum([len(ps) for ps in cut])]).astype(np.int32),
        shapes=np.asarray([u.shape_of(s) for s in surfaces], np.uint8),
        line_first=first, space_before=np.asarray(space_before, bool),
        single=np.asarray([len(s) == 1 for s in surfaces], bool),
        line=line, sentence=np.asarray(sentence, np.int32))
    text.windows = cut_windows(text.starts, sentence_ranges(text.sentence))
    return text


def sentence_ranges(sentence):
    """[(first unit, end unit)] of the sentences, from the sentence number of each unit."""
    if not len(sentence):
        return []
    cuts = np.flatnonzero(sentence[1:] != sentence[:-1]) + 1
    return list(zip([0, *cuts.tolist()], [*cuts.tolist(), len(sentence)]))


def cut_windows(starts, sentences, first_budget=WINDOW):
    """Windows as (begin, end, core_begin, core_end) in units; the cores tile the text.

    Sentences are packed greedily; one that is too long is cut in overlapping parts by itself, and of two parts that hold
    a unit the one counts in which it is farther from the edge. `first_budget` shortens the first window (training)."""
    out, begin, end, budget = [], None, None, first_budget

    def flush():
        nonlocal begin, budget
        if begin is not None:
            out.append((begin, end, begin, end))
            begin, budget = None, WINDOW

    for b, e in sentences:
        if starts[e] - starts[b] > WINDOW:
            flush()
            out.extend(cut_long(starts, b, e))
            continue
        if begin is not None and starts[e] - starts[begin] > budget:
            flush()
        if begin is None:
            begin = b
        end = e
    flush()
    return out


def cut_long(starts, b, e):
    """Overlapping parts of the sentence of units [b, e), as windows with cores."""
    parts, at = [], b
    while True:
        end = at
        while end < e and starts[end + 1] - starts[at] <= WINDOW:
            end += 1
        parts.append((at, end))
        if end == e:
            break
        nxt = at + 1
        while starts[nxt] - starts[at] < STRIDE:
            nxt += 1
        at = min(nxt, end)
    cores = [b]
    for (_, end), (begin, _) in zip(parts, parts[1:]):
        middle = (int(starts[begin]) + int(starts[end])) / 2
        core = begin
        while core < end and starts[core] < middle:
            core += 1
        cores.append(core)
    cores.append(e)
    return [(p[0], p[1], c, d) for p, c, d in zip(parts, cores, cores[1:])]


def split_sentences(line_units, text):
    """Sentence number of each unit of one line (from 0). Rule: a stop, its closing quotes and brackets, white space,
    then what can begin a sentence; not after a title, an initial or another usual abbreviation."""
    out, number, i, n = [], 0, 0, len(line_units)
    while i < n:
        out.append(number)
        unit = line_units[i]
        if unit.surface in (".", "!", "?", "…"):
            j = i + 1
            while j < n and line_units[j].surface in "\"'”’»)]" and line_units[j].begin == line_units[j - 1].end:
                out.append(number)
                j += 1
            if j < n and text[line_units[j].begin - 1].isspace() and starts_sentence(line_units[j]) \
                    and not (unit.surface == "." and abbreviated(line_units, i)):
                number += 1
            i = j
        else:
            i += 1
    return out


def starts_sentence(unit):
    """Can a sentence begin with this unit?"""
    c = unit.surface[0]
    return c.isupper() or c.isdigit() or c in "\"'“‘«([—–-@#"


def abbreviated(line_units, i):
    """Does the full stop line_units[i] belong to an abbreviation or an initial?"""
    if i == 0 or line_units[i - 1].end != line_units[i].begin:
        return False
    word = line_units[i - 1].surface
    return word.lower() in ABBREVIATIONS or (len(word) == 1 and word.isupper())


# Noise. Case does not change the pieces, only the shapes; quote marks change single pieces.

def lut(changes, single=None):
    """Two look-up tables of shapes, for longer units and for units of one character."""
    longer = np.arange(u.SHAPES, dtype=np.uint8)
    for a, b in changes.items():
        longer[a] = b
    short = longer.copy()
    for a, b in (single or {}).items():
        short[a] = b
    return np.stack([longer, short])


CASES = {
    "lower": lut({u.FIRST_UPPER: u.LOWER, u.ALL_UPPER: u.LOWER, u.SINGLE_UPPER: u.LOWER, u.MIXED_UPPER: u.LOWER,
                  u.MIXED_LOWER: u.LOWER, u.ALNUM_UPPER: u.ALNUM}),
    "upper": lut({u.LOWER: u.ALL_UPPER, u.FIRST_UPPER: u.ALL_UPPER, u.MIXED_UPPER: u.ALL_UPPER,
                  u.MIXED_LOWER: u.ALL_UPPER}, {u.LOWER: u.SINGLE_UPPER}),
    "title": lut({u.LOWER: u.FIRST_UPPER}, {u.LOWER: u.SINGLE_UPPER}),
}


def recase(text, shapes, b, e, case):
    """Change the case of the units [b, e) in `shapes` (in place); a possessive s keeps its case under 'title'."""
    changed = CASES[case][text.single[b:e].astype(np.intp), shapes[b:e]]
    if case == "title":
        tail = ~text.space_before[b:e] & text.single[b:e]
        changed[tail] = shapes[b:e][tail]
    shapes[b:e] = changed


class Noise:
    """Seeded changes of case and quote marks; they keep the number of units and pieces."""

    def __init__(self, vocabulary, rng):
        self.rng = rng
        self.id = {q: vocabulary.ids[q] for q in "\"'“”‘’"}

    def apply(self, text, title=False, strength=1.0):
        """(pieces, shapes) of a noisy copy; `title`: the first line is a headline."""
        pieces, shapes = text.pieces.copy(), text.shapes.copy()
        x = self.rng.random() / strength
        if x < 0.03:
            recase(text, shapes, 0, len(text), "lower")
        elif x < 0.05:
            recase(text, shapes, 0, len(text), "upper")
        else:
            self.recase_some(text, shapes, title, strength)
        self.requote(text, pieces)
        return pieces, shapes

    def recase_some(self, text, shapes, title, strength):
        """Headlines often in Title Case or ALL CAPS, other sentences seldom."""
        for k, (b, e) in enumerate(sentence_ranges(text.sentence)):
            x = self.rng.random() / strength
            scale = 6 if title and k == 0 else 1
            if x < 0.02 * scale:
                recase(text, shapes, b, e, "title")
            elif x < 0.035 * scale:
                recase(text, shapes, b, e, "upper")
            elif x < 0.04 * scale:
                recase(text, shapes, b, e, "lower")

    def requote(self, text, pieces):
        """Straight quote marks to curly ones (a third of the texts), curly ones to straight ones (a third)."""
        x = self.rng.random()
        at = text.starts[:-1]
        here = pieces[at]
        opening = text.space_before | text.line_first
        if x < 0.34:
            for straight, left, right in (('"', "“", "”"), ("'", "‘", "’")):
                is_quote = here == self.id[straight]
                pieces[at[is_quote & opening]] = self.id[left]
                pieces[at[is_quote & ~opening]] = self.id[right]
        elif x < 0.67:
            for curly, straight in zip("“”‘’", "\"\"''"):
                pieces[at[here == self.id[curly]]] = self.id[straight]
