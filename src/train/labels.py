"""The labels of all heads, in the order of the weight file, and the table of tags that a training label allows."""
import numpy as np

TYPES = ("person", "company", "organization", "model", "product", "place", "event", "law", "work", "group")
UNKNOWN_TYPE = 10
TAGS = ("O", *(p + t for t in TYPES for p in ("B-", "I-")))
REF_TAGS = ("O", "B-nominal", "I-nominal", "B-pronoun", "I-pronoun")
SPEECH_TAGS = ("O", "B-direct", "I-direct", "B-indirect", "I-indirect", "B-cue", "I-cue")
RELATIONS = ("founder_of", "leads", "works_for", "member_of", "owns", "acquires", "invests_in", "develops", "uses",
             "based_on", "partners_with", "competes_with", "supports", "opposes", "sues", "regulates", "appoints",
             "removes", "family_of", "meets", "educated_at", "located_in", "part_of")
SYMMETRIC = frozenset(("partners_with", "competes_with", "family_of", "meets"))
STATUS = ("current", "former", "planned", "reported", "denied")
NAME, NOMINAL, PRONOUN = 0, 1, 2

PRONOUN_CLASSES = ("he him his himself", "she her hers herself", "it its itself", "they them their theirs themselves",
                   "i me my mine myself", "we us our ours ourselves", "you your yours", "who whom whose which that")
PRONOUN_CLASS = {w: k for k, words in enumerate(PRONOUN_CLASSES) for w in words.split()}
OTHER_PRONOUN, THE_NOMINAL, OTHER_NOMINAL = 8, 9, 10


def reference_class(kind, norms):
    """Class 0..10 of a referring expression, from its kind and the normalised units."""
    if kind == PRONOUN:
        return PRONOUN_CLASS.get(norms[0], OTHER_PRONOUN) if len(norms) == 1 else OTHER_PRONOUN
    return THE_NOMINAL if norms[0] == "the" else OTHER_NOMINAL


class Allowed:
    """Rows of allowed tags: a training label names a set of tags, and the loss sums over the set."""

    def __init__(self):
        self.rows, self.index = [], {}
        for tag in range(len(TAGS)):       # row k < 21: just tag k
            self.row({tag})

    def row(self, tags):
        """Number of the row that allows exactly these tags."""
        key = frozenset(tags)
        if key not in self.index:
            self.index[key] = len(self.rows)
            self.rows.append(key)
        return self.index[key]

    def table(self):
        """bool [rows, 21]"""
        out = np.zeros((len(self.rows), len(TAGS)), bool)
        for k, tags in enumerate(self.rows):
            out[k, list(tags)] = True
        return out


def tag_of(prefix, kind):
    """Index of a tag, from 'B' or 'I' and a type's name."""
    return 1 + 2 * TYPES.index(kind) + (prefix == "I")
