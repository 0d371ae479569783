"""Make src/models/names.tsv, the word lists that ship, from the gazetteers: `python3 -m train.names` in src/.

One name a line, sorted by bytes: name, its classes (the codes of src/base/lexicon.h, by ','), and for each class the
name that all its aliases share ("=": this one), by ';'. What is rare or doubtful is left out: a name that is missing
costs little, since the encoder finds names without lists, but a wrong one costs a mistake in every text.
"""
import argparse
import collections
import csv
import importlib.util
import re
from pathlib import Path

CLASSES = ("person company organization model product place event law work group outlet demonym given_m given_f surname "
           "nickname honorific job_title suffix cue shared").split()
SAME = "="

# Common words that the lists hold as short names of firms and models: the whole word is far more often the word.
TOO_COMMON = {w.lower() for w in """
Google parent|Total|Block|Figure|Cruise|Lucid|Aurora|Square|Shift|Match|Gap|Visa|Ball|Best|Trade Desk|The company|Unity|Snap
U.S.|US|UK|House|Treasury|Commission|State|Interior|Justice|Labor|Commerce|Education|Energy|Defense|Agriculture|Transportation|Army
Navy|Marines|Parliament|Congress party|Council|Politburo|Republican|Democrat|Operator|Comet|Pi|Wan|Yi|Flux|Titan|Orca|Nova
Arctic|Hermes|Granite|Falcon|Bloom|Sonar|Luminous|Alpaca|Dolly|Phi|Aya|Clip|Whisper|Dream Machine|Time|Nature|Science|Cell
Fortune|People|Life|Variety|Politico|The Sun|The Week|Information|The Information|Register|The Register|Standard|Mirror
State Department of|INC|AT|AS|BA|BL|BM|IS|OF|IN|OR|ME|OK|HI|OH|PA|MA|LA|AL|ID|DE|CO|MD|VA|MS|MO|MI|IL|SD|ND|NE|NC
""".replace("\n", "|").split("|") if w}

