#include <stdlib.h>

#include "base/utf8.h"
#include "stories/parts.h"
#include "stories/roles.h"
#include "stories/spelling.h"
#include "stories/titles.h"
#include "text/fold.h"

enum { PEOPLE_MAX = 64, SAME_LAST_MAX = 16, VARIANTS_MAX = 12, MENTIONS_MAX = 4096 };

/* Map keys live in one table: a salt keeps the kinds of key apart. */
enum { KEY_FULL = 1, KEY_ROLE = 2, KEY_LAST = 3, KEY_INDEFINITE = 4 };
static const uint64_t AMBIGUOUS = UINT64_MAX, MEMO_NAME = 0x6E616D65;

/* A name in pieces: words as printed, without offices, forms of address and a genitive. */
struct name {
    struct wd_str words[WD_NAME_WORDS];
    size_t n;
    struct wd_str text; /* first to last of them, as printed */
};

/* A text that ends in a name may begin with the office: "U.S. Secretary of State Antony Blinken". */
static void read_name(struct wd_str text, struct name *ret)
{
    struct wd_str words[WD_NAME_WORDS];
    size_t n = wd_name_split(wd_str_trim(text), words), from = 0;
    for (size_t i = 0; i + 1 < n; i++) {
        struct wd_str w = wd_name_bare(words[i]);
        if (wd_title_is_office(w) || wd_title_is_address(w))
            from = i + 1;
        else if (from == i && i > 0 && wd_str_eqc_nocase(w, "of"))
            from = i + 2 < n ? i + 2 : i + 1; /* "Secretary of State X" */
    }
    memset(ret, 0, sizeof(*ret));
    for (size_t i = from; i < n; i++)
        ret->words[ret->n++] = words[i];
    if (!ret->n)
        return;
    struct wd_str *last = &ret->words[ret->n - 1];
    wd_name_genitive(last);
    while (last->n && (last->p[last->n - 1] == ',' || last->p[last->n - 1] == ':'))
        last->n--;
    ret->text = wd_str_n(ret->words[0].p, (size_t)(last->p + last->n - ret->words[0].p));
}

/* Spelling of a name under which transliterations fall together that the lexicon does not know; within a story that is safe. */
static uint64_t sound(struct wd_arena *a, struct wd_str f)
{
    char *out = wd_arena_raw(a, f.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < f.n; i++) {
        char c = f.p[i];
        if (c == 'y' || c == 'j')
            c = 'i';
        else if (c == 'w')
            c = 'v';
        else if (c == 'h' && n && (out[n - 1] == 'k' || out[n - 1] == 'g' || out[n - 1] == 'd'))
            continue;
        else if (c == '\'')
            continue;
        if (n && out[n - 1] == c && (unsigned char)c < 0x80)
            continue;
        out[n++] = c;
    }
    return wd_hash(wd_str_n(out, n));
}

static uint64_t key_of(int salt, uint64_t what)
{
    return wd_hash_mix((uint64_t)salt * 0x9E3779B97F4A7C15u, what);
}

/* The key of a name in any of its spellings; "a spokesman" is not "the spokesman". */
static uint64_t full_key(const struct wd_compose *c, struct wd_str text)
{
    struct wd_memo_key memo_key = wd_memo_key_of(MEMO_NAME, text);
    size_t bytes;
    const uint64_t *known = wd_memo_find(c->memo, memo_key, &bytes);
    if (known)
        return *known;
    uint64_t key = wd_spelling_key(c->a, text);
    if (wd_spelling_indefinite(text))
        key = key_of(KEY_INDEFINITE, key);
    wd_memo_add(c->memo, memo_key, &key, sizeof(key));
    return key;
}

struct same_last {
    uint32_t entity[SAME_LAST_MAX];
    size_t n;
};
struct person {
    struct name name;
};
struct people {
    struct wd_compose *c;
    struct wd_map by_last; /* sound of the last word -> number of its list + 1 */
    WD_LIST(struct same_last) lasts;
    WD_LIST(struct person) persons; /* one an entity, same number */
};

static uint32_t entity_new(struct people *p, const struct name *name, struct wd_str shown, bool is_person)
{
    struct wd_entity *e = wd_list_push(p->c->a, &p->c->entities);
    e->name = shown;
    e->person = is_person;
    wd_list_push(p->c->a, &p->persons)->name = *name;
    return (uint32_t)(p->c->entities.n - 1);
}

