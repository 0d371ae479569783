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
    ("Tongyi Qianwen", "model", "Qwen"),
]
# Widely known names of events, laws, works and products, `alias=name` where it has a fuller one. Not those that are as often
# something else ('Her', 'Signal', 'Word').
KNOWN = {
    "event": """
        World War I|World War II|WWI=World War I|WWII=World War II|First World War=World War I|Second World War=World War II|Cold War
        Great Depression|Industrial Revolution|French Revolution|American Revolution|Russian Revolution|Cultural Revolution|Arab Spring
        Velvet Revolution|Orange Revolution|Holocaust|Vietnam War|Korean War|Gulf War|Iraq War|Falklands War|Spanish Civil War
        American Civil War|Six-Day War|Yom Kippur War|Crimean War|Boer War|Black Death|Great Fire of London|Boston Tea Party|Brexit
        Watergate|Black Monday|Bloody Sunday|Prague Spring|D-Day|Hurricane Katrina|Hurricane Sandy|Hurricane Harvey|Hurricane Maria
        Hurricane Ian|Hurricane Helene|Hurricane Milton|Election Day|Super Tuesday|Iowa caucuses|State of the Union|Inauguration Day
        Davos|Munich Security Conference|Paris Peace Conference|Yalta Conference|Earth Summit|Web Summit|AI Safety Summit
        AI Action Summit|AI Impact Summit|World AI Conference=World Artificial Intelligence Conference|WAIC=World Artificial Intelligence Conference
        World Artificial Intelligence Conference|World Internet Conference|CES=Consumer Electronics Show|Consumer Electronics Show
        Mobile World Congress|MWC=Mobile World Congress|Google I/O|Worldwide Developers Conference|WWDC=Worldwide Developers Conference
        GTC=GPU Technology Conference|GPU Technology Conference|Computex|SIGGRAPH|NeurIPS|ICML|ICLR|CVPR|ECCV|ICCV|Interspeech
        Hot Chips|Supercomputing Conference|TechCrunch Disrupt|Slush|VivaTech|South by Southwest|SXSW=South by Southwest|Burning Man
        re:Invent|Black Hat USA|DEF CON|Gamescom|Tokyo Game Show|Electronic Entertainment Expo|E3=Electronic Entertainment Expo|Comic-Con
        Frankfurt Book Fair|London Book Fair|Hannover Messe|Farnborough Airshow|Paris Air Show|Dubai Airshow|Geneva Motor Show|Auto Shanghai
        Canton Fair|Expo 2020|Expo 2025|Expo 2030|Oktoberfest|Mardi Gras|Rio Carnival|Edinburgh Festival|Edinburgh Fringe|Glastonbury
        Glastonbury Festival=Glastonbury|Coachella|Lollapalooza|Woodstock|Roskilde Festival|Tomorrowland|Eurovision=Eurovision Song Contest
        Eurovision Song Contest|Academy Awards|Oscars=Academy Awards|Grammys=Grammy Awards|Grammy Awards|Emmys=Emmy Awards|Emmy Awards
        Golden Globes|Tony Awards|Met Gala|Cannes Film Festival|Venice Film Festival|Sundance Film Festival|Berlinale|Toronto Film Festival
        Venice Biennale|Documenta|Art Basel|London Fashion Week|Paris Fashion Week|Milan Fashion Week|New York Fashion Week
        Olympics|Olympic Games=Olympics|Summer Olympics|Winter Olympics|Paralympics|Paralympic Games=Paralympics|Commonwealth Games|Asian Games
        World Cup|Women's World Cup|Rugby World Cup|Cricket World Cup|Club World Cup|Super Bowl|World Series|Stanley Cup|March Madness
        Ryder Cup|Masters Tournament|U.S. Open|US Open=U.S. Open|Australian Open|French Open|Roland Garros=French Open|Wimbledon
        Tour de France|Giro d'Italia|Vuelta a España|Grand National|Kentucky Derby|Six Nations|Copa América|Euro 2020|Euro 2024|Euro 2028
        Africa Cup of Nations|Asian Cup|FA Cup|Davis Cup|America's Cup|Indianapolis 500|Daytona 500
        Monaco Grand Prix|British Grand Prix|Boston Marathon|London Marathon|New York City Marathon|Berlin Marathon|Kumbh Mela|Hajj
        COP15|COP16|COP17|COP18|COP19|COP20|COP21|COP22|COP23|COP24|COP25|COP26|COP27|COP28|COP29|COP30|COP31|COP32|COP33|COP34|COP35""",
    "law": """
        First Amendment|Second Amendment|Fourth Amendment|Fifth Amendment|Tenth Amendment|14th Amendment|Fourteenth Amendment=14th Amendment
        25th Amendment|Bill of Rights|Magna Carta|Article 50|Section 230|Section 702|Title IX|Medicaid|Medicare|Social Security|Obamacare=Affordable Care Act
        Affordable Care Act|ACA=Affordable Care Act|Inflation Reduction Act|IRA=Inflation Reduction Act|CHIPS Act|CHIPS and Science Act=CHIPS Act
        Infrastructure Investment and Jobs Act|American Rescue Plan|One Big Beautiful Bill Act|One Big Beautiful Bill=One Big Beautiful Bill Act
        Green New Deal|New Deal|Voting Rights Act|Civil Rights Act|Fair Housing Act|Americans with Disabilities Act|Equal Rights Amendment
        Patriot Act|Espionage Act|Insurrection Act|Jones Act|Posse Comitatus Act|Sherman Act|Clayton Act|Dodd-Frank|Dodd-Frank Act=Dodd-Frank
        Glass-Steagall|Sarbanes-Oxley|Sarbanes-Oxley Act=Sarbanes-Oxley|Securities Act|Securities Exchange Act|Defense Production Act
        Foreign Agents Registration Act|FARA=Foreign Agents Registration Act|Foreign Intelligence Surveillance Act|FISA=Foreign Intelligence Surveillance Act
        Freedom of Information Act|FOIA=Freedom of Information Act|HIPAA|COPPA|KOSA=Kids Online Safety Act|Kids Online Safety Act|TAKE IT DOWN Act
        GENIUS Act|CLARITY Act|NO FAKES Act|Lanham Act|Copyright Act|Digital Millennium Copyright Act|DMCA=Digital Millennium Copyright Act
        Clean Air Act|Clean Water Act|Endangered Species Act|National Environmental Policy Act|Antiquities Act|Controlled Substances Act
        Alien Enemies Act|Laken Riley Act|SAVE Act|Dream Act|DACA|War Powers Resolution|Electoral Count Act|Hatch Act|Logan Act|Taft-Hartley Act
        Export Control Reform Act|Uyghur Forced Labor Prevention Act|National Security Law|Cybersecurity Law|Data Security Law
        General Data Protection Regulation|GDPR=General Data Protection Regulation|EU AI Act|AI Act=EU AI Act|Digital Markets Act|DMA=Digital Markets Act
        Digital Services Act|DSA=Digital Services Act|Data Act|Data Governance Act|Cyber Resilience Act|NIS2|ePrivacy Directive|Copyright Directive
        European Green Deal|European Chips Act|Critical Raw Materials Act|Net-Zero Industry Act|Online Safety Act|Human Rights Act|Equality Act
        Investigatory Powers Act|Data Protection Act|Climate Change Act|Rwanda Bill|Good Friday Agreement|Windsor Framework|Northern Ireland Protocol
        SB 1047|SB 53|Proposition 13|California Consumer Privacy Act|CCPA=California Consumer Privacy Act|Illinois Biometric Information Privacy Act
        Paris Agreement|Kyoto Protocol|Montreal Protocol|Geneva Conventions|Genocide Convention|Chemical Weapons Convention|Outer Space Treaty
        Antarctic Treaty|Nuclear Non-Proliferation Treaty|New START|START I|INF Treaty|Treaty of Versailles|Treaty of Rome|Maastricht Treaty
        Lisbon Treaty|Treaty of Lisbon=Lisbon Treaty|Schengen Agreement|Dayton Agreement|Minsk agreements|Oslo Accords|Camp David Accords
        Abraham Accords|Budapest Memorandum|North American Free Trade Agreement|NAFTA=North American Free Trade Agreement
        USMCA=United States-Mexico-Canada Agreement|United States-Mexico-Canada Agreement|Trans-Pacific Partnership|Roe v. Wade
        Brown v. Board of Education|Dobbs v. Jackson Women's Health Organization|Citizens United v. FEC|Marbury v. Madison
        Miranda v. Arizona|Obergefell v. Hodges|Chevron v. NRDC|Korematsu v. United States""",
    "work": """
        Bible|Quran|Koran=Quran|Torah|Talmud|Old Testament|New Testament|Bhagavad Gita|Federalist Papers|Declaration of Independence
        Communist Manifesto|Das Kapital|Wealth of Nations=The Wealth of Nations|The Wealth of Nations|On the Origin of Species|The Art of War
        Aeneid|Divine Comedy|Don Quixote|Paradise Lost|Macbeth|King Lear|Othello|Romeo and Juliet|Moby-Dick|War and Peace
        Anna Karenina|Crime and Punishment|Les Misérables|Madame Bovary|Nineteen Eighty-Four|Animal Farm|Brave New World|Fahrenheit 451
        The Great Gatsby|To Kill a Mockingbird|Pride and Prejudice|Jane Eyre|Wuthering Heights|Great Expectations|Frankenstein|Dracula
        The Lord of the Rings|The Hobbit|Harry Potter|Game of Thrones|The Handmaid's Tale|Neuromancer|I, Robot
        The Hitchhiker's Guide to the Galaxy|Atlas Shrugged|Silent Spring|A Brief History of Time|The Coming Wave
        Mona Lisa|Guernica|The Starry Night|Sistine Chapel ceiling|The Magic Flute|The Marriage of Figaro|La Traviata|Swan Lake
        The Nutcracker|Ode to Joy|The Rite of Spring|The Phantom of the Opera|Bohemian Rhapsody|Abbey Road
        Star Wars|Star Trek|Doctor Who|The Matrix|The Terminator|Blade Runner|2001: A Space Odyssey|Jurassic Park
        The Godfather|Citizen Kane|Casablanca|Black Mirror|Squid Game|Stranger Things|Breaking Bad|The Simpsons|South Park
        Sesame Street|Saturday Night Live|The Daily Show|The Tonight Show|The Late Show|60 Minutes|Meet the Press|Face the Nation
        Good Morning America|Fox & Friends|Morning Joe|Newsnight|Desert Island Discs|Top Gear|Jeopardy!|Shark Tank
        The Joe Rogan Experience|Joe Rogan Experience=The Joe Rogan Experience|Lex Fridman Podcast|All-In Podcast|Hard Fork|Dwarkesh Podcast|Pod Save America
        This American Life|Stratechery|ChinaTalk|Sinocism|Platformer|Import AI|Attention Is All You Need|The Bitter Lesson
        Techno-Optimist Manifesto|AI 2027|Mueller report|Chilcot report|Pentagon Papers|Panama Papers
        Paradise Papers|Pandora Papers|Draghi report|Beveridge Report""",
    "product": """
        Windows|Android|iOS|iPadOS|macOS|ChromeOS|Linux|Ubuntu|Fedora|Debian|HarmonyOS|Kubernetes|Docker Desktop|PostgreSQL|MySQL|SQLite|MongoDB Atlas
        PyTorch|TensorFlow|JAX|LangChain|LlamaIndex|vLLM|llama.cpp|Ollama|CUDA|ROCm|GitHub Copilot|Microsoft Copilot|Copilot|Copilot+
        Microsoft 365|Microsoft Office|Microsoft Teams|Microsoft Word|Microsoft Excel|PowerPoint|Google Docs|Google Drive|Google Workspace
        Gmail|Google Maps|Google Search|Google Translate|Google Photos|Google Cloud|Google Assistant|Google Earth|AI Overviews|AI Mode|NotebookLM|Gemini Live
        Chrome|Firefox|Microsoft Edge|Azure|AWS Bedrock|Amazon Bedrock|Amazon Q|Alexa|Alexa+|Siri|Apple Intelligence|iCloud|FaceTime|iMessage|App Store
        Google Play|iPhone|iPhone 15|iPhone 16|iPhone 17|iPad|iPad Pro|MacBook|MacBook Pro|MacBook Air|iMac|Apple Watch|AirPods|Apple TV|Vision Pro|Apple Vision Pro=Vision Pro
        Galaxy S24|Galaxy S25|Galaxy Z Fold|Pixel 9|Pixel 10|Surface Pro|Kindle|Fire TV|Echo Dot|Roomba|GoPro|Chromebook|ThinkPad|Raspberry Pi
        Ray-Ban Meta|Meta Quest|Quest 3|Oculus Rift|HoloLens|Google Glass|Xbox|PlayStation|PlayStation 5|Nintendo Switch|Switch 2|Steam Deck|Game Boy
        Minecraft|Fortnite|Grand Theft Auto|Call of Duty|Pokémon Go|World of Warcraft|FIFA 23|Tetris|Candy Crush
        Facebook|Instagram|WhatsApp|TikTok|Douyin|WeChat|Xiaohongshu|RedNote|Snapchat|YouTube|YouTube Shorts|YouTube Music
        Truth Social|Slack|Apple Music|Apple Pay|Google Pay|Alipay|WeChat Pay|Kindle Unlimited|Disney+|Apple TV+
        Photoshop|Adobe Firefly|Premiere Pro|AutoCAD|Notion AI|Claude Code|Codex|ChatGPT|ChatGPT Enterprise|ChatGPT Plus|ChatGPT Pro|ChatGPT Atlas
        Claude Cowork|Perplexity Comet|Devin|Replit Agent|Grokipedia|OpenStreetMap
        H100|H200|H20|H800|A100|A800|B100|B200|B300|GB200|GB300|GeForce|GeForce RTX|Jetson|Instinct MI300|MI300X|MI325X|MI350|MI355X|Epyc|Ryzen|Xeon
        Core Ultra|Snapdragon|Kirin 9000S|Ascend 910B|Ascend 910C|TPU|Trainium|Trainium2|Inferentia|Maia 100|Graviton|Gaudi 3|DGX|DGX Spark
        Autopilot|Full Self-Driving|Cybertruck|Cybercab|Model 3|Model S|Model X|Model Y|Powerwall|Megapack|F-150|F-150 Lightning|Mustang Mach-E
        Corolla|Prius|Camry|Golf GTI|ID.3|ID.4|ID. Buzz|Ioniq 5|Mini Cooper|Fiat 500|Transit van|Land Rover Defender
        Boeing 737|737 MAX|737 MAX 9|787 Dreamliner|Dreamliner=787 Dreamliner|Boeing 777|Airbus A320|A320neo|A350|A380|Concorde|Starliner|Starlink|Starship|Falcon 9|Falcon Heavy
        Crew Dragon|New Shepard|New Glenn|Ariane 6|Artemis I|Space Shuttle|Sputnik|Hubble Space Telescope|James Webb Space Telescope
        F-16|F-35|F-22|B-2|B-52|MQ-9 Reaper|Bayraktar TB2|HIMARS|ATACMS|Leopard 2|M1 Abrams|Iron Dome|Storm Shadow|AK-47
        Ozempic|Wegovy|Mounjaro|Zepbound|Paxlovid|Humira|Keytruda|Viagra|Prozac|Tylenol|OxyContin|Valium|Botox|EpiPen|Comirnaty|Spikevax|Leqembi|Aduhelm
        Bitcoin|Ethereum|Dogecoin|Diet Coke|Big Mac|Nutella|Rubik's Cube""",
}
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


def known():
    """KNOWN as rows of BY_HAND."""
    entries = [(entry.strip(), kind) for kind, text in KNOWN.items() for entry in text.replace("\n", "|").split("|") if entry.strip()]
    return [(entry.split("=")[0], kind, entry.split("=")[-1]) for entry, kind in entries]


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
    for name, kind, link in BY_HAND + known():
        names.found[name][kind].clear()
        names.add(name, kind, name if link == SAME else link)
    options.out.write_text(names.text(), encoding="utf-8")


if __name__ == "__main__":
    main()
