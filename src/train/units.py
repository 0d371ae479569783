"""Text to units, units to word pieces: the same cut that the C engine makes (src/nn).

A unit is what BERT's BasicTokenizer calls a token, but with its place in the text: words split at white space, every
punctuation mark and every CJK ideograph by itself. Its *shape* keeps what lower-casing loses."""
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

PAD, UNK, CLS, SEP = 0, 100, 101, 102
LONGEST = 100          # a longer unit is [UNK]

LOWER, FIRST_UPPER, ALL_UPPER, SINGLE_UPPER, MIXED_UPPER, MIXED_LOWER = 1, 2, 3, 4, 5, 6
DIGITS, ALNUM_UPPER, ALNUM, CASELESS, QUOTE, STOP, PUNCTUATION, OTHER = 7, 8, 9, 10, 11, 12, 13, 14
LINE_START = 16        # added to the shape of the first unit of a line
SHAPES = 32

QUOTES = frozenset("\"'“”‘’«»")
CJK = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F),
       (0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F))


@dataclass
class Unit:
    """begin, end: characters of the text (half-open); surface: what stands there; norm: lower case, no accents."""
    begin: int
    end: int
    surface: str
    norm: str


@lru_cache(maxsize=None)
def char_class(c):
    """'space', 'drop', 'alone' (a unit of its own) or 'word'."""
    if c in " \t\n\r" or unicodedata.category(c) in ("Zs", "Zl", "Zp"):
        return "space"
    if c in "\0\ufffd" or unicodedata.category(c) in ("Cc", "Cf"):
        return "drop"
    code = ord(c)
    if 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126 or unicodedata.category(c)[0] == "P":
        return "alone"
    return "alone" if any(a <= code <= b for a, b in CJK) else "word"


@lru_cache(maxsize=200000)
def normalise(surface):
    """Lower case without accents; dropped characters left out."""
    kept = "".join(c for c in surface if char_class(c) != "drop").lower()
    return "".join(c for c in unicodedata.normalize("NFD", kept) if unicodedata.category(c) != "Mn")


def split_units(text):
    """The units of a text, in order."""
    units, begin = [], None
    for at, c in enumerate(text):
        kind = char_class(c)
        if kind == "drop":
            continue
        if kind == "word":
            if begin is None:
                begin = at
            last = at
            continue
        if begin is not None:
            add_unit(units, text, begin, last + 1)
            begin = None
        if kind == "alone":
            add_unit(units, text, at, at + 1)
    if begin is not None:
        add_unit(units, text, begin, last + 1)
    return units


def add_unit(units, text, begin, end):
    """Append the unit text[begin:end] unless nothing of it is left after normalising."""
    surface = text[begin:end]
    norm = normalise(surface)
    if norm:
        units.append(Unit(begin, end, surface, norm))


@lru_cache(maxsize=200000)
def shape_of(surface):
    """The shape (1..14) of a unit's original characters."""
    if len(surface) == 1 and char_class(surface) == "alone" and not surface.isalpha():
        return QUOTE if surface in QUOTES else STOP if surface in ".!?" else PUNCTUATION
    chars = [c for c in surface if char_class(c) != "drop" and unicodedata.category(c)[0] != "M"]
    letters = [c for c in chars if unicodedata.category(c)[0] == "L"]
    digits = [c for c in chars if unicodedata.category(c) == "Nd"]
    if not chars or len(letters) + len(digits) < len(chars):
        return OTHER
    if not letters:
        return DIGITS
    upper = [unicodedata.category(c) in ("Lu", "Lt") for c in letters]
    lower = [unicodedata.category(c) == "Ll" for c in letters]
    if digits:
        return ALNUM_UPPER if unicodedata.category(chars[0]) in ("Lu", "Lt") else ALNUM
    if not any(upper) and not any(lower):
        return CASELESS
    if all(lower):
        return LOWER
    if all(upper):
        return SINGLE_UPPER if len(letters) == 1 else ALL_UPPER
    if upper[0]:
        return FIRST_UPPER if all(lower[1:]) else MIXED_UPPER
    return MIXED_LOWER if any(lower) and any(upper) else OTHER


class Vocabulary:
    """WordPiece: greedy longest match, '##' for what goes on."""

    def __init__(self, words):
        self.words = words
        self.ids = {w: i for i, w in enumerate(words)}
        self.cache = {}

    @classmethod
    def read(cls, path):
        """The vocabulary of a vocab.txt, one piece a line."""
        return cls(open(path, encoding="utf-8").read().rstrip("\n").split("\n"))

    def pieces(self, norm):
        """Piece ids of a normalised unit."""
        found = self.cache.get(norm)
        if found is None:
            found = self.cache[norm] = self.cut(norm)
        return found

    def cut(self, norm):
        """Piece ids of a normalised unit, without the cache."""
        if len(norm) > LONGEST:
            return (UNK,)
        out, at = [], 0
        while at < len(norm):
            for end in range(len(norm), at, -1):
                i = self.ids.get(("##" if at else "") + norm[at:end])
                if i is not None:
                    break
            else:
                return (UNK,)
            out.append(i)
            at = end
        return tuple(out)