static bool initial_of(struct wd_str a, struct wd_str b)
{
    a = wd_name_bare(a);
    return a.n == 1 && b.n && a.p[0] == b.p[0];
}

/* What follows the short form of a given name in the name of a woman: Paul and Paula are two people. */
static bool other_name(struct wd_str rest)
{
    static const char *const ends[] = {"a", "e", "ia", "ie", "ina", "ine", "ette", "ella", "elle", "la", "le", "na", "ne"};
    for (size_t i = 0; i < WD_COUNT(ends); i++)
        if (wd_str_eqc(rest, ends[i]))
            return true;
    return false;
}

/* The last word that is no "Jr."; ret_suffix: that. */
static struct wd_str family_of(const struct name *name, struct wd_str *ret_suffix)
{
    size_t n = name->n;
    *ret_suffix = WD_STR("");
    if (n > 2 && wd_spelling_is_suffix(name->words[n - 1]))
        *ret_suffix = wd_name_bare(name->words[--n]);
    return name->words[n - 1];
}

/* Two full names with the same last word: one person? Dan is Daniel here: no story has both of them by chance. */
static bool same_given(struct wd_arena *a, const struct name *x, const struct name *y)
{
    struct wd_str x_suffix, y_suffix, f = x->words[0], g = y->words[0];
    (void)family_of(x, &x_suffix);
    (void)family_of(y, &y_suffix);
    if (!wd_str_eq_nocase(x_suffix, y_suffix))
        return false;
    if (initial_of(f, g) || initial_of(g, f))
        return true;
    f = wd_spelling_given(a, f);
    g = wd_spelling_given(a, g);
    if (wd_str_eq(f, g) || sound(a, f) == sound(a, g))
        return true;
    struct wd_str shorter = f.n <= g.n ? f : g, longer = f.n <= g.n ? g : f;
    return shorter.n >= 3 && longer.n > shorter.n && memcmp(shorter.p, longer.p, shorter.n) == 0 &&
           !other_name(wd_str_from(longer, shorter.n));
}

static struct same_last *last_list(struct people *p, const struct name *name, bool make)
{
    struct wd_str suffix;
    uint64_t h = key_of(KEY_LAST, sound(p->c->a, wd_spelling_family(p->c->a, family_of(name, &suffix))));
    uint64_t *slot = make ? wd_map_at(&p->by_last, h) : wd_map_find(&p->by_last, h);
    if (!slot)
        return NULL;
    if (!*slot) {
        wd_list_push(p->c->a, &p->lasts);
        *slot = p->lasts.n;
    }
    return &p->lasts.v[*slot - 1];
}

static uint32_t full_name(struct people *p, const struct name *name)
{
    uint64_t *known = wd_map_at(&p->c->speakers, key_of(KEY_FULL, full_key(p->c, name->text)));
    if (*known)
        return (uint32_t)(*known - 1);
    struct same_last *same = last_list(p, name, true);
    for (size_t i = 0; i < same->n; i++)
        if (same_given(p->c->a, name, &p->persons.v[same->entity[i]].name)) {
            *known = same->entity[i] + 1;
            return same->entity[i];
        }
    uint32_t e = entity_new(p, name, name->text, true);
    if (same->n < SAME_LAST_MAX)
        same->entity[same->n++] = e;
    *known = e + 1;
    return e;
}

static void variant(struct wd_compose *c, uint32_t e, struct wd_str printed)
{
    struct wd_entity *x = &c->entities.v[e];
    wd_name_genitive(&printed);
    for (size_t i = 0; i < x->variants.n; i++)
        if (wd_str_eq(x->variants.v[i], printed))
            return;
    if (printed.n && x->variants.n < VARIANTS_MAX)
        wd_list_add(c->a, &x->variants, printed);
}

static struct wd_str without_the(struct wd_str text)
{
    return wd_str_starts_nocase(text, "the ") ? wd_str_from(text, 4) : text;
}

static void role_means(struct wd_compose *c, uint32_t e, struct wd_str role)
{
    uint64_t *slot = wd_map_at(&c->speakers, key_of(KEY_ROLE, full_key(c, role)));
    if (*slot && *slot != e + 1)
        *slot = AMBIGUOUS;
    else
        *slot = e + 1;
}

