/*
 * Is a text English, and if not, what? Scripts tell most of the world's languages apart; those in Latin letters are
 * told by their most frequent words, counted each by the share of languages that have it, with letters that English
 * lacks as a second witness (word lists as in Grefenstette 1995; trigrams gain nothing at the length of a headline
 * once the words are there). In doubt a text is English: names alone belong to no language. Cost: linear in the first
 * 16 kB.
 */
#include "base/unicode.h"
#include "ingest_impl.h"

#define SAMPLE 16384u
#define LETTERS_MIN 40u      /* below, nothing is said */

/* Frequent words by language, English first. */
static const struct {
    const char *code, *words;
} languages[] = {
    { "en",
      " the of and to in a is that for it was on with as are by at from be this have an has its "
      "which their will been but not they were or had his her who would said more about after "
      "also than other new one when up out can could into over what there you we he she if all "
      "my your how why so do did says may most no just some first two years people year under "
      "against during since while between amid through before three four now many company market "
      "week month day time stock deal chief state court plan "
      "s president minister government million war due man men end pro " },
    { "de",
      " der die und das den von zu ist nicht ein eine mit sich des auf für dem im auch als es "
      "an werden aus hat dass sie nach wird bei einer um am sind noch wie einem über so zum "
      "war haben nur oder aber vor zur bis mehr durch man ich wir ihr seine gegen unter vom "
      "kann wurde sein "
      "unternehmen regierung jahr millionen präsident neue neuen soll sollen " },
    { "fr",
      " le la les de des et en un une du est que dans pour qui sur au par pas plus avec ce il "
      "ne se sont aux son cette ont mais comme ou nous leur été sa elle être deux selon "
      "après fait ces aussi entre sans avait tout ses leurs vous très était ils d l "
      "gouvernement entreprise année président millions nouveau nouvelle pays " },
    { "es",
      " el la los las de que y en un una por con para del se su al lo como más es no fue han "
      "sus este esta pero ha sobre entre según son desde también hasta años cuando muy sin "
      "ser tras dos hay donde contra todo esto porque ya durante o le "
      "gobierno empresa año presidente dijo millones próximo nueva nuevo país " },
    { "it",
      " il la di che e un una per in del della con non sono è da le i gli al dei si più nel "
      "come anche ha alla su questo delle ma lo dal nella stato dopo anni essere tra hanno ai "
      "questa degli sua suo due all dell era cui ci "
      "governo azienda presidente milioni nuovo nuova paese parte prima " },
    { "pt",
      " o a os as de que e do da em um uma para com não por no na dos das ao se mais como foi "
      "são é mas pelo pela sua seu ou entre também após até já ser ele ela segundo sobre "
      "anos tem nos está isso muito quando há "
      "próximo diz vai empresa governo ano milhões presidente disse brasil " },
    { "nl",
      " de het een van en in is dat op te voor met zijn niet aan er die om ook als bij naar "
      "door over uit maar heeft worden deze nog dan wordt werd tot zich kan meer geen wel moet "
      "hij ze was al hebben jaar volgens onder tegen "
      "bedrijf regering miljoen president nieuwe zal gaat " },
    { "sv",
      " och att det i en som är på av för med den till inte har de om ett var kan men från "
      "så efter vid ska också enligt under eller sig mot nu hade när än över mellan blir "
      "alla år inom "
      "bolaget regeringen miljoner ny nya säger året " },
    { "da",
      " og at det i en som er på af for med den til ikke har de om et var kan men fra så "
      "efter ved skal også ifølge eller sig mod nu havde når end over mellem bliver alle "
      "år hun han blev jeg vi der "
      "regeringen millioner nye siger året selskabet " },
    { "pl",
      " w i na z do nie się że to jest o jak po za od przez dla ale co są który która "
      "które oraz ma przy być już tym tego może jego także był były roku jej tak czy ze "
      "będzie latach "
      "rząd firma prezydent milionów nowy nowa polska " },
    { "tr",
      " ve bir bu da de için ile olarak olan çok daha gibi sonra kadar en ne var göre ancak "
      "ise değil her oldu olduğunu yeni iki ya yıl üzere türkiye dedi büyük ki mi "
      "tarafından kendi diye "
      "hükümet şirket milyon yıl başkan yeni günü " },
    { "id",
      " yang dan di untuk dengan dari pada ini itu ke dalam tidak adalah akan juga telah oleh "
      "sebagai ada bisa karena lebih tersebut mereka kata saat tahun atau sudah kami dapat "
      "para bahwa secara menjadi "
      "perusahaan pemerintah presiden baru juta " },
    { "ro",
      " și de la în a cu pe nu că o este un mai din pentru care au al ale fost sunt s ce lui "
      "prin după dar sau fi până acest această fără între către când "
      "guvernul companie președintele milioane nou " },
    { "cs",
      " a v se na je že o s z do i to k ve pro za by ale jako po jsou od jeho podle které "
      "který také už při byl bylo však nebo jen roku která měl bude "
      "vláda firma prezident milionů nový " },
    { "fi",
      " ja on ei se että oli ovat mutta myös kun hän sen joka niin mukaan kuin tai vuoden "
      "ole olla vain jo mitä nyt sitä ollut sekä jos voi vielä kanssa "
      "hallitus yhtiö miljoonaa uusi vuonna " },
    { "hu",
      " a az és hogy nem is egy meg ez csak de már volt ki azt el még vagy szerint mint lesz "
      "után között pedig ha több amely ezt két kell majd "
      "kormány cég millió új elnök " },
    { "vi",
      " và của là có cho các trong được với một những người không đã này "
      "khi đến từ cũng để theo tại vào năm trên về ra nhiều sẽ " },
};

