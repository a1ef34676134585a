#include "analyse/speakers.h"

#include "analyse/lexicon.h"

enum { LOOK_BACK = 40 };

static uint8_t gender_of(const struct wd_reading *r, struct wd_str name, struct wd_str role)
{
    uint64_t tags = 0;
    for (int i = 0; i < 2; i++) {
        struct wd_str rest = i ? role : name, word;
        while (wd_str_cut(&rest, ' ', &word)) {
            tags = wd_lex_tags(word, r->language);
            bool counts = i ? (tags & WD_LEX_TITLE) != 0 : (tags & WD_LEX_FIRST) != 0;
            if (counts && (tags & (WD_LEX_MALE | WD_LEX_FEMALE)) && (tags & (WD_LEX_MALE | WD_LEX_FEMALE)) != (WD_LEX_MALE | WD_LEX_FEMALE))
                return tags & WD_LEX_MALE ? 1 : 2;
            if (!i)
                break;
        }
    }
    return 0;
}

static struct wd_speaker person_of(const struct wd_reading *r, const struct wd_name *n, struct wd_str role)
{
    struct wd_speaker s = {.span = n->span, .name = n->name, .role = role, .is_person = n->type == WD_NAME_PERSON};
    s.gender = gender_of(r, s.name, role);
    return s;
}

static bool opens_sentence(struct wd_str text, uint32_t at)
{
    while (at > 0 && text.p[at - 1] == ' ')
        at--;
    return at == 0 || strchr(".!?\n\"", text.p[at - 1]) || (unsigned char)text.p[at - 1] == 0x9D;
}

/* "it": the body that spoke last or, nearer, that opened a sentence. */
static struct wd_str body_before(const struct wd_reading *r, const struct wd_speaker_memory *m, uint32_t at)
{
    size_t i = wd_names_from(r->names, at);
    for (size_t steps = 0; i > 0 && steps < LOOK_BACK; i--, steps++) {
        const struct wd_name *n = &r->names->v[i - 1];
        if (n->span.end <= m->last_body.span.end)
            break;
        if ((n->type == WD_NAME_ORG || n->type == WD_NAME_PLACE) && opens_sentence(r->text, n->span.start))
            return n->name;
    }
    return m->last_body.name;
}

/* "he": the last speaker if of that gender and near, else the nearest person named before. */
static struct wd_speaker pronoun(const struct wd_reading *r, const struct wd_speaker_memory *m, size_t unit)
{
    const struct wd_token *u = &r->units.v[unit];
    struct wd_speaker none = {.span = {u->start, u->end}};
    uint8_t wanted = u->tags & WD_LEX_MALE ? 1 : u->tags & WD_LEX_FEMALE ? 2 : 0;
    if (u->tags & WD_LEX_IT) {
        none.name = body_before(r, m, u->start);
        return none;
    }
    if (!wanted)
        return none;
    struct wd_speaker found = {0};
    size_t i = wd_names_from(r->names, u->start), steps = 0;
    for (; i > 0 && steps < LOOK_BACK; i--, steps++) {
        const struct wd_name *n = &r->names->v[i - 1];
        if (n->type != WD_NAME_PERSON)
            continue;
        uint8_t gender = gender_of(r, n->name, (struct wd_str){0});
        if (gender && gender != wanted)
            continue;
        found = person_of(r, n, (struct wd_str){0});
        break;
    }
    bool last_fits = m->last_person.name.n && (!m->last_person.gender || m->last_person.gender == wanted);
    if (last_fits && (!found.name.n || (u->start - m->last_person_at < 1500)))
        found = m->last_person;
    found.span = none.span;
    found.is_person = found.name.n > 0;
    return found;
}