/* "U.S. Secretary of State" is also "the Secretary of State". */
static void note_role(struct wd_compose *c, uint32_t e, struct wd_str role)
{
    struct wd_str words[WD_NAME_WORDS];
    role = without_the(wd_role_trim(role));
    if (!role.n || role.n > 120 || wd_spelling_indefinite(role) || !wd_role_says(role))
        return;
    struct wd_entity *x = &c->entities.v[e];
    if (role.n > x->role.n)
        x->role = role;
    role_means(c, e, role);
    size_t n = wd_name_split(role, words);
    for (size_t i = 1; i < n; i++) {
        bool office = false;
        for (size_t k = i; k < n; k++)
            office |= wd_title_is_office(wd_name_bare(words[k]));
        bool begins = !wd_title_is_link(wd_name_bare(words[i])) || (i + 1 < n && wd_title_is_office(wd_name_bare(words[i + 1])));
        if (office && begins && (i + 1 < n || wd_role_alone(wd_name_bare(words[i]))))
            role_means(c, e, wd_str_from(role, (size_t)(words[i].p - role.p)));
    }
}

/* A surname marked apart from the given name before it has no office there. */
static bool ends_in_name(struct wd_str text, const struct name *name)
{
    text = wd_str_trim(text);
    for (size_t i = 0; i < name->n; i++) {
        struct wd_str w = name->words[i];
        if (text.n >= w.n && memcmp(text.p + text.n - w.n, w.p, w.n) == 0)
            return true;
    }
    return false;
}

/* "Dag Ruud, a spokesman for the railway, said": up to the next mark. */
static void note_beside(struct wd_compose *c, uint32_t e, struct wd_str body, uint32_t at)
{
    enum { BESIDE_BYTES = 100 };
    struct wd_str rest = wd_str_from(body, at);
    if (!wd_str_starts(rest, ", "))
        return;
    rest = wd_str_n(rest.p + 2, WD_MIN(rest.n - 2, (size_t)BESIDE_BYTES));
    size_t end = 0;
    while (end < rest.n && !strchr(",.;:\n", rest.p[end]))
        end++;
    if (end < rest.n && end > c->entities.v[e].beside.n)
        c->entities.v[e].beside = wd_str_n(rest.p, end);
}

static void one_name(struct people *p, const struct wd_part *part, const struct wd_name *n)
{
    struct wd_compose *c = p->c;
    struct name name, printed;
    struct wd_str slice = wd_str_span(part->article->body, n->span);
    read_name(n->name.n ? n->name : slice, &name);
    read_name(slice, &printed);
    if (name.n < 2)
        return;
    uint32_t e = full_name(p, &name);
    c->entities.v[e].mentions++;
    variant(c, e, name.text);
    variant(c, e, printed.text.n ? printed.text : slice);
    note_beside(c, e, part->article->body, n->span.end);
    size_t s = wd_content_sentence(part->article, n->span.start);
    uint32_t least = s == SIZE_MAX ? n->span.start : part->article->sentences.v[s].start;
    uint32_t start = wd_role_before(c->a, part->article->language, part->article->body, least, n->span.start);
    if (start < n->span.start && !ends_in_name(wd_str_n(part->article->body.p + start, n->span.start - start), &name)) {
        struct wd_str role = wd_str_n(part->article->body.p + start, n->span.start - start - 1);
        note_role(c, e, role);
        variant(c, e, without_the(wd_str_n(part->article->body.p + start, n->span.end - start)));
    } else if (printed.text.n && printed.text.p > slice.p) {
        note_role(c, e, wd_str_n(slice.p, (size_t)(printed.text.p - slice.p)));
        variant(c, e, slice);
    } else {
        note_role(c, e, wd_role_after(part->article->body, n->span.end));
        note_role(c, e, wd_role_apart(c->a, part->article, least, n->span));
    }
}

