"""The HTML report in headless Chromium, from a file: search, boxes, sentences behind actors and ties, table, keyboard.

What the page must say is worked out from the network that it was drawn from. Each check is then given a page that was
spoiled where it looks, and must notice that.

Usage: check_report.py NAMEGRAPH FOLDER SCHEMAS ARTICLES
"""
import json
import os
import re
import subprocess
import sys
import unicodedata

import browser
import network_sample

ARTICLES = ("01", "02", "05", "06", "12")
PLANTED = "Zo\u00eb Qu\u00fcnn <img src=x onerror=alert(1)></script>"
HELPERS = """
var all = (css, root) => Array.from((root || document).querySelectorAll(css));
var isSeen = e => { const box = e.getBoundingClientRect(); return box.width + box.height > 0; };
var seen = css => all(css).filter(isSeen);
var keyOf = g => g.id.slice(2);
var nodeAt = key => document.getElementById('n-' + key);
var middle = box => [box.left + box.width / 2, box.top + box.height / 2];
var centre = e => { e.scrollIntoView({ block: 'center', inline: 'center' }); return middle(e.getBoundingClientRect()); };
var boxOf = value => document.querySelector('.tools input[value=' + value + ']');
var clickable = tie => {         /* a point near to a tie's line that nothing else covers */
  tie.scrollIntoView({ block: 'center', inline: 'center' });
  const line = tie.querySelector('.ng-line'), to = line.getScreenCTM(), length = line.getTotalLength();
  const at = where => line.getPointAtLength(where).matrixTransform(to);
  for (let i = 0; i < 36; i++) {
    const where = length * (20 + (i % 2 ? i : -i) / 2) / 40, p = at(where), q = at(where + 1), step = Math.hypot(q.x - p.x, q.y - p.y);
    const x = Math.round(p.x - 4 * (q.y - p.y) / step), y = Math.round(p.y + 4 * (q.x - p.x) / step);
    const hit = document.elementFromPoint(x, y);
    if (hit && hit.closest('.ng-tie') === tie) return [x, y];
  }
  return null;
};
var panel = () => ({
  idle: document.getElementById('detail').classList.contains('idle'),
  title: document.querySelector('#detail h2').textContent,
  ties: all('#detail h3').map(h => {
    const names = all('button', h).map(b => b.textContent), text = h.textContent, quotes = [];
    for (let e = h.nextElementSibling; e && e.tagName === 'BLOCKQUOTE'; e = e.nextElementSibling) {
      const where = e.querySelector('div').textContent;
      quotes.push([e.textContent.slice(0, -where.length || undefined), all('mark', e).map(m => m.textContent), where]);
    }
    return [names[0], names[1], text.slice(text.lastIndexOf(names[1]) + names[1].length), quotes];
  })
});
"""


# What the page must say, from the network.

def key_of(node_id):
    return re.sub(rb"[^A-Za-z0-9.-]", lambda m: b"_%02x" % m[0][0], node_id.encode()).decode()


def fold(text):
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.category(c).startswith("M")).lower()


class Truth:
    def __init__(self, graph, before=None):
        self.edges = graph["edges"]
        tied = {e[end] for e in self.edges for end in ("source", "target")}
        self.nodes = {key_of(n["id"]): n for n in graph["nodes"] if n["id"] in tied}
        self.documents = {d["id"]: d for d in graph["documents"]}
        self.before = before

    def quote(self, proof):
        marks, at = [], 0
        for begin, end in sorted(s for s in (proof["source"], proof["target"]) if s):
            if begin >= at:
                marks.append(proof["text"][begin:end])
                at = end
        document = self.documents[proof["document"]]
        where = (document.get("title") or document["id"]) + (", " + document["date"][:10] if document.get("date") else "")
        return [proof["text"], marks, where]

    def tie(self, edge):
        more = [word for word in (edge.get("status"), edge.get("role")) if word and word != "current"]
        labels = [self.nodes[key_of(edge[end])]["label"] for end in ("source", "target")]
        return [*labels, " (%s)" % ", ".join(more) if more else "", [self.quote(p) for p in edge["evidence"][:12]]]

    def ties(self, fits):
        return sorted(self.tie(e) for e in self.edges if fits({key_of(e["source"]), key_of(e["target"])}, e["kind"]))

    def named(self, words):
        return sorted(k for k, n in self.nodes.items() if any(fold(words) in fold(name) for name in [n["label"], *n["aliases"]]))

    def of_type(self, kind):
        return sorted(k for k, n in self.nodes.items() if n["type"] == kind)