static bool role_fits(struct wd_str role, struct wd_str head)
{
    static const struct {
        const char *head, *in_role;
    } kin[] = {{"diplomat", "secretary of state"},
               {"diplomat", "foreign minister"},
               {"diplomat", "ambassador"},
               {"diplomat", "envoy"},
               {"lawmaker", "sen"},
               {"lawmaker", "rep"},
               {"lawmaker", "congress"},
               {"leader", "president"},
               {"leader", "prime minister"},
               {"leader", "chancellor"},
               {"leader", "premier"},
               {"politician", "minister"},
               {"politician", "senator"},
               {"executive", "ceo"}};
    char word[32];
    if (head.n == 0 || head.n >= sizeof word || role.n == 0)
        return false;
    memcpy(word, head.p, head.n);
    word[head.n] = 0;
    if (wd_str_find_nocase(role, word, 0) != SIZE_MAX)
        return true;
    for (size_t i = 0; i < WD_COUNT(kin); i++)
        if (wd_str_eqc_nocase(head, kin[i].head) && wd_str_find_nocase(role, kin[i].in_role, 0) != SIZE_MAX)
            return true;
    return false;
}

static bool is_role_break(char c)
{
    return c == '.' || c == ',' || c == ';' || c == '\n' || c == '"' || c == '(' || c == ')' || c == ':';
}

/* The words just before a name in its sentence, as far as they may be an office: at most 60 bytes, not over punctuation. */
static struct wd_str words_before(struct wd_str text, uint32_t at)
{
    uint32_t from = at;
    while (from > 0 && at - from < 60) {
        char c = text.p[from - 1];
        bool initial = c == '.' && from >= 2 && wd_is_upper(text.p[from - 2]);
        if (is_role_break(c) && !initial)
            break;
        from--;
    }
    while (from < at && ((unsigned char)text.p[from] & 0xC0) == 0x80)
        from++;
    return wd_str_trim(wd_str_n(text.p + from, at - from));
}

/* "the top U.S. diplomat": the nearest person before whose office fits, if no other does. */
static bool description(const struct wd_reading *r, size_t from, size_t to, struct wd_speaker *ret)
{
    const struct wd_token *head = &r->units.v[to - 1];
    if (!wd_unit_word(r, from, "the") || !(head->tags & WD_LEX_ROLE) || to - from < 2)
        return false;
    struct wd_str word = wd_unit_str(r, to - 1);
    size_t i = wd_names_from(r->names, r->units.v[from].start);
    for (size_t steps = 0; i > 0 && steps < LOOK_BACK; i--, steps++) {
        const struct wd_name *n = &r->names->v[i - 1];
        if (n->type != WD_NAME_PERSON)
            continue;
        if (role_fits(words_before(r->text, n->span.start), word)) {
            *ret = person_of(r, n, (struct wd_str){0});
            return true;
        }
    }
    return false;
}

static struct wd_str trim_role(const struct wd_reading *r, size_t from, uint32_t end)
{
    const struct wd_token *u = &r->units.v[from];
    if (end <= u->start)
        return (struct wd_str){0};
    struct wd_str role = wd_str_trim(wd_str_n(r->text.p + u->start, end - u->start));
    if ((u->tags & WD_LEX_DET) && role.n >= u->end - u->start)
        role = wd_str_trim(wd_str_from(role, u->end - u->start));
    while (role.n && strchr(",:;-", role.p[role.n - 1]))
        role = wd_str_trim(wd_str_n(role.p, role.n - 1));
    return role;
}