# Facts that the gazetteers leave out.
BY_HAND = [
    ("Democrats", "group", SAME), ("Republicans", "group", SAME), ("Conservatives", "group", SAME), ("Tories", "group", "Conservatives"),
    ("Liberals", "group", SAME), ("Lib Dems", "group", "Liberal Democrats"), ("Dems", "group", "Democrats"), ("Muslims", "group", SAME),
    ("Christians", "group", SAME), ("Jews", "group", SAME), ("Catholics", "group", SAME), ("Hindus", "group", SAME),
    ("Buddhists", "group", SAME), ("Sikhs", "group", SAME), ("Protestants", "group", SAME), ("Kurds", "group", SAME),
    ("Palestinians", "group", SAME), ("Europeans", "group", SAME), ("Africans", "group", SAME), ("Asians", "group", SAME),
    ("Democrat", "group", "Democrats"), ("Republican", "group", "Republicans"),
    ("the Fed", "organization", "Federal Reserve"), ("America", "place", "United States"), ("the States", "place", "United States"),
    ("Britain", "place", "United Kingdom"), ("Great Britain", "place", "United Kingdom"), ("Silicon Valley", "place", SAME),
    ("Wall Street", "place", SAME), ("Hong Kong", "place", SAME), ("Gaza", "place", SAME), ("Gaza Strip", "place", "Gaza"),
    ("Europe", "place", SAME), ("Asia", "place", SAME), ("Africa", "place", SAME), ("Middle East", "place", SAME),
    ("European", "demonym", "Europe"), ("Asian", "demonym", "Asia"), ("African", "demonym", "Africa"),
    ("Medicaid", "law", SAME), ("Medicare", "law", SAME), ("Affordable Care Act", "law", SAME), ("Obamacare", "law", "Affordable Care Act"),
    ("ACA", "law", "Affordable Care Act"), ("General Data Protection Regulation", "law", SAME), ("EU AI Act", "law", SAME),
    ("GDPR", "law", "General Data Protection Regulation"), ("AI Act", "law", "EU AI Act"), ("Digital Markets Act", "law", SAME),
    ("DMA", "law", "Digital Markets Act"), ("Digital Services Act", "law", SAME), ("DSA", "law", "Digital Services Act"),
    ("Clean Air Act", "law", SAME), ("Sherman Act", "law", SAME), ("CHIPS Act", "law", SAME), ("CHIPS and Science Act", "law", "CHIPS Act"),
    ("Inflation Reduction Act", "law", SAME), ("IRA", "law", "Inflation Reduction Act"), ("Paris Agreement", "law", SAME),
    ("First Amendment", "law", SAME), ("Social Security", "law", SAME), ("North American Free Trade Agreement", "law", SAME),
    ("NAFTA", "law", "North American Free Trade Agreement"), ("Olympics", "event", SAME), ("Olympic Games", "event", "Olympics"),
    ("World Cup", "event", SAME), ("Super Bowl", "event", SAME), ("Election Day", "event", SAME), ("Davos", "event", SAME),
    ("World War II", "event", SAME), ("Second World War", "event", "World War II"), ("World War I", "event", SAME),
    ("Brexit", "event", SAME), ("Bible", "work", SAME), ("Quran", "work", SAME), ("Federalist Papers", "work", SAME),
    ("Windows", "product", SAME), ("Android", "product", SAME), ("iPhone", "product", SAME), ("iPad", "product", SAME),
    ("iOS", "product", SAME), ("macOS", "product", SAME), ("Linux", "product", SAME), ("Kubernetes", "product", SAME),
    ("Gmail", "product", SAME), ("Google Maps", "product", SAME), ("Google Search", "product", SAME), ("Chrome", "product", SAME),
    ("Facebook", "product", SAME), ("Instagram", "product", SAME), ("WhatsApp", "product", SAME), ("TikTok", "product", SAME),
    ("Azure", "product", SAME), ("Slack", "product", SAME), ("Tongyi Qianwen", "model", "Qwen"), ("Xbox", "product", SAME), ("PlayStation", "product", SAME),
    ("Bitcoin", "product", SAME), ("Ethereum", "product", SAME), ("Kindle", "product", SAME), ("Model 3", "product", SAME),
]
# Names that well-known people have in another language or spelling.
OTHER_NAMES = {
    "Jensen Huang": "Huang Renxun|Jen-Hsun Huang|Huang Jen-hsun", "Jack Ma": "Ma Yun", "Pony Ma": "Ma Huateng", "Robin Li": "Li Yanhong",
    "Joe Tsai": "Tsai Chung-hsin|Cai Chongxin", "Morris Chang": "Chang Chung-mou|Zhang Zhongmou", "Lisa Su": "Su Tzu-feng|Su Zifeng",
    "Kai-Fu Lee": "Li Kaifu|Lee Kai-fu", "Daniel Zhang": "Zhang Yong", "Eddie Wu": "Wu Yongming", "Richard Liu": "Liu Qiangdong",
    "Terry Gou": "Gou Tai-ming|Guo Taiming", "Volodymyr Zelenskyy": "Volodymyr Zelensky|Volodymyr Zelenskiy", "Vladimir Putin": "Wladimir Putin",
    "Jerry Yang": "Yang Chih-yuan", "Jackie Chan": "Cheng Long", "C. C. Wei": "Wei Che-chia|CC Wei", "Andrew Ng": "Wu Enda",
}

# Names that bodies of many countries bear: a ministry by its MATTERS, a chamber, court or force by its rank alone, a party by its
# creed. The lists give them one owner, who is meant where the article says so: 'Chinese Foreign Ministry'. Not those that in
# English mean one country's unless another is named: 'Congress', 'Department of Justice', 'Democrats'.
MATTERS = ("affairs agriculture commerce culture defence defense education energy environment finance foreign health home "
           "information interior internal justice labor labour planning public science security social sports technology tourism "
           "trade transport transportation treasury welfare work").replace(" ", "|")
RANKS = "central coast constitutional electoral federal high legislative lower national security state supreme upper".replace(" ", "|")
BODIES = "air force|army|assembly|bank|cabinet|commission|council|court|government|guard|house of commons|commons|navy|parliament|police"
CREEDS = ("christian communist conservative green labor labour liberal national people's social socialist workers'"
          ).replace(" ", "|")
MANY_BEAR = re.compile(
    rf"ministry (of|for) (the )?({MATTERS})( (and )?({MATTERS}))*|({MATTERS})( (and )?({MATTERS}))* ministry|"
    rf"(({RANKS}) )*({BODIES})|(({CREEDS}) )+(democratic )?party|({CREEDS})s?|liberal democrats", re.I)