# What the page says.

def click_on(page, css):
    page.click(*page.run("centre(document.querySelector(%s))" % json.dumps(css)))


def click_actor(page, key):
    page.click(*page.run("centre(nodeAt('%s').querySelector('.ng-symbol'))" % key))


def sentences(page):
    return sorted(page.run("panel().ties"))


def rows(page):
    return sorted(page.run("seen('#rank tbody tr').map(r => r.dataset.key)"))


def drawn(page):
    return page.run("seen('.ng-node').map(keyOf)")


def check_search(page, truth):
    """By a part of an alias, in other letters and without accents; Enter shows the first."""
    planted = truth.named("zoe quunn")
    click_on(page, "#search")
    page.type("ZOE Qu\u00fcn")
    assert len(planted) == 1 and rows(page) == planted, "rows found"
    found = page.run("all('.ng-node.found').map(keyOf)")
    assert found == planted, "actors found in the picture"
    widths = page.run("all('.ng-symbol', document.querySelector('.ng-nodes')).map(e => [e.closest('.ng-node').id, "
                      "parseFloat(getComputedStyle(e).strokeWidth)])")
    assert all((width > 2) == (name == "n-" + planted[0]) for name, width in widths), "who is found stands out"
    assert page.run("document.getElementById('found').textContent") == "1 actor found", "how many are found"
    page.press("Enter")
    assert page.run("panel().title") == truth.nodes[planted[0]]["label"], "Enter shows who is found"
    page.run("search.select()")
    page.type("nobody has this name")
    assert rows(page) == [] and page.run("document.getElementById('found').textContent") == "0 actors found", "nobody found"


def check_boxes(page, truth):
    """A box takes its type out of picture and table, and with the actors their ties; or a kind of ties."""
    before, ties = drawn(page), page.run("seen('.ng-tie').length")
    companies = set(truth.of_type("company"))
    click_on(page, "input[value=company]")
    assert rows(page) == sorted(set(truth.nodes) - companies), "rows of other types"
    assert drawn(page) == [k for k in before if k not in companies], "actors of other types"
    ends = page.run("seen('.ng-tie').flatMap(t => [t.dataset.from, t.dataset.to])")
    assert ends and not companies & set(ends), "ties of what is hidden"
    assert page.run("seen('.ng-tie-label').every(l => isSeen(document.getElementById(l.dataset.tie)))"), "their words"
    click_on(page, "input[value=company]")
    assert drawn(page) == before and page.run("seen('.ng-tie').length") == ties, "all are back"
    kinds = {}
    for edge in truth.edges:
        kinds.setdefault(frozenset((key_of(edge["source"]), key_of(edge["target"]))), set()).add(edge["kind"])
    click_on(page, "input[value=speech]")
    left = page.run("seen('.ng-tie').map(t => [t.dataset.from, t.dataset.to, t.dataset.kind])")
    assert 0 < len(left) < ties and all(kinds[frozenset(t[:2])] != {"speech"} and t[2] != "speech" for t in left), "speech hidden"
    first = before[0]
    click_actor(page, first)
    assert sentences(page) == truth.ties(lambda ends, kind: first in ends and kind != "speech"), "sentences of what is left"