/* "its director, Tomas Vael": the person that stands after the comma, where the phrase before it is an office in small letters. */
static const struct wd_name *apposition(const struct wd_reading *r, size_t from, size_t to)
{
    const struct wd_token *u = r->units.v;
    if (!(u[from].tags & (WD_LEX_DET | WD_LEX_PRON)) || to - from < 2)
        return NULL;
    size_t head = wd_lex_marks_apart(r->language) ? from + 1 : to - 1; /* "el ministro de Obras, Juan Robledo" */
    if ((u[head].flags & WD_TOKEN_CAPITAL) || !(u[head].tags & WD_LEX_ROLE))
        return NULL;
    if (!wd_unit_is(r, to, ',') || to + 1 >= r->units.n)
        return NULL;
    size_t first = to + 1;
    size_t i = wd_names_from(r->names, u[first].start);
    const struct wd_name *n = i < r->names->n ? &r->names->v[i] : NULL;
    while (n && first + 1 < r->units.n && u[first].start < n->span.start && (u[first].tags & WD_LEX_TITLE))
        first++; /* ", Dr Ruth Amsel" */
    return n && n->type == WD_NAME_PERSON && n->span.start == u[first].start ? n : NULL;
}

bool wd_name_is_whole(const struct wd_name *n)
{
    static const char *const articles[] = {"der ", "des ", "die ", "das ", "den ", "dem "};
    for (size_t i = 0; i < WD_COUNT(articles); i++)
        if (wd_str_starts(n->name, articles[i]))
            return false;
    return true;
}

struct wd_speaker wd_speaker_of(const struct wd_reading *r, struct wd_speaker_memory *memory, size_t from, size_t to)
{
    struct wd_speaker s = {0};
    const struct wd_token *u = r->units.v;
    if (from >= to)
        return s;
    if (to - from == 1 && (u[from].tags & WD_LEX_PRON) && !(u[from].tags & WD_LEX_COUNTRY)) {
        s = pronoun(r, memory, from);
        return s;
    }
    struct wd_span span = {u[from].start, u[to - 1].end};
    size_t stop = from + 1; /* names count before the first preposition after the head */
    while (stop < to &&
           !(stop > from && (u[stop].tags & WD_LEX_PREP) && !(u[stop].flags & WD_TOKEN_CAPITAL) && !wd_unit_word(r, stop, "of")))
        stop++;
    const struct wd_name *person = NULL, *only = NULL;
    for (size_t i = wd_names_from(r->names, span.start); i < r->names->n && r->names->v[i].span.start < u[stop - 1].end; i++) {
        const struct wd_name *n = &r->names->v[i];
        bool possessive =
            n->span.end < span.end && (r->text.p[n->span.end] == '\'' || wd_str_starts(wd_str_from(r->text, n->span.end), "’"));
        if (n->type == WD_NAME_PERSON && !possessive && n->span.end <= span.end && wd_name_is_whole(n))
            person = n;
        if (n->span.start == span.start && n->span.end >= span.end)
            only = n;
    }
    bool of_before = false;
    for (size_t i = from + 1; person && i < to && u[i].start < person->span.start; i++)
        of_before = of_before || (wd_unit_word(r, i, "of") && !(u[i + 1].flags & WD_TOKEN_CAPITAL)) ||
                    (wd_unit_word(r, i, "of") && u[i + 1].start >= person->span.start);
    const struct wd_name *behind = person ? NULL : apposition(r, from, to);
    if (behind) {
        s = person_of(r, behind, trim_role(r, from, span.end));
        span.end = behind->span.end;
    } else if (person && !of_before) {
        s = person_of(r, person, trim_role(r, from, person->span.start));
    } else if (only) {
        s.name = only->name;
    } else if (!description(r, from, to, &s)) {
        s.name = wd_str_span(r->text, span);
        if (u[to - 1].flags & WD_TOKEN_POSSESSIVE)
            s.name = wd_str_n(s.name.p, s.name.n);
    }
    s.span = span;
    return s;
}

void wd_speaker_remember(struct wd_speaker_memory *memory, const struct wd_speaker *s)
{
    if (!s->name.n)
        return;
    if (memory->last.name.n && !wd_str_eq(memory->last.name, s->name))
        memory->other = memory->last;
    memory->last = *s;
    if (s->is_person) {
        memory->last_person = *s;
        memory->last_person_at = s->span.end;
    } else {
        memory->last_body = *s;
    }
}
