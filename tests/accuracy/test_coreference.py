"""The scores of coreference.py on examples computed by hand."""
import itertools
import random
import unittest

import coreference as c

KEY = [{"a", "b", "c"}, {"d", "e", "f", "g"}]
SAID = [{"a", "b"}, {"c", "d"}, {"f", "g", "h", "i"}]


class Figures(unittest.TestCase):
    def test_by_hand(self):
        """MUC: of the 2 + 3 links of the key 1 + 1 are kept, of the 1 + 1 + 3 said 1 + 0 + 1 are right. B-cubed: recall
        (4/3 + 1/3 + 1/4 + 4/4) / 7, precision (2 + 1/2 + 1/2 + 1) / 8. CEAF-e: the best alignment gives 4/5 + 4/8."""
        s = c.Scores()
        s.add(KEY, SAID)
        figures = s.figures()
        for name, precision, recall in (("MUC", 2 / 5, 2 / 5), ("B-cubed", 4 / 8, 35 / 12 / 7), ("CEAF-e", 1.3 / 3, 1.3 / 2)):
            self.assertAlmostEqual(figures[name][0], precision, msg=name)
            self.assertAlmostEqual(figures[name][1], recall, msg=name)
        self.assertAlmostEqual(figures["mean"][2], (0.4 + 10 / 22 + 0.52) / 3)

    def test_the_same(self):
        s = c.Scores()
        s.add(KEY, KEY)
        self.assertEqual({f for _, _, f in s.figures().values()}, {1.0})

    def test_documents_are_added_up(self):
        s = c.Scores()
        s.add([{1, 2}], [{1, 2}])
        s.add([{1, 2, 3, 4}], [])
        self.assertEqual(s.figures()["MUC"][:2], (1.0, 0.25))

    def test_alignment(self):
        """The greedy choice of 5 leaves 1; the best takes 4 and 4. Then random matrices against all permutations."""
        self.assertEqual(c.best_alignment([[5, 4], [4, 1]]), 8)
        draw = random.Random(3)
        for _ in range(200):
            rows, columns = draw.randint(1, 4), draw.randint(4, 6)
            gain = [[draw.randint(0, 9) / 3 for _ in range(columns)] for _ in range(rows)]
            best = max(sum(gain[i][p[i]] for i in range(rows)) for p in itertools.permutations(range(columns), rows))
            self.assertAlmostEqual(c.best_alignment(gain), best)


class Mentions(unittest.TestCase):
    def test_text(self):
        text, offs = c.join_tokens(["Ann", "'s", "dog", "(", "old", ")", "said", "``", "no", "''", "."])
        self.assertEqual(text, "Ann's dog (old) said “no”.")
        self.assertEqual([text[b:e] for b, e in offs][:3], ["Ann", "'s", "dog"])

    def test_kinds(self):
        self.assertEqual([c.kind_of(w.split()) for w in ("She", "Bank of America", "the bank", "The US")],
                         ["pronoun", "name", "nominal", "name"])

    def test_same_mention(self):
        """'the Fed' and 'Fed' are one; 'Smith' is 'Mr. Smith' unless both are said; 'Georgia' is no 'University of Georgia'."""
        key = [{(0, 9): "name"}, {(20, 41): "name", (34, 41): "name"}]
        self.assertEqual(c.bare("the Fed's plan", 0, 9), (4, 7))
        self.assertEqual(c.as_in_key(key, [{(4, 9): "name"}, {(20, 41): "name"}, {(34, 41): "name"}]), [{(0, 9)}, {(20, 41)}, {(34, 41)}])

    def test_names_apart(self):
        """An entity of pronouns alone is no fault of one who looks for names; one mention alone is no entity here."""
        scores = {name: c.Scores() for name in c.TITLES}
        key = [{(0, 3): "name", (5, 7): "pronoun"}, {(10, 12): "pronoun", (14, 16): "pronoun"}, {(20, 25): "name"}]
        c.score_document(scores, key, [{(0, 3): "name", (5, 7): "pronoun", (10, 12): "pronoun"}, {(20, 25): "name"}])
        self.assertEqual(scores["all"].figures()["MUC"][:2], (0.5, 0.5))
        self.assertEqual(scores["named"].figures()["MUC"][:2], (1.0, 1.0))
        self.assertEqual(scores["linking"].key, 2)


if __name__ == "__main__":
    unittest.main()