def check_actor(page, truth):
    """A click shows every tie of an actor with its sentences and dims the rest."""
    for key in (drawn(page)[0], drawn(page)[3], truth.named("zoe quunn")[0]):
        click_actor(page, key)
        assert page.run("panel().title") == truth.nodes[key]["label"], "name in the panel"
        expected = truth.ties(lambda ends, _: key in ends)
        assert expected and sentences(page) == expected, "sentences of %s" % truth.nodes[key]["label"]
        near = {key_of(e[end]) for e in truth.edges for end in ("source", "target")
                if key in (key_of(e["source"]), key_of(e["target"]))}
        bright = page.run("all('.ng-node').filter(g => getComputedStyle(g).opacity > 0.5).map(keyOf)")
        assert set(bright) == near & set(drawn(page)), "neighbours stand out"
        assert page.run("all('.ng-tie, .ng-tie-label').every(g => { const t = g.dataset.tie ? document.getElementById("
                        "g.dataset.tie) : g; return (getComputedStyle(g).opacity > 0.5) === [t.dataset.from, t.dataset.to]"
                        ".includes('%s'); })" % key), "its ties stand out"
    click_on(page, "#detail .close")
    assert page.run("panel().idle && all('.ng-node, .ng-tie').every(g => getComputedStyle(g).opacity > 0.5)"), "close"