#define LANGUAGE_COUNT (sizeof languages / sizeof *languages)

typedef enum script {
    LATIN,
    CYRILLIC,
    GREEK,
    ARABIC,
    HEBREW,
    DEVANAGARI,
    THAI,
    HANGUL,
    KANA,
    HAN,
    SCRIPT_COUNT
} script;

static script script_of(ngi_char c)
{
    static const struct {
        ngi_char first, last;
        script script;
    } ranges[] = { { 0x370, 0x3FF, GREEK },    { 0x400, 0x52F, CYRILLIC },   { 0x590, 0x5FF, HEBREW },
                   { 0x600, 0x77F, ARABIC },   { 0x900, 0x97F, DEVANAGARI }, { 0xE00, 0xE7F, THAI },
                   { 0x1100, 0x11FF, HANGUL }, { 0x3040, 0x30FF, KANA },     { 0x3400, 0x9FFF, HAN },
                   { 0xAC00, 0xD7AF, HANGUL }, { 0x20000, 0x2FA1F, HAN } };

    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (c >= ranges[i].first && c <= ranges[i].last) return ranges[i].script;
    return LATIN;
}

static const char *language_of_script(const uint32_t *letters, uint32_t ukrainian)
{
    static const char *const names[SCRIPT_COUNT] = { "en", "ru", "el", "ar", "he", "hi", "th", "ko", "ja", "zh" };
    script best = CYRILLIC;

    for (script s = CYRILLIC; s < SCRIPT_COUNT; s++)
        if (letters[s] > letters[best]) best = s;
    if (best == HAN && letters[KANA] * 10 > letters[HAN]) return "ja";
    if (best == CYRILLIC && ukrainian * 50 > letters[CYRILLIC]) return "uk";
    return names[best];
}

/* Add what a word of the text says to the votes of the first languages: 1 shared by those that have it. */
static void vote(ng_str lower, size_t first_languages, float *votes)
{
    bool has[LANGUAGE_COUNT] = { false };
    unsigned count = 0;
    char padded[20] = " ";

    if (lower.len > 16) return;
    memcpy(padded + 1, lower.ptr, lower.len);
    padded[lower.len + 1] = ' ';
    for (size_t i = 0; i < first_languages; i++) {
        has[i] = strstr(languages[i].words, padded) != NULL;
        count += has[i];
    }
    for (size_t i = 0; i < first_languages; i++)
        if (has[i]) votes[i] += 1.0f / (float)count;
}

