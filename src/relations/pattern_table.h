/*
 * The patterns: one row each. Included by patterns.c alone; data, no code.
 *
 * A shape is a row of elements:
 *   A B      a mention: head and tail of the relation, of types that it may join;
 *            A+ a list of them, A! the subject of its verb, A' with a possessive, A* with or without one, A^ a relative
 *            pronoun that refers to it ('which Acme launched': B^ A V)
 *   @        a post ('chief executive and co-founder'); the relation is the post's
 *   V        one of the row's words
 *   %        nothing, or what stands between commas, or ', who'
 *   ~        up to seven auxiliaries, adverbs and words of will ('has also agreed to')
 *   =        the same, a form of 'be' among them
 *   _        up to five plain words of a noun phrase ('the small start-up'), places among them
 *   #        up to eight items without mention, comma or quotation mark
 *   D        an adjective of a country that the document has: the tail
 *   x|y      one of these words; ? behind it: or nothing;  <: nothing but a boundary may follow
 */
#ifndef NGI_PATTERN_TABLE_H
#define NGI_PATTERN_TABLE_H

#define BY_POST NG_RELATION_COUNT

#define DET "the|a|an|its|his|her|their|one|this|another|that?"
#define FIRM "firm|company|start-up|startup|group|bank|insurer|maker|lab|laboratory|developer|giant|carmaker|"            \
             "chipmaker|retailer|developers|firms|companies|start-ups|startups|labs|conglomerate|unicorn|lender|"        \
             "airline|broadcaster|publisher|newspaper|agency|university|manufacturer|supplier|operator|business|"        \
             "contractor|studio|fund|investor|producer|builder|organisation|organization|charity|institute|brewer"
#define THINGS "model|models|chatbot|app|assistant|platform|service|software|browser|phone|smartphone|chip|chips|product|" \
               "system|tool|agent|device|family|series|flagship|messaging|social|network|search|engine|coding|language|"   \
               "large|new|latest|open|open-source|open-weight|popular|own|reasoning|video|image|virtual|cloud|game|robot"

