/*
 * Words of furniture -> what they are: of newspapers' names, of sections, of journalists' roles. Closed lists of common
 * words only; the names of outlets and people that the project knows are those of the word lists. Read by
 * plain_byline.c and plain_outlet.c. Cost: a few searches by halves for each word.
 */
#include "base/unicode.h"
#include "plain_origin.h"

/* Each list in the order of its bytes. */

static const char *const outlet_words[] = {
    "advertiser", "advocate", "agency", "argus", "beacon", "bee", "broadcasting", "bulletin", "chronicle", "citizen",
    "courier", "daily", "diario", "dispatch", "echo", "enquirer", "examiner", "express", "gazette", "globe",
    "guardian", "herald", "ilbo", "independent", "inquirer", "journal", "kurier", "ledger", "magazine", "mail",
    "mercury", "mirror", "monitor", "monthly", "network", "news", "newspaper", "newspapers", "newswire", "observer",
    "post", "press", "quarterly", "radio", "record", "register", "reporter", "review", "sentinel", "shimbun",
    "standard", "star", "sun", "telegraph", "television", "times", "tribune", "tv", "voice", "weekly", "wire",
    "zeitung"
};

static const char *const role_words[] = {
    "agencies", "analyst", "assistant", "associate", "bureau", "chief", "columnist", "contributing", "contributor",
    "contributors", "correspondent", "correspondents", "critic", "deputy", "desk", "editor", "editorial", "editors",
    "fellow", "freelance", "guest", "intern", "journalist", "newsroom", "photographer", "producer", "professor",
    "reporter", "reporters", "senior", "special", "staff", "team", "writer", "writers"
};

static const char *const section_words[] = {
    "about", "account", "ads", "advert", "advertise", "advertisement", "africa", "ai", "alamy", "all", "americas",
    "analysis", "app", "apps", "archive", "archives", "article", "articles", "arts", "asia", "audio", "author",
    "authors", "auto-refresh", "autumn", "aviation", "award", "awards", "banking", "banks", "big", "blog", "bookmark",
    "bookmarks", "books", "breaking", "briefing", "briefs", "business", "camera", "campus", "caption", "careers",
    "cars", "cases", "center", "centre", "championship", "chapter", "chart", "charts", "check", "chess", "city",
    "classifieds", "click", "climate", "college", "column", "columns", "comment", "comments", "communities",
    "community", "companies", "competition", "congress", "contact", "content", "contents", "continue", "cookies",
    "copy", "copyright", "corner", "corporate", "correction", "corrections", "council", "counties", "country",
    "county", "court", "courts", "credit", "cricket", "crime", "crypto", "culture", "daily", "data", "de", "deals",
    "deutsch", "digest", "digital", "district", "docs", "donate", "download", "east", "eastern", "economics",
    "economy", "edition", "editor's", "education", "elections", "email", "en", "end", "ended", "ends", "energy",
    "english", "entertainment", "environment", "episode", "es", "español", "essays", "europe", "evening", "event",
    "events", "exclusive", "explained", "explainer", "explainers", "facebook", "fact", "fall", "faq", "faqs",
    "fashion", "feature", "features", "federal", "feed", "film", "finance", "fintech", "first", "fixtures", "follow",
    "food", "football", "forum", "fr", "français", "free", "full", "gadgets", "gallery", "games", "gaming", "getty",
    "gift", "global", "golf", "government", "graphic", "group", "groups", "guide", "guides", "gulf", "health", "here",
    "highlights", "history", "home", "hot", "house", "how", "hub", "image", "images", "industry", "inn", "insight",
    "instagram", "intelligence", "international", "interview", "interviews", "invest", "investigations", "investing",
    "investor", "issue", "issues", "istock", "jobs", "join", "key", "lab", "labs", "latest", "launch", "launches",
    "law", "learn", "leasing", "legal", "letter", "letters", "life", "lifestyle", "like", "likes", "link", "linkedin",
    "links", "list", "listen", "live", "lives", "local", "log", "logged", "login", "long", "magazine", "main", "map",
    "markets", "masthead", "media", "member", "members", "menu", "metro", "minute", "minutes", "money", "monthly",
    "more", "morning", "most", "motoring", "motorsport", "movies", "music", "must", "nation", "national", "network",
    "networks", "new", "news", "newsletter", "newsletters", "newsroom", "next", "no", "north", "northern", "note",
    "notebook", "notes", "notices", "obituaries", "office", "old", "on", "opinion", "opinion-editorial", "opinions",
    "outdoors", "page", "pages", "panel", "parliament", "part", "partner", "partners", "pdf", "people", "pharma",
    "photo", "photos", "pick", "picks", "picture", "pictures", "pl", "podcast", "podcasts", "point", "points",
    "policy", "politics", "popular", "português", "post", "posted", "posts", "premium", "preps", "press", "pricing",
    "print", "privacy", "private", "pro", "product", "products", "profile", "profiles", "property", "pros", "public",
    "publish", "published", "puzzles", "q&a", "qa", "quarterly", "radio", "read", "reading", "reads", "recommended",
    "region", "regional", "regions", "related", "release", "releases", "replies", "reply", "report", "reportage",
    "reports", "research", "reserved", "resources", "results", "review", "reviews", "rights", "roll", "rss", "rugby",
    "save", "schools", "science", "scores", "search", "season", "second", "section", "security", "senate", "series",
    "share", "shares", "shop", "shopping", "shutterstock", "sign", "sitemap", "skip", "social", "software", "source",
    "sources", "south", "southern", "space", "special", "sponsored", "sport", "sports", "spring", "standards", "start",
    "startup", "startups", "state", "statement", "statements", "states", "status", "stock", "stocks", "stories",
    "story", "style", "subscribe", "subscription", "subscriptions", "summary", "summer", "support", "supreme", "table",
    "tables", "tag", "tags", "takeaways", "tech", "technology", "telecoms", "telegram", "television", "terms", "test",
    "tests", "theatre", "third", "threads", "tips", "to", "today", "top", "topic", "topics", "town", "transcript",
    "transfers", "transport", "transportation", "travel", "trending", "trust", "tv", "tweet", "twitter", "uk",
    "university", "update", "updated", "updates", "us", "usa", "video", "videos", "view", "views", "village", "vol",
    "volume", "watch", "weather", "week", "weekend", "weekly", "welcome", "west", "western", "whatsapp", "winter",
    "wire", "world", "year", "you", "your", "youtube"
};