def check_tie(page, truth):
    """A click on a line, or on its words, shows the sentences of that pair."""
    ids = page.run("all('.ng-tie').filter(t => clickable(t)).map(t => t.id)")
    assert len(ids) > 10, "most ties can be clicked on"
    for name in (ids[0], ids[len(ids) // 2], ids[-1]):
        ends = set(page.run("(t => [t.dataset.from, t.dataset.to])(document.getElementById('%s'))" % name))
        page.click(*page.run("clickable(document.getElementById('%s'))" % name))
        expected = truth.ties(lambda pair, _: pair == ends)
        assert expected and sentences(page) == expected, "sentences of a tie"
    click_on(page, "#detail .close")
    click_on(page, ".ng-tie-label")
    tie = page.run("(t => [t.dataset.from, t.dataset.to])(document.getElementById(document.querySelector('.ng-tie-label').dataset.tie))")
    assert sentences(page) == truth.ties(lambda pair, _: pair == set(tie)), "sentences behind words on a line"


def check_table(page, truth):
    """A row for each actor, by rank; a click on a head sorts."""
    table = page.run("seen('#rank tbody tr').map(r => [r.dataset.key, ...Array.from(r.cells).map(c => c.textContent)])")
    assert len(table) == len(truth.nodes), "a row for each actor"
    for place, (key, rank, name, kind, score, mentions, documents) in enumerate(table):
        node = truth.nodes[key]
        assert (name, kind, int(mentions), int(documents)) == (node["label"], node["type"], node["mentions"], node["documents"]), name
        assert int(rank) == place + 1 and float(score) == float("%.3g" % truth.scores[node["id"]]), "rank of " + name
    assert [float(r[4]) for r in table] == sorted((float(r[4]) for r in table), reverse=True), "order of the ranks"
    for column, reverse in ((4, True), (4, False), (4, True), (0, False)):
        click_on(page, "#rank th:nth-child(%d) button" % (column + 1))
        values = page.run("all('#rank tbody tr').map(r => +r.cells[%d].textContent)" % column)
        assert values == sorted(values, reverse=reverse), "sorted by column %d" % column
        states = page.run("all('#rank th').map(h => h.getAttribute('aria-sort')).filter(s => s)")
        assert states == ["descending" if reverse else "ascending"], "what it is sorted by"
    click_on(page, "#rank th:nth-child(2) button")
    assert page.run("(names => names.every((n, i) => !i || new Intl.Collator('en').compare(names[i - 1], n) <= 0))"
                    "(all('#rank tbody tr').map(r => r.cells[1].textContent))"), "sorted by name"
    click_on(page, "#rank tbody tr:nth-child(5) button")
    assert page.run("panel().title === document.querySelector('#rank tbody tr:nth-child(5) button').textContent"), "a row's sentences"


def stops(page, most):
    """Where the tabulator stops, and whether each stop shows that it has the focus."""
    found = []
    page.run("document.activeElement.blur()")
    for _ in range(most):
        page.press("Tab")
        found.append(page.run("(e => [e.classList[0] || e.value || e.closest('th, tr, aside') && e.closest('th, tr, aside').tagName || "
                              "e.tagName, e.id, getComputedStyle(e).outlineStyle !== 'none' || parseFloat(getComputedStyle("
                              "e.querySelector('.ng-line') || e).strokeWidth) >= 5])(document.activeElement)"))
        if found[-1][0] == "TR":
            break
    return found


def check_keyboard(page, truth):
    """All of it without a mouse, and without a hundred stops on the way."""
    way = stops(page, 60)
    names = [name for name, _, _ in way]
    assert way[0][1] == "search" and names[-1] == "TR" and len(way) < 40, "the tabulator's way: %s" % names
    assert "company" in names and "speech" in names and "TH" in names, "boxes and heads of the table"
    assert names.count("ng-node") == 1 and names.count("ng-tie") == 1, "actors and ties are a stop each"
    assert all(shown for _, _, shown in way), "every stop shows that it has the focus"
    order = drawn(page)
    page.run("nodeAt('%s').focus()" % order[0])
    page.press("ArrowRight")
    page.press("ArrowRight")
    page.press("ArrowLeft")
    assert page.run("keyOf(document.activeElement)") == order[1], "arrows go by rank"
    page.press("Enter")
    assert sentences(page) == truth.ties(lambda ends, _: order[1] in ends), "Enter on an actor"
    assert page.run("document.getElementById('detail').contains(document.activeElement)"), "the panel has the focus"
    page.press("Escape")
    assert page.run("panel().idle && keyOf(document.activeElement)") == order[1], "Escape goes back"
    page.run("document.querySelector('.ng-tie[tabindex=\"0\"]').focus()")
    page.press(" ")
    ends = page.run("(t => [t.dataset.from, t.dataset.to])(document.querySelector('.ng-tie[tabindex=\"0\"]'))")
    assert sentences(page) == truth.ties(lambda pair, _: pair == set(ends)), "the space bar on a tie"
    kind = truth.nodes[order[1]]["type"]
    page.run("boxOf('%s').focus()" % kind)
    page.press(" ")
    assert not set(truth.of_type(kind)) & set(drawn(page)), "the space bar on a box"
    assert page.run("all('.ng-node[tabindex=\"0\"]').map(isSeen)") == [True], "the stop is not a hidden actor"
    page.run("document.querySelector('#rank th:nth-child(5) button').focus()")
    page.press("Enter")
    assert page.run("document.querySelector('#rank th:nth-child(5)').getAttribute('aria-sort')") == "descending", "Enter on a head"


def check_windows(page, _):
    """A narrow window does not scroll sideways and shows the sentences; the picture can be made larger."""
    page.resize(390, 800)
    assert page.run("document.documentElement.scrollWidth") <= 390, "a narrow page scrolls sideways"
    assert page.run("document.getElementById('picture').clientWidth") > 340, "the picture is squeezed"
    click_actor(page, drawn(page)[0])
    box = page.run("(b => [b.left, b.right, b.top, b.bottom])(document.querySelector('#detail blockquote').getBoundingClientRect())")
    assert 0 <= box[0] < box[1] <= 390 and 0 < box[2] < 800, "the sentences are out of sight"
    page.resize(1400, 1000)
    before = page.run("document.querySelector('svg').clientWidth")
    click_on(page, ".zoom button:last-child")
    assert page.run("document.querySelector('svg').clientWidth") > before * 1.2, "larger"
    assert page.run("document.documentElement.scrollWidth") <= 1400, "a large picture scrolls in its own box"
    click_on(page, ".zoom button:first-child")
    assert page.run("document.querySelector('svg').clientWidth") == before, "as it was"


def check_looks(page, _):
    """Of the dark style: page and picture are one, words stand out, the browser's own boxes are dark, too."""
    page.run("var light = c => c.match(/[\\d.]+/g).slice(0, 3)"
             ".map(v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)"
             ".reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0)")
    ground = page.run("getComputedStyle(document.body).backgroundColor")
    assert ground == page.run("getComputedStyle(document.querySelector('.ng-background')).fill"), "page and picture differ"
    assert page.run("light('%s')" % ground) < 0.1, "not dark"
    assert page.run("getComputedStyle(document.documentElement).colorScheme") == "dark", "scheme of colours"
    for css in ("body", ".quiet", "#rank td", "#search", "#rank th button"):
        assert page.run("light(getComputedStyle(document.querySelector('%s')).color) + 0.05" % css) > \
            4.5 * (page.run("light('%s')" % ground) + 0.05), "contrast of " + css


def check_quiet(page, truth):
    """Used all over, the page asks for nothing and complains of nothing."""
    for key in drawn(page)[:5]:
        click_actor(page, key)
    page.type("x")
    assert truth.nodes and page.run("document.querySelector('#detail a[href^=\"https://\"]') !== null"), "no link to test"
    complaints = page.complaints()
    assert not complaints, complaints


def check_large(page, truth):
    """More actors than rows: a search finds them; a hub's ties come bit by bit; a line of several kinds goes with all of them."""
    assert page.run("all('#rank tbody tr').length") == 1000 and len(truth.nodes) > 1000, "rows"
    click_on(page, "#search")
    last = min(truth.nodes.values(), key=lambda n: (truth.scores[n["id"]], n["id"]))
    page.type(last["label"])
    assert rows(page) == truth.named(last["label"]), "rows of actors beyond the table"
    page.run("all('#rank tbody tr').find(r => r.dataset.key === '%s').querySelector('button').click()" % key_of(last["id"]))
    assert sentences(page) == truth.ties(lambda ends, _: key_of(last["id"]) in ends), "their sentences"
    hub = drawn(page)[0]
    expected = truth.ties(lambda ends, _: hub in ends)
    click_actor(page, hub)
    assert page.run("all('#detail h3').length") == 40 < len(expected), "the first ties of a hub"
    while page.run("all('#detail button').some(b => b.textContent.startsWith('show '))"):
        page.run("all('#detail button').find(b => b.textContent.startsWith('show ')).click()")
    assert sentences(page) == expected, "all ties of a hub"
    for kind in ("speech", "relations", "coverage"):
        click_on(page, "input[value=%s]" % kind)
    assert page.run("seen('.ng-tie[data-kind=mixed]').length") > 0, "a line of several kinds is hidden with some of them"
    click_on(page, "input[value=cooccurrence]")
    assert page.run("seen('.ng-tie').length") == 0, "a line is left whose kinds are all hidden"


def check_difference(page, truth):
    """Of two networks: what is new, what is gone, each with the sentences of its own side."""
    old = Truth(truth.before)
    for change, word, side in (("added", "new", truth), ("removed", "gone", old)):
        page.click(*page.run("clickable(all('.ng-tie.ng-%s').find(t => clickable(t)))" % change))
        said = [quotes for _, _, more, quotes in page.run("panel().ties") if more.startswith(" (" + word)]
        expected = [quotes for _, _, _, quotes in side.ties(lambda *_: True)]
        assert said and all(quotes in expected for quotes in said), "sentences of what is " + word


# Each check, the page that it is for, and what spoils that page for it: words of the page and what they become.
SAMPLE, LARGE, DARK, DIFFERENCE = "sample", "large", "dark", "difference"
CHECKS = [
    (check_search, SAMPLE, [("normalize('NFKD')", "normalize('NFC')"), (".found .ng-symbol{", ".lost .ng-symbol{"),
                            ("if (e.key === 'Enter' && first)", "if (e.key === 'F1')")]),
    (check_boxes, SAMPLE, [("boxes.forEach(b => b.addEventListener('change'", "boxes.forEach(b => b.addEventListener('focus'"),
                           ("const hasEnds = ", "const hasEnds = true || "), (".off{display:none}", ".off{opacity:.9}"),
                           ("!wordsOf(edges[k]).some(", "!false || (")]),
    (check_actor, SAMPLE, [("drawn.forEach(g => press(", "[].forEach(g => press("), (".dim{opacity:.12}", ".dim{}"),
                           ("e.evidence.forEach(", "e.evidence.slice(1).forEach("), ("near.add(nodes[edges[k].to].key);", ""),
                           ("make('mark', sentence[1].slice(m[0], m[1])", "make('mark', sentence[1].slice(m[0] + 1, m[1])")]),
    (check_tie, SAMPLE, [("line.setAttribute('class', 'ng-hit')", "line.setAttribute('pointer-events', 'none')"),
                         ("labels.forEach(l => press(", "[].forEach(l => press("),
                         ("edges[k].from === b || edges[k].to === b", "edges[k].from === b")]),
    (check_table, SAMPLE, [("<tr data-key=", "<tr hidden data-key="),
                           ("button(words, h, () => sortBy(column))", "make('button', words, h)"),
                           ("old === 'ascending' : number", "false : number"),
                           ("</td><td class=\"number\">1</td>", "</td><td class=\"number\">9</td>")]),
    (check_keyboard, SAMPLE, [("outline:3px solid", "outline:0 none"), ("walk(ties);", ""), ("walk(drawn);", ""),
                              ("e.key !== 'Enter' && e.key !== ' '", "e.key !== 'F1'"), ("e.key === 'Escape'", "e.key === 'F2'"),
                              ("stopAt(list, left.find(g => g.tabIndex === 0) || left[0])", "")]),
    (check_windows, SAMPLE, [("@media(max-width:900px)", "@media(max-width:9px)"), ("zooms, () => zoom(1.3)", "zooms, () => 0"),
                             ("svg.style.width = ", "svg.style.maxWidth = ")]),
    (check_looks, DARK, [("color-scheme:dark", "color-scheme:light"), ("--page:", "--page:#fff;--was:"),
                         ("--quiet:", "--quiet:#333;--was:")]),
    (check_quiet, SAMPLE, [("</header>", "</header><img src='https://example.org/a.png' alt=''>"),
                           ("help();\nconst asked", "console.error('!');help();\nconst asked"),
                           ("default-src 'none'",
                             "img-src *; default-src 'none'\"></meta><img src=\"https://example.org/a.png\" alt=\""),
                           ("'use strict';", "'use strict';\nsetTimeout(() => missing(), 1);")]),
    (check_large, LARGE, [("body.append(...extra);", ""), ("put(end, part);", ""), ("kindsOf.get(g).every(", "kindsOf.get(g).some(")]),
    (check_difference, DIFFERENCE, [("\"change\":\"new\"", "\"change\":\"gone\""), ("more = e.change ? [e.change] : []", "more = []")]),
]


# The pages.

def run(namegraph, *arguments):
    out = subprocess.run([namegraph, *arguments, "-q"], capture_output=True, check=False)
    assert out.returncode in (0, 3), "namegraph %s: %s" % (" ".join(arguments), out.stderr.decode())
    return out.stdout


def add_scores(namegraph, path, truth):
    ranked = run(namegraph, "rank", "--edges", "speech,relations,cooccurrence,coverage",
                 "--status", "current,former,planned,reported,denied",
                 "--by", "strength", "-f", "json", path)
    truth.scores = {item["id"]: item["score"] for item in json.loads(ranked)["ranking"]}


def plant(graph):
    """A name with letters that matter to a page, a sentence with one outside of UTF-16's units, and an address."""
    tied = {}
    for edge in graph["edges"]:
        tied[edge["source"]] = tied.get(edge["source"], 0) + 1
        if edge["evidence"]:
            proof = edge["evidence"][0]
            proof["text"] = "\U0001f600 " + proof["text"]
            for end in ("source", "target"):
                proof[end] = proof[end] and [place + 2 for place in proof[end]]
    node = sorted(graph["nodes"], key=lambda n: -tied.get(n["id"], 0))[4]
    node["aliases"] = [PLANTED]
    node["label"] += " & Sons"
    for document in graph["documents"]:
        document["url"] = "https://example.org/" + document["date"]


def plant_bundle(graph):
    """Ties of every kind between the two that have most: one line stands for all of them."""
    tied = {}
    for edge in graph["edges"]:
        tied[edge["source"]] = tied.get(edge["source"], 0) + 1
    ends = sorted(sorted(tied, key=lambda n: (-tied[n], n))[:2])
    for kind in network_sample.KINDS:
        like = next(e for e in graph["edges"] if e["kind"] == kind)
        graph["edges"] = [e for e in graph["edges"] if (e["source"], e["target"], e["kind"]) != (*ends, kind)]
        graph["edges"].append({**like, "source": ends[0], "target": ends[1]})


def make_pages(namegraph, folder, articles):
    """For each kind of page its file and what it must say."""
    def path(name):
        return os.path.join(folder, name)

    def select(files, out):
        run(namegraph, "graph", "--model", "lists", "--edges", "speech,relations", "-f", "json", "-o", path(out), *files)
        with open(path(out), encoding="utf-8") as text:
            return json.load(text)

    files = [os.path.join(articles, name) for name in sorted(os.listdir(articles)) if name[:2] in ARTICLES]
    graph, old, new = select(files, "graph.json"), select(files[:1], "old.json"), select(files[1:2], "new.json")
    plant(graph)
    large = network_sample.make(1200, 12000, 9)
    plant_bundle(large)
    pages = {}
    for name, data in ((SAMPLE, graph), (LARGE, large)):
        network_sample.save(data, path(name + ".json"))
        run(namegraph, "draw", "--edges", "speech,relations,cooccurrence,coverage", "-o", path(name + ".html"), path(name + ".json"))
        pages[name] = (path(name + ".html"), Truth(data))
        add_scores(namegraph, path(name + ".json"), pages[name][1])
    run(namegraph, "draw", "--style", "dark", "-o", path("dark.html"), path("graph.json"))
    run(namegraph, "diff", "-o", path("difference.html"), path("old.json"), path("new.json"))
    pages[DARK] = (path("dark.html"), Truth(graph))
    pages[DIFFERENCE] = (path("difference.html"), Truth(new, old))
    return pages


def spoil(source, target, old, new):
    with open(source, encoding="utf-8") as text:
        page = text.read()
    assert old in page, "nothing to spoil: " + old
    with open(target, "w", encoding="utf-8") as out:
        out.write(page.replace(old, new))


def notices(chromium, check, path, truth):
    with chromium.open(path) as page:
        try:
            page.run(HELPERS)
            check(page, truth)
        except AssertionError as error:
            return str(error) or "no reason"
    return None


def main():
    namegraph, folder, _, articles = sys.argv[1:5]
    folder = os.path.abspath(folder)
    os.makedirs(folder, exist_ok=True)
    pages = make_pages(namegraph, folder, articles)
    spoiled = os.path.join(folder, "spoiled.html")
    with browser.Browser(folder) as chromium:
        for check, kind, spoils in CHECKS:
            path, truth = pages[kind]
            with chromium.open(path) as page:
                page.run(HELPERS)
                check(page, truth)
                assert not page.complaints(), page.complaints()
            for old, new in spoils:
                spoil(path, spoiled, old, new)
                assert notices(chromium, check, spoiled, truth), "%s does not notice '%s'" % (check.__name__, new)
            print("%s: %s" % (check.__name__[6:], check.__doc__.split("\n")[0]))


if __name__ == "__main__":
    main()