static const struct pattern {
    const char *name;
    ng_relation_type type;
    const char *shape;
    const char *words;
    float score;
} patterns[] = {
    /* Posts: the relation is that of the post. */
    { "organization-post-name", BY_POST, "B* _p @ ,? A", NULL, 0.93f },
    { "name-post-of", BY_POST, "A , _d @ of|at|for|with _d B", NULL, 0.93f },
    { "post-of-name", BY_POST, "@ of|at _d B , A", NULL, 0.90f },
    { "name-organizations-post", BY_POST, "A , B* _p @ <", NULL, 0.88f },
    { "is-post-of", BY_POST, "A! % = _d @ of|at|for _d B", NULL, 0.92f },
    { "is-organizations-post", BY_POST, "A! % = B' _p @", NULL, 0.90f },
    { "as-post-of", BY_POST, "A! % ~ V as|is|was|become _d @ of|at|for _d B",
      "serves|served|works|worked|acts|acted|named|appointed|elected|returned|became|remains", 0.88f },
    { "became-post-of", BY_POST, "A! % ~ V _d @ of|at|for _d B", "became|become|remains|remained", 0.88f },
    { "post-name-of", BY_POST, "@ A of _d B", NULL, 0.85f },
    { "stepped-down-as", BY_POST, "A! % ~ V # as _d @ of|at _d B", "stepped|resigned|quit|retired|ousted|fired", 0.88f },
    { "leads", NG_LEADS, "A! % ~ V B", "leads|lead|led|leading|heads|headed|heading|chairs|chaired|chairing|runs|ran", 0.88f },
    { "which-leads", NG_LEADS, "B^ A ~ V", "leads|led|heads|headed|chairs|chaired|runs", 0.86f },
    { "led-by", NG_LEADS, "B ,? ~ V by _d A", "led|headed|chaired|run", 0.90f },
    { "founded", NG_FOUNDER_OF, "A+! % ~ V _ B", "founded|co-founded|cofounded|founding", 0.92f },
    { "founded-by", NG_FOUNDER_OF, "B % ~ V # by _ A+", "founded|co-founded|cofounded|started|created", 0.92f },
    { "which-founded", NG_FOUNDER_OF, "B^ A ~ V", "founded|co-founded|cofounded", 0.90f },
    { "works-for", NG_WORKS_FOR, "A! % ~ V for|at B", "works|worked|working", 0.88f },
    { "member-of", NG_MEMBER_OF, "A , _d V of _d B", "member", 0.88f },
    { "is-member-of", NG_MEMBER_OF, "A! % = _d V of _d B", "member", 0.88f },

    /* Firms and their money. */
    { "acquired", NG_ACQUIRES, "A+! % ~ V _ B+", "acquired|acquires|acquire|acquiring|bought|buys|buy|buying|purchased", 0.88f },
    { "acquired-by", NG_ACQUIRES, "B+! % ~ V # by _ A", "acquired|bought|purchased", 0.92f },
    { "acquisition-of", NG_ACQUIRES, "A' _ V of _ B+", "acquisition|purchase|takeover|buyout", 0.88f },
    { "took-over", NG_ACQUIRES, "A! % ~ V over B", "took|takes|taking", 0.80f },
    { "which-acquired", NG_ACQUIRES, "B^ A ~ V <", "acquired|acquire|bought|buy|purchased", 0.88f },
    { "owns", NG_OWNS, "A! % ~ V B+", "owns", 0.88f },
    { "which-owns", NG_OWNS, "B^ A V <", "owns|controls", 0.86f },
    { "owned-by", NG_OWNS, "B+ % ~ V by _ A", "owned", 0.92f },
    { "-owned", NG_OWNS, "A - V _ B", "owned", 0.92f },
    { "subsidiary-of", NG_OWNS, "B , _d V of A", "subsidiary|unit|division|arm|affiliate", 0.88f },
    { "subsidiary-name", NG_OWNS, "A' _ V ,? B", "subsidiary|unit", 0.86f },
    { "backed-by", NG_INVESTS_IN, "B % ~ V by _ A+", "backed|funded|financed", 0.90f },
    { "-backed", NG_INVESTS_IN, "A - V _ B", "backed|funded", 0.90f },
    { "invested-in", NG_INVESTS_IN, "A+! % ~ V # in _ B+", "invested|invests|invest|investing", 0.90f },
    { "invested-by", NG_INVESTS_IN, "A' _ V in _ B", "investment|stake|shareholding|holding", 0.88f },
    { "stake-in", NG_INVESTS_IN, "A+! % ~ holds|owns|has|took|takes|bought|acquired|take|buy|sold # V in _ B",
      "stake|shares|stakes", 0.88f },
    { "investor-in", NG_INVESTS_IN, "A , _d V in B", "investor|shareholder", 0.88f },
    { "raised-from", NG_INVESTS_IN, "B! % ~ V # from _ A+", "raised|raises|secured|received", 0.88f },
    { "led-round-in", NG_INVESTS_IN, "A+! % ~ led|leads|joined # V in B", "round|investment|financing", 0.90f },

    /* Things and their makers. */
    { "makers-thing", NG_DEVELOPS, "A' _t B+", NULL, 0.84f },
    { "made-by", NG_DEVELOPS, "B+ % ~ V # by _ A", "developed|made|built|released|launched|created|designed|published|written|trained|unveiled", 0.90f },
    { "-made", NG_DEVELOPS, "A - V _ B", "made|developed|built", 0.85f },
    { "made", NG_DEVELOPS, "A+! % ~ V _ B+", "released|releases|release|launched|launches|unveiled|unveils|developed|develops|developing|"
      "introduced|introduces|open-sourced|published|makes|built|builds|creates|created|designed", 0.88f },
    { "which-made", NG_DEVELOPS, "B^ A ~ V", "developed|develops|develop|released|release|launched|launch|unveiled|unveil|"
      "introduced|introduce|created|trained|built|build|makes|designed|published|publish|open-sourced", 0.86f },
    { "maker-of", NG_DEVELOPS, "A , _d V of|behind _ B+", "maker|developer|creator|makers|company|publisher|firm|author|start-up", 0.90f },
    { "thing-maker", NG_DEVELOPS, "B V ,? A", "maker|developer|creator|parent|owner|author", 0.84f },
    { "uses", NG_USES, "A+! % ~ V _ B+", "uses|use|adopted|deployed|deploys", 0.82f },
    { "used-by", NG_USES, "B+! % = V by _ A+", "used|adopted|deployed", 0.85f },
    { "which-uses", NG_USES, "B^ A ~ V", "uses|use|adopted|adopt|deployed|deploys|deploy|licensed", 0.82f },
    { "relies-on", NG_USES, "A+! % ~ V # on|upon _ B+", "relies|rely|relied|depends|depend|depended", 0.82f },
    { "which-relies-on", NG_USES, "B^ A ~ V # on|upon", "relies|rely|relied|depends|depend|depended", 0.84f },
    { "on-which-relies", NG_USES, "on|upon B^ A ~ V", "relies|rely|relied|depends|depend|depended|runs|run", 0.84f },
    { "based-on", NG_BASED_ON, "A ,? ~ V on|from _ B", "based|fine-tuned|derived|built|distilled", 0.85f },

    /* Who stands with or against whom. */
    { "partnered-with", NG_PARTNERS_WITH, "A+! % ~ V with _ B+", "partnered|partners|partner|partnering|collaborated|collaborating|collaborates", 0.88f },
    { "teamed-up", NG_PARTNERS_WITH, "A! % ~ V up with _ B+", "teamed|teams|teaming|linked", 0.88f },
    { "partnership-with", NG_PARTNERS_WITH, "A' _ V with _ B+", "partnership|collaboration|alliance", 0.86f },
    { "competes-with", NG_COMPETES_WITH, "A+! % ~ V with|against _ B+", "competes|compete|competing", 0.88f },
    { "rival-of", NG_COMPETES_WITH, "A , _d V of|to B+", "rival|competitor", 0.88f },
    { "rivals-name", NG_COMPETES_WITH, "A' _ V ,? B+", "rival|competitor|rivals|competitors|arch-rival", 0.86f },
    { "sued", NG_SUES, "A+! % ~ V _ B+", "sued|sues|sue|suing", 0.93f },
    { "sued-by", NG_SUES, "B+! % ~ V by _ A+", "sued", 0.93f },
    { "suit-against", NG_SUES, "A* _ V against _ B+", "lawsuit|suit|lawsuits", 0.90f },
    { "filed-against", NG_SUES, "A+! % ~ filed|files|brought|launched # V # against _ B+", "lawsuit|suit|complaint|action|case", 0.90f },
    { "supports", NG_SUPPORTS, "A+! % ~ V _d B+", "endorsed|endorses|endorse|supports|praised|praises|backs", 0.84f },
    { "endorsed-by", NG_SUPPORTS, "B! % ~ V by _ A+", "endorsed|supported|praised", 0.86f },
    { "opposes", NG_OPPOSES, "A+! % ~ V _d B+", "opposes|opposed|oppose|criticised|criticized|criticises|criticizes|condemned|condemns|denounced|slammed", 0.84f },
    { "opposed-by", NG_OPPOSES, "B! % = V by _ A+", "opposed|criticised|criticized|condemned|denounced", 0.86f },
    { "regulates", NG_REGULATES, "A! % ~ V _d B+", "fined|banned|regulates|blocked", 0.84f },
    { "regulated-by", NG_REGULATES, "B! % = V by _d A", "fined|banned|regulated|blocked|investigated|approved", 0.84f },
    { "appointed", NG_APPOINTS, "A! % ~ V _p B as|to|its|chief|president|chair", "appointed|appoints|named|names|hired|nominated|appoint|name", 0.90f },
    { "appointed-by", NG_APPOINTS, "B! % = V # by _d A", "appointed|nominated|hired", 0.90f },
    { "removed", NG_REMOVES, "A! % ~ V _p B", "fired|fires|dismissed|ousted|sacked|sacks|dismisses", 0.88f },
    { "removed-by", NG_REMOVES, "B! % = V # by _d A", "fired|dismissed|ousted|sacked|removed", 0.88f },

    /* People, places, wholes. */
    { "kin-of", NG_FAMILY_OF, "A , _d V of B", "wife|husband|son|daughter|brother|sister|father|mother|cousin|nephew|niece|widow|uncle|aunt", 0.93f },
    { "kins-name", NG_FAMILY_OF, "A' _ V ,? B", "wife|husband|son|daughter|brother|sister|father|mother|cousin|nephew|niece|widow|uncle|aunt|twin", 0.93f },
    { "name-anothers-kin", NG_FAMILY_OF, "A , B' _ V <", "wife|husband|son|daughter|brother|sister|father|mother|cousin|nephew|niece|widow|uncle|aunt", 0.92f },
    { "married", NG_FAMILY_OF, "A! % ~ V to B", "married", 0.88f },
    { "met", NG_MEETS, "A+! % ~ V with? _ B", "met|meets|meet", 0.84f },
    { "studied-at", NG_EDUCATED_AT, "A! % ~ V # at|from _d B", "studied|graduated|studies", 0.90f },
    { "graduate-of", NG_EDUCATED_AT, "A , _d V of|from B", "graduate|alumnus|alumna", 0.90f },
    { "-based", NG_LOCATED_IN, "B - V _ A", "based|headquartered", 0.93f },
    { "based-in", NG_LOCATED_IN, "A ,? ~ V in|at _d B", "based|headquartered|located", 0.92f },
    { "place-firm", NG_LOCATED_IN, "the|a|an B _1 V ,? A", FIRM, 0.84f },
    { "nation-firm", NG_LOCATED_IN, "D _1 V ,? A+", FIRM, 0.88f },
    { "nation-firms-such-as", NG_LOCATED_IN, "D _1 V such as|like A+", FIRM, 0.90f },
    { "part-of", NG_PART_OF, "A ,? ~ V of _d B", "part", 0.82f },
};

#endif