static const char *const calendar_words[] = {
    "a.m", "aedt", "aest", "ago", "am", "apr", "april", "aug", "august", "bst", "cdt", "cest", "cet", "cst", "ct",
    "day", "days", "dec", "december", "edt", "est", "et", "feb", "february", "fri", "friday", "fridays", "gmt", "hkt",
    "hour", "hours", "ist", "jan", "january", "jst", "jul", "july", "jun", "june", "mar", "march", "may", "mdt", "min",
    "mins", "mon", "monday", "mondays", "mst", "nov", "november", "oct", "october", "p.m", "pdt", "pm", "pst", "pt",
    "sat", "saturday", "saturdays", "sep", "sept", "september", "sgt", "sun", "sunday", "sundays", "thu", "thur",
    "thurs", "thursday", "thursdays", "today", "tomorrow", "tue", "tues", "tuesday", "tuesdays", "uhr", "utc", "wed",
    "wednesday", "wednesdays", "yesterday"
};

static const char *const function_words[] = {
    "a", "about", "after", "all", "also", "although", "an", "and", "any", "are", "as", "at", "be", "because", "before",
    "but", "by", "could", "did", "do", "does", "for", "from", "had", "has", "have", "he", "her", "here", "him", "his",
    "how", "i", "if", "in", "into", "is", "it", "its", "just", "many", "more", "most", "my", "no", "not", "now", "of",
    "off", "on", "once", "one", "only", "or", "our", "out", "over", "she", "should", "so", "some", "such", "than",
    "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "though", "to", "two", "under",
    "until", "up", "was", "we", "were", "what", "when", "where", "which", "while", "who", "whose", "why", "with",
    "would", "you", "your"
};

static const char *const writing_words[] = {
    "analysis", "article", "author", "authors", "by", "byline", "column", "comment", "essay", "interview", "opinion",
    "posted", "report", "reported", "reporting", "review", "reviewed", "story", "text", "words", "writer", "written"
};

static const char *const beside_words[] = {
    "&", "additional", "and", "images", "original", "photo", "photographs", "photography", "photos", "pictures",
    "research", "the", "this", "video"
};

static const char *const honorific_words[] = {
    "dame", "dr", "judge", "lady", "lord", "mr", "mrs", "ms", "prof", "professor", "reporter", "rev", "sir"
};

static const char *const particle_words[] = {
    "'t", "abu", "af", "al", "av", "ben", "bin", "bint", "da", "das", "de", "del", "della", "den", "der", "di", "do",
    "dos", "du", "e", "el", "ibn", "la", "le", "ten", "ter", "van", "von", "y", "zu", "’t"
};

static const char *const legal_words[] = {
    "ab", "ag", "as", "asa", "b.v", "bv", "co", "company", "corp", "corporation", "gmbh", "holdings", "inc", "kft",
    "kg", "l.l.c", "l.p", "limited", "llc", "llp", "lp", "ltd", "n.v", "nv", "oy", "oyj", "plc", "pte", "pty", "s.a",
    "s.p.a", "sa", "sarl", "spa", "srl"
};

static const char *const press_words[] = {
    "ad-free", "advertise", "advertising", "broadcast", "copyright", "disclaimer", "disclosure", "donate", "donation",
    "donations", "edited", "edition", "editions", "est", "imprint", "independent", "issue", "journalism", "listeners",
    "magazine", "masthead", "member", "membership", "newsletter", "newspaper", "newsroom", "nonprofit", "paper",
    "podcast", "printed", "produced", "publication", "publications", "published", "publisher", "publishes", "reader",
    "reader-funded", "reader-supported", "readers", "reserved", "subscribe", "subscriber", "subscribers",
    "subscription", "supported", "supporters", "trademark", "unsubscribe", "volunteers", "website"
};

#define LIST(words, bit) { words, sizeof(words) / sizeof *(words), bit }