/* Surnames alone join the one person of the story who has it. */
static void one_surname(struct people *p, const struct wd_part *part, const struct wd_name *n)
{
    struct wd_compose *c = p->c;
    struct name name;
    struct wd_str slice = wd_str_span(part->article->body, n->span);
    read_name(n->name.n ? n->name : slice, &name);
    if (name.n != 1)
        return;
    uint64_t *known = wd_map_at(&c->speakers, key_of(KEY_FULL, full_key(c, name.text)));
    if (!*known) {
        const struct same_last *same = last_list(p, &name, false);
        *known = same && same->n == 1 ? same->entity[0] + 1 : entity_new(p, &name, name.text, true) + 1;
    }
    uint32_t e = (uint32_t)(*known - 1);
    c->entities.v[e].mentions++;
    variant(c, e, name.text);
}

static struct wd_str speaker_text(const struct wd_part *part, const struct wd_quote *q)
{
    return q->speaker.n ? q->speaker : wd_str_span(part->article->body, q->speaker_span);
}

static bool is_pronoun(struct wd_str s)
{
    /* clang-format off */
    static const char *const pronouns[] = {
        "he", "she", "they", "it", "we", "i", "who", "er", "sie", "wir", "ich", "il", "elle", "ils", "elles", "él", "ella", "ellos",
        "lui", "lei"};
    /* clang-format on */
    for (size_t i = 0; i < WD_COUNT(pronouns); i++)
        if (wd_str_eqc_nocase(s, pronouns[i]))
            return true;
    return false;
}

/* Whether the words give the speaker a name. A capital at the start of a sentence says nothing, unless a name was found there. */
static bool gives_name(const struct wd_compose *c, const struct wd_part *part, const struct wd_quote *q, struct wd_str text)
{
    const struct wd_article *art = part->article;
    size_t s = q->speaker_span.end > q->speaker_span.start ? wd_content_sentence(art, q->speaker_span.start) : SIZE_MAX;
    bool first = s != SIZE_MAX && art->sentences.v[s].start == q->speaker_span.start;
    for (size_t i = 0; i < art->names.n && i < MENTIONS_MAX && first; i++)
        first = art->names.v[i].span.end <= q->speaker_span.start || art->names.v[i].span.start >= q->speaker_span.end;
    return wd_spelling_names(c->a, text, first);
}

/* Speakers that the names did not give: people whom analyse only knows as speakers, countries, offices. */
static void one_speaker(struct people *p, const struct wd_part *part, const struct wd_quote *q)
{
    struct wd_compose *c = p->c;
    struct wd_str text = wd_str_trim(speaker_text(part, q));
    if (!text.n || is_pronoun(text))
        return;
    uint64_t full = full_key(c, text), *known = wd_map_at(&c->speakers, key_of(KEY_FULL, full));
    if (!*known) {
        struct name name;
        read_name(text, &name);
        uint64_t *by_name = name.n ? wd_map_find(&c->speakers, key_of(KEY_FULL, full_key(c, name.text))) : NULL;
        const uint64_t *by_role = wd_map_find(&c->speakers, key_of(KEY_ROLE, full));
        const struct same_last *same = name.n == 1 ? last_list(p, &name, false) : NULL;
        uint64_t e = 0;
        if (by_name && *by_name && (name.text.n == text.n || c->entities.v[*by_name - 1].person))
            e = *by_name;
        else if (by_role && *by_role && *by_role != AMBIGUOUS)
            e = *by_role;
        else if (same && same->n == 1)
            e = same->entity[0] + 1;
        if (!e)
            e = entity_new(p, &name, text, false) + 1;
        *wd_map_at(&c->speakers, key_of(KEY_FULL, full)) = e;
    }
    uint32_t e = (uint32_t)(*wd_map_find(&c->speakers, key_of(KEY_FULL, full)) - 1);
    struct wd_entity *x = &c->entities.v[e];
    if (q->speaker_span.end > q->speaker_span.start)
        note_beside(c, e, part->article->body, q->speaker_span.end);
    if (!x->person)
        x->mentions++;
    if (!x->person && !x->named)
        x->named = gives_name(c, part, q, text);
    struct wd_str role = without_the(wd_role_trim(q->role));
    if (role.n > x->role.n && wd_role_says(role) && !wd_is_stopword(part->article->language, wd_lower_str(c->a, role)))
        x->role = role;
    variant(c, e, text);
}

typedef void name_visit(struct people *p, const struct wd_part *part, const struct wd_name *n);
static void each_person(struct people *p, name_visit *visit)
{
    for (size_t i = 0; i < p->c->analysed; i++) {
        const struct wd_part *part = &p->c->parts[i];
        for (size_t k = 0; k < part->article->names.n && k < MENTIONS_MAX; k++)
            if (part->article->names.v[k].type == WD_NAME_PERSON)
                visit(p, part, &part->article->names.v[k]);
    }
}

