#include "copies/facts.h"

/* What a kind of notice proves. */
struct rule {
    enum wd_notice_kind kind;
    const char *evidence; /* as shown; in the order of the table */
    enum wd_claim claim;
    bool needs_agency; /* proves nothing without a name */
};
static const struct rule rules[] = {
    {WD_NOTICE_SYNDICATED, "notice", WD_CLAIM_COPY, false},  {WD_NOTICE_REPORTING, "notice", WD_CLAIM_COPY, true},
    {WD_NOTICE_INPUTS, "notice", WD_CLAIM_PART, false},      {WD_NOTICE_CONTRIBUTED, "notice", WD_CLAIM_PART, false},
    {WD_NOTICE_CREDIT, "credit line", WD_CLAIM_COPY, true},  {WD_NOTICE_DATELINE, "dateline", WD_CLAIM_COPY, true},
    {WD_NOTICE_PROVIDER, "provider", WD_CLAIM_COPY, true},   {WD_NOTICE_CANONICAL, "canonical link", WD_CLAIM_COPY, false},
    {WD_NOTICE_COPYRIGHT, "copyright", WD_CLAIM_COPY, true},
};

static void put_evidence(struct wd_arena *a, wd_evidences *list, const char *kind, struct wd_str text)
{
    wd_list_add(a, list, (struct wd_evidence){.kind = wd_str_c(kind), .text = text});
}

/* Three letters or more, each the initial of a word that begins with a capital: two letters fit too many names. */
static bool has_initials(struct wd_str name, struct wd_str initials)
{
    struct wd_str word;
    size_t at = 0;
    if (initials.n < 3 || initials.n > 8)
        return false;
    while (wd_str_cut(&name, ' ', &word)) {
        if (word.n == 0 || wd_is_lower(word.p[0]) || (at == 0 && wd_str_eqc(word, "The")))
            continue;
        if (at == initials.n || word.n == 1 || word.p[0] != initials.p[at++])
            return false;
    }
    return at == initials.n;
}

bool wd_origin_same_name(struct wd_str a, struct wd_str b)
{
    return a.n && b.n && (wd_str_eq_nocase(a, b) || has_initials(a, b) || has_initials(b, a));
}

/* An agency that prints its own copy is no source beside itself. */
static bool own_name(const struct wd_article *article, struct wd_str name)
{
    return name.n && wd_origin_same_name(name, article->outlet);
}

struct wd_said wd_said_of(struct wd_arena *a, const struct wd_article *article, wd_evidences *list)
{
    struct wd_said said = {0};
    struct wd_str part_of = {0};
    for (size_t r = 0; r < WD_COUNT(rules); r++)
        for (size_t i = 0; i < article->notices.n; i++) {
            const struct wd_notice *n = &article->notices.v[i];
            if (n->kind != (int)rules[r].kind || own_name(article, n->agency) || (rules[r].needs_agency && !n->agency.n))
                continue;
            if (list)
                put_evidence(a, list, rules[r].evidence, n->text);
            said.claim = WD_MAX(said.claim, rules[r].claim);
            struct wd_str *agency = rules[r].claim == WD_CLAIM_COPY ? &said.agency : &part_of;
            if (!agency->n)
                *agency = n->agency;
            if (n->kind == WD_NOTICE_CANONICAL && !said.canonical.n)
                said.canonical = n->text;
        }
    struct wd_str named = article->agency;
    if (own_name(article, named))
        named = (struct wd_str){0};
    if (said.claim == WD_CLAIM_NONE && named.n) {
        if (list)
            put_evidence(a, list, "credit line", named);
        said.claim = WD_CLAIM_COPY;
    }
    if (!said.agency.n)
        said.agency = said.claim == WD_CLAIM_COPY && named.n ? named : part_of;
    return said;
}

static int64_t time_of(const struct wd_article *article)
{
    return article->created_utc != WD_NO_TIME ? article->created_utc : article->arrived_utc;
}

/* An agency hands on the items of others: then its provider field names it, and the credit line somebody else. */
static void wire_names(const struct wd_article *article, struct wd_source_facts *facts)
{
    facts->agency = article->agency.n ? article->agency : article->outlet;
    for (size_t i = 0; i < article->notices.n; i++) {
        const struct wd_notice *n = &article->notices.v[i];
        if (n->kind != WD_NOTICE_PROVIDER || !n->agency.n || !article->agency.n || wd_origin_same_name(n->agency, article->agency) ||
            own_name(article, article->agency))
            continue;
        facts->agency = n->agency;
        facts->borrowed = article->agency;
    }
}

struct wd_source_facts wd_source_facts_of(const struct wd_article *article)
{
    struct wd_said said = {0};
    if (!article->is_wire)
        said = wd_said_of(NULL, article, NULL);
    struct wd_source_facts facts = {
        .article = article->key,
        .outlet = article->outlet,
        .url = article->url,
        .canonical = said.canonical,
        .is_wire = article->is_wire,
        .copied = said.claim == WD_CLAIM_COPY,
        .at_utc = time_of(article),
    };
    if (article->is_wire)
        wire_names(article, &facts);
    else if (said.claim == WD_CLAIM_COPY)
        facts.agency = said.agency;
    return facts;
}

struct wd_str wd_origin_name(const struct wd_source_facts *facts)
{
    return !facts->agency.n || wd_origin_same_name(facts->outlet, facts->agency) ? facts->outlet : facts->agency;
}

void wd_wire_evidence(struct wd_arena *a, const struct wd_article *article, const struct wd_source_facts *own, wd_evidences *list)
{
    for (size_t r = 0; r < WD_COUNT(rules); r++)
        for (size_t i = 0; i < article->notices.n; i++)
            if (article->notices.v[i].kind == (int)rules[r].kind && rules[r].claim == WD_CLAIM_COPY && article->notices.v[i].agency.n)
                put_evidence(a, list, rules[r].evidence, article->notices.v[i].text);
    if (own->borrowed.n || (!list->n && article->agency.n))
        put_evidence(a, list, "credit line", article->agency);
}