static const struct {
    const char *const *words;
    size_t count;
    uint32_t bit;
} lists[] = {
    LIST(outlet_words, NGI_WORD_OUTLET),       LIST(role_words, NGI_WORD_ROLE),
    LIST(section_words, NGI_WORD_SECTION),     LIST(calendar_words, NGI_WORD_CALENDAR),
    LIST(function_words, NGI_WORD_FUNCTION),   LIST(writing_words, NGI_WORD_WRITING),
    LIST(beside_words, NGI_WORD_BESIDE),       LIST(honorific_words, NGI_WORD_HONORIFIC),
    LIST(particle_words, NGI_WORD_PARTICLE),   LIST(legal_words, NGI_WORD_LEGAL),
    LIST(press_words, NGI_WORD_PRESS),
};

static bool is_mark(char c) { return strchr(".,;:!?()[]\"*+", c) != NULL; }

#define WORD_MAX 24u

uint32_t ngi_furniture_word_of(ng_str word)
{
    char lower[WORD_MAX];
    uint32_t bits = 0;
    size_t len = 0;

    while (word.len > 0 && is_mark(word.ptr[0])) word = ngi_str_slice(word, 1, word.len);
    while (word.len > 0 && is_mark(word.ptr[word.len - 1])) word.len--;
    if (ngi_str_ends(word, NGI_LITERAL("'s"))) word.len -= 2;
    else if (ngi_str_ends(word, NGI_LITERAL("’s"))) word.len -= 4;
    if (word.len == 0 || word.len > WORD_MAX) return 0;
    for (len = 0; len < word.len; len++) {
        char c = word.ptr[len];

        lower[len] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (ngi_str_among((ng_str){ lower, len }, lists[i].words, lists[i].count)) bits |= lists[i].bit;
    for (size_t i = word.len; i > 1 && bits == 0; i--)
        if (word.ptr[i - 1] == '-') return ngi_furniture_word_of(ngi_str_slice(word, i, word.len)); /* Post-Dispatch */
    return bits;
}

bool ngi_furniture_next(ng_str text, size_t *at, ng_str *out)
{
    size_t end = *at;

    while (end < text.len && text.ptr[end] != ' ') end++;
    *out = ngi_str_slice(text, *at, end);
    *at = end;
    return out->len > 0;
}

bool ngi_furniture_begins(ng_str line, const char *prefix)
{
    ng_str p = ng_str_from(prefix);

    return line.len >= p.len && ngi_str_equal_nocase(ngi_str_slice(line, 0, p.len), p);
}

bool ngi_furniture_is_generic(ng_str text)
{
    const uint32_t common = NGI_WORD_ROLE | NGI_WORD_SECTION | NGI_WORD_CALENDAR | NGI_WORD_FUNCTION | NGI_WORD_BESIDE;
    ng_str word;

    while (ngi_str_next(&text, ' ', &word)) {
        if (word.len == 0 || !ngi_char_is_letter(ngi_char_at(word, 0))) continue;
        if (!(ngi_furniture_word_of(word) & common)) return false;
    }
    return true;
}

bool ngi_furniture_has(ng_str text, uint32_t bits)
{
    ng_str word;

    while (ngi_str_next(&text, ' ', &word))
        if (ngi_furniture_word_of(word) & bits) return true;
    return false;
}

bool ngi_furniture_is_capitals(ng_str text)
{
    for (size_t at = 0; at < text.len;)
        if (ngi_char_is_lower(ngi_char_next(text, &at))) return false;
    return true;
}

/* Bytes of what parts a line at a byte: a bar or dot anywhere, a dash or stroke between spaces, wide space. */
static size_t separator_at(ng_str line, size_t i)
{
    static const char *const anywhere[] = { "|", "·", "•", "›", "»", "▸", "→", "¦", "▪", "∙", "\t" };
    static const char *const spaced[] = { " / ", " - ", " – ", " — ", " > ", " // ", "   " };
    ng_str rest = ngi_str_slice(line, i, line.len);

    for (size_t s = 0; s < sizeof anywhere / sizeof *anywhere; s++)
        if (ngi_str_starts(rest, ng_str_from(anywhere[s]))) return strlen(anywhere[s]);
    for (size_t s = 0; s < sizeof spaced / sizeof *spaced; s++)
        if (ngi_str_starts(rest, ng_str_from(spaced[s]))) return strlen(spaced[s]);
    if (ngi_str_starts(rest, NGI_LITERAL("  "))) return 2;
    return 0;
}

size_t ngi_furniture_cut(ng_str line, ng_str *out)
{
    size_t count = 0, begin = 0;

    for (size_t i = 0; i <= line.len && count < NGI_SEGMENTS_MAX; i++) {
        bool last = i == line.len || count + 1 == NGI_SEGMENTS_MAX;
        size_t width = last ? 0 : separator_at(line, i);

        if (!last && !width) continue;
        out[count] = ngi_str_trim(ngi_str_slice(line, begin, last ? line.len : i));
        count += out[count].len > 0;
        begin = i + width;
        if (last) break;
        i = begin - 1;
    }
    return count;
}