/* Speakers with an office beside a full name belong to the people even where no name was marked. */
static void speakers_with_names(struct people *p)
{
    for (size_t i = 0; i < p->c->analysed; i++) {
        const struct wd_part *part = &p->c->parts[i];
        for (size_t k = 0; k < part->article->quotes.n; k++) {
            const struct wd_quote *q = &part->article->quotes.v[k];
            if (!q->role.n || !q->speaker.n)
                continue;
            struct name name;
            read_name(q->speaker, &name);
            if (name.n < 2 || !wd_name_upper(name.words[0]) || !wd_name_upper(name.words[name.n - 1]))
                continue;
            uint32_t e = full_name(p, &name);
            note_role(p->c, e, q->role);
            variant(p->c, e, name.text);
        }
    }
}

/* A fuller form of the same name than the one that came first: "Ann Mary Lund", not "the harbour minister". */
static bool is_fuller(struct wd_arena *a, const struct name *n, const struct name *than)
{
    struct wd_str suffix;
    return n->n > than->n && wd_name_upper(n->words[0]) && !wd_str_eqc_nocase(n->words[0], "the") &&
           wd_str_eq(wd_spelling_family(a, family_of(n, &suffix)), wd_spelling_family(a, family_of(than, &suffix)));
}

static void show_best_form(struct wd_compose *c, uint32_t e)
{
    struct wd_entity *x = &c->entities.v[e];
    struct name shown;
    read_name(x->name, &shown);
    if (!x->person || !shown.n)
        return;
    for (size_t i = 0; i < x->variants.n; i++) {
        struct name n;
        read_name(x->variants.v[i], &n);
        if (n.n && n.text.n == x->variants.v[i].n && is_fuller(c->a, &n, &shown)) {
            x->name = n.text;
            break;
        }
    }
}

void wd_compose_speakers(struct wd_compose *c)
{
    struct people p = {.c = c};
    wd_map_init(&p.by_last);
    each_person(&p, one_name);
    speakers_with_names(&p);
    each_person(&p, one_surname);
    for (size_t i = 0; i < c->analysed; i++)
        for (size_t k = 0; k < c->parts[i].article->quotes.n; k++)
            one_speaker(&p, &c->parts[i], &c->parts[i].article->quotes.v[k]);
    for (size_t e = 0; e < c->entities.n; e++)
        show_best_form(c, (uint32_t)e);
    wd_map_done(&p.by_last);
}

uint32_t wd_ledger_speaker_of(const struct wd_compose *c, size_t part, const struct wd_quote *quote)
{
    struct wd_str text = wd_str_trim(speaker_text(&c->parts[part], quote));
    if (!text.n)
        return WD_NO_SPEAKER;
    const uint64_t *known = wd_map_find(&c->speakers, key_of(KEY_FULL, full_key(c, text)));
    return known && *known ? (uint32_t)(*known - 1) : WD_NO_SPEAKER;
}

struct ranked {
    uint32_t entity, mentions;
};

static int by_mentions(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    if (x->mentions != y->mentions)
        return x->mentions > y->mentions ? -1 : 1;
    return x->entity < y->entity ? -1 : x->entity > y->entity;
}

void wd_compose_people(struct wd_compose *c)
{
    WD_LIST(struct ranked) order = {0};
    for (size_t e = 0; e < c->entities.n; e++)
        if (c->entities.v[e].person)
            wd_list_add(c->a, &order, (struct ranked){(uint32_t)e, c->entities.v[e].mentions});
    if (order.n)
        qsort(order.v, order.n, sizeof(*order.v), by_mentions);
    for (size_t i = 0; i < order.n && i < PEOPLE_MAX; i++) {
        const struct wd_entity *x = &c->entities.v[order.v[i].entity];
        struct wd_people *p = wd_list_push(c->a, &c->story->people);
        p->name = x->name;
        p->role = x->role;
        for (size_t v = 0; v < x->variants.n; v++)
            if (!wd_str_eq(x->variants.v[v], x->name))
                wd_list_add(c->a, &p->variants, x->variants.v[v]);
    }
}