/* Letters that English does not have speak for the languages that do. */
static void vote_letter(ngi_char c, float *votes)
{
    static const struct {
        const char *letters, *code;
    } own[] = { { "äöüß", "de" },   { "éèêàçùœ", "fr" }, { "ñ¿¡áíóú", "es" },
                { "àèìòù", "it" },  { "ãõçáâê", "pt" },  { "ëï", "nl" },
                { "åäö", "sv" },    { "åæø", "da" },     { "ąćęłńśźż", "pl" },
                { "çğışöü", "tr" }, { "ăâîșț", "ro" },   { "ěščřžýů", "cs" },
                { "äö", "fi" },     { "őűáé", "hu" },    { "đươảạấầậốộớờợủứừựếềệ", "vi" } };

    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        ng_str letters = ng_str_from(own[i].letters);

        for (size_t at = 0; at < letters.len;) {
            if (ngi_char_next(letters, &at) != c) continue;
            for (size_t k = 1; k < LANGUAGE_COUNT; k++)
                if (strcmp(languages[k].code, own[i].code) == 0) votes[k] += 0.2f;
        }
    }
}

/* What the sample shows. */
typedef struct language_count {
    uint32_t letters[SCRIPT_COUNT];
    uint32_t all, ukrainian, words;
    float votes[LANGUAGE_COUNT];
} language_count;

static void count_language(ng_str text, size_t first_languages, language_count *n)
{
    char word[24];
    size_t len = 0, at = 0;

    while (at <= text.len) {
        size_t begin = at;
        ngi_char c = at < text.len ? ngi_char_next(text, &at) : -1;

        if (c < 0) at = text.len + 1;
        if (!ngi_char_is_letter(c)) {
            if (len > 0 && len < sizeof word) vote((ng_str){ word, len }, first_languages, n->votes);
            n->words += len > 0;
            len = 0;
            continue;
        }
        n->all++;
        n->letters[script_of(c)]++;
        n->ukrainian += c == 0x456 || c == 0x457 || c == 0x454 || c == 0x491;
        c = ngi_char_lower(c);
        if (c >= 0x80 && first_languages > 1) vote_letter(c, n->votes);
        if (c < 0x80) {
            if (len < sizeof word) word[len++] = (char)c;
        } else {
            for (size_t i = begin; i < at && len < sizeof word; i++) word[len++] = text.ptr[i];
        }
    }
}

const char *ngi_language_of(ng_str text)
{
    language_count n;
    uint32_t other = 0;
    size_t best = 0;

    memset(&n, 0, sizeof n);
    if (text.len > SAMPLE) {
        text.len = SAMPLE;
        while (text.len > 0 && ((unsigned char)text.ptr[text.len] & 0xC0) == 0x80) text.len--;
    }
    count_language(text, 1, &n);
    if (n.all < LETTERS_MIN) return "";
    for (script s = CYRILLIC; s < SCRIPT_COUNT; s++) other += n.letters[s];
    /* an ideograph says as much as several letters */
    if ((other + 2 * (n.letters[HAN] + n.letters[HANGUL])) * 2 > n.letters[LATIN] + other)
        return language_of_script(n.letters, n.ukrainian);
    if (n.votes[0] * 4.0f > (float)n.words) return "en"; /* a quarter of its words: the usual case, and cheap */
    memset(&n, 0, sizeof n);
    count_language(text, LANGUAGE_COUNT, &n);
    for (size_t i = 1; i < LANGUAGE_COUNT; i++)
        if (n.votes[i] > n.votes[best]) best = i;
    return best == 0 || n.votes[best] < 1.5f || n.votes[best] < 1.3f * n.votes[0] ? "en" : languages[best].code;
}