UN_BODIES = ("Security Council",)     # of the United Nations, whatever else is called so

# 'French' is of France, although territories have it too.
DEMONYMS = {"Chinese": "China", "Dutch": "Netherlands", "French": "France"}


class Names:
    """name -> class -> set of links."""

    def __init__(self, folder):
        self.folder = folder
        self.found = collections.defaultdict(lambda: collections.defaultdict(set))

    def rows(self, name):
        with open(self.folder / f"{name}.tsv", encoding="utf-8", newline="") as f:
            for row in csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE):
                yield row["name"].strip(), row["type"], row["canonical"].strip(), row["info"] or ""

    def add(self, name, kind, link):
        fine = name and len(name.encode()) <= 80 and not re.search(r"[\t\n|;]", name) and any(c.isalnum() for c in name)
        if not fine or (len(name) == 1 and kind not in ("model", "product", "company")):
            return
        if kind in ("company", "model", "outlet", "product", "organization") and name.lower() in TOO_COMMON:
            return
        if link and re.search(r"[\t\n;]", link):
            return
        self.found[name][kind].add(SAME if link == name else link)

    def has(self, name, kind):
        return name in self.found and kind in self.found[name]

    def text(self):
        lines = ["name\tclasses\tlinks"]
        for name in sorted(self.found, key=lambda n: n.encode()):
            kinds = sorted(self.found[name], key=CLASSES.index)
            links = []
            for kind in kinds:
                several = sorted(link for link in self.found[name][kind] if link)
                links.append("|".join(several) if kind == "nickname" else several[0] if len(several) == 1 else "")
            lines.append("\t".join((name, ",".join(kinds), ";".join(links).rstrip(";"))).rstrip("\t"))
        return "\n".join(lines) + "\n"


def is_shared(name, link):
    """Is it a name of that kind, or the first letters of one, with or without the small words?"""
    letters = ("".join(word[0] for word in words) for words in (link.split(), re.sub(r" (of|for|the|and)(?= )", "", link).split()))
    return name not in UN_BODIES and bool(
        MANY_BEAR.fullmatch(name) or (MANY_BEAR.fullmatch(link) and name.lower() in (x.lower() for x in letters)))


def facts(info):
    return dict(piece.split("=", 1) for piece in info.split(";") if "=" in piece)


def add_people(names):
    people = {}
    for source in ("people_known", "politicians"):
        for name, _, link, info in names.rows(source):
            people.setdefault(name, (link, facts(info).get("country", "")))
    for name, (link, _) in people.items():
        plain = re.sub(r" [A-Z]\.(?= )", "", link)     # 'Donald J. Trump' is who 'Donald Trump' is
        names.add(name, "person", plain if plain in people else link)
    for name, others in OTHER_NAMES.items():
        names.add(name, "person", name)
        for other in others.split("|"):
            names.add(other, "person", name)


def add_firms(names):
    for name, _, link, info in names.rows("companies"):
        kept = "exchange=" not in info or "sector=" in info   # of the exchanges' lists most are shells
        kept = kept and not names.has(name, "company")       # the best known stand first
        if kept and not name[0].islower() and not name.endswith(" parent"):
            names.add(name, "company", link)
    academic = re.compile(r"univ|institut|academy|college|foundation|national|lab of|school|center|centre|allen|eleuther|laion|hugging", re.I)
    for name, _, link, info in names.rows("ai_labs"):
        if "src=epoch" in info and facts(info).get("models") == "1":
            continue
        kind = "organization" if academic.search(link) else "company"
        if not names.has(name, "company") and not names.has(name, "organization"):   # the firms' list knows better
            names.add(name, kind, link)
    for name, _, link, info in names.rows("media_outlets"):
        names.add(name, "outlet", link)


def add_models(names):
    kinds = {"ai_model": "model", "ai_product": "product", "ai_chip": "product", "software": "product"}
    for name, kind, link, info in names.rows("ai_models"):
        year = facts(info).get("date", "2024")[:4]
        descriptive = re.search(r"[+(,&:/]| with | and |\bLSTM\b|\bRNN\b|\bCNN\b", name) or len(name.split()) > 4
        if kind not in kinds or descriptive or (year.isdigit() and int(year) < 2018) or name.islower() and "src=" in info:
            continue
        if "src=" in info and re.fullmatch(r"[A-Z]?[a-z]+|[A-Z]{2,3}", name):
            continue                                     # a plain word or three letters: seldom that model
        names.add(name, kinds[kind], re.sub(r" \(.*\)$", "", link))


def add_bodies(names):
    for name, kind, link, info in names.rows("government_and_orgs"):
        if kind == "exchange":
            names.add(name, "company", link)
        elif "domain=" not in info or len(name.split()) > 1:
            names.add(name, "organization", link)
            if names.has(name, "organization") and is_shared(name, link):
                names.add(name, "shared", "")


def add_places(names):
    for name, kind, link, info in names.rows("countries"):
        if kind == "demonym" and info == "plural":
            names.add(name, "group", name)
        elif kind == "demonym":
            names.add(name, "demonym", DEMONYMS.get(name, link))
        elif kind != "metonym":
            names.add(name, "place", name if kind == "capital" else link)
    capitals = {n for n, kind, _, _ in names.rows("countries") if kind == "capital"}
    for name, kind, link, info in names.rows("regions"):
        if kind == "demonym":
            names.add(name, "demonym", link)
        elif kind != "us_state_code":
            names.add(name, "place", link)
    sizes = collections.defaultdict(list)
    for name, _, link, info in names.rows("cities"):
        if "pop=" in info:
            sizes[name].append((int(facts(info)["pop"]), link))
        elif len(name) > 3:
            names.add(name, "place", link.split(",")[0])
    for name, places in sizes.items():
        places.sort(reverse=True)
        clear = name in capitals or len(places) == 1 or places[0][0] > 8 * places[1][0]
        names.add(name, "place", name if clear else "")


def census_shares(gender):
    """Given names in capitals -> share of that gender in the US Census of 1990, from the PyPI package 'names' 0.3.0."""
    spec = importlib.util.find_spec("names")
    lines = (Path(spec.origin).parent / f"dist.{gender}.first").read_text(encoding="ascii").splitlines()
    return {line.split()[0]: float(line.split()[1]) for line in lines}


def add_personal_names(names):
    census = {"M": census_shares("male"), "F": census_shares("female")}
    for name, _, _, info in names.rows("given_names"):
        known = {gender: census[gender].get(name.upper(), 0.0) for gender in facts(info).get("gender", "") if gender in census}
        rare = facts(info).get("countries") == "US" and float(facts(info).get("us_pct") or 0) < 0.003
        for gender, share in known.items():
            seldom = share < max(known.values()) / 20             # 'Karl' is a woman's name once in a thousand
            if not rare and not seldom and all(ord(c) < 0x250 for c in name):
                names.add(name, "given_m" if gender == "M" else "given_f", "")
    for name, _, _, info in names.rows("surnames"):
        share = float(facts(info).get("us_pct") or 0)
        if (share >= 0.001 or facts(info).get("countries") != "US") and all(ord(c) < 0x250 for c in name):
            names.add(name, "surname", "")
    for name, _, link, _ in names.rows("nicknames"):
        names.add(name, "nickname", link)


def add_words(names):
    for name, kind, link, _ in names.rows("honorifics"):
        if kind == "honorific":
            names.add(name, "honorific", "")
    for name, kind, link, info in names.rows("job_titles"):
        if kind == "job_title":
            names.add(name, "job_title", facts(info).get("relation", ""))
    for name, kind, _, info in names.rows("legal_suffixes"):
        if kind == "legal_suffix" and all(ord(c) < 0x250 for c in name):
            names.add(name, "suffix", "")
    for name, _, _, _ in names.rows("quote_cues"):
        names.add(name, "cue", "")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--gazetteers", type=Path, default=Path(__file__).resolve().parents[3] / "shared/data/gazetteers")
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parents[1] / "models/names.tsv")
    options = parser.parse_args()
    names = Names(options.gazetteers)
    for add in (add_people, add_firms, add_models, add_bodies, add_places, add_personal_names, add_words):
        add(names)
    for name, kind, link in BY_HAND:
        names.found[name][kind].clear()
        names.add(name, kind, name if link == SAME else link)
    options.out.write_text(names.text(), encoding="utf-8")


if __name__ == "__main__":
    main()
