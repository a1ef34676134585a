#include "cmd/bench_words.h"

enum {
    ROOM_A_WORD = 30, /* the longest thing that stands for one word, with its blank */
    PEOPLE_BITS = 14,
    KNOWN_BITS = 8,  /* so many people are known to all */
    COMMON_BITS = 5, /* so many words are about as common as each other */
    PLACE_BITS = 11,
    SENTENCE_LEAST = 9,
    SENTENCE_MORE = 16,
    TITLE_OWN = 2,
    TITLE_OTHERS = 2,
    TITLE_WORDS = 6 + TITLE_OWN + TITLE_OTHERS
};
enum { FOR_SCENE = 11, FOR_TEXT, FOR_TITLE };

/* ---- words ---- */

static const char consonants[16] = {'b', 'd', 'f', 'g', 'h', 'k', 'l', 'm', 'n', 'p', 'r', 's', 't', 'v', 'w', 'z'};
static const char vowels[4] = {'a', 'e', 'i', 'o'};

static char *put_syllable(char *p, uint32_t number)
{
    *p++ = consonants[number & 15];
    *p++ = vowels[number >> 4 & 3];
    return p;
}

static char *put_c(char *p, const char *word)
{
    while (*word)
        *p++ = *word++;
    return p;
}

void wd_lexicon_make(struct wd_lexicon *lexicon)
{
    static const char *const endings[16] = {"n", "r", "l", "t", "m", "d", "k", "nd", "st", "rn", "x", "sk", "ck", "p", "lt", "b"};
    for (uint32_t rank = 0; rank < 1u << WD_LEXICON_BITS; rank++) {
        uint32_t scattered = rank * 0x9E35u & ((1u << WD_LEXICON_BITS) - 1); /* odd: no two ranks fall together */
        struct wd_lexicon_word *word = &lexicon->words[rank];
        char *end = put_syllable(put_syllable(word->text, scattered), scattered >> 6);
        end = put_c(end, endings[scattered >> 12]);
        word->n = (uint8_t)(end - word->text);
    }
}

static char *put_word(char *p, const struct wd_lexicon_word *word)
{
    memcpy(p, word->text, sizeof word->text);
    return p + word->n;
}

static char *put_name(char *p, uint32_t number, uint32_t syllables)
{
    static const char *const endings[8] = {"n", "ric", "va", "lin", "s", "mark", "o", "ter"};
    char *from = p;
    uint64_t mixed = wd_hash_mix(syllables, number);
    for (uint32_t i = 0; i < syllables; i++)
        p = put_syllable(p, (uint32_t)(mixed >> (6 * i)));
    p = put_c(p, endings[mixed >> 40 & 7]);
    *from = (char)(*from - 32);
    return p;
}

static char *put_number(char *p, uint32_t value)
{
    char digits[12];
    size_t n = 0;
    do
        digits[n++] = (char)('0' + value % 10);
    while (value /= 10);
    while (n)
        *p++ = digits[--n];
    return p;
}

/* ---- scenes ---- */

enum { KIND_WORDS = 20 };
static const char *const kinds[][KIND_WORDS] = {
    {"election", "vote",   "ballot",     "candidate", "poll",   "party",      "turnout", "seat",     "campaign", "coalition",
     "majority", "voters", "parliament", "counting",  "result", "opposition", "mayor",   "district", "lead",     "victory"},
    {"match", "goal",   "coach",   "season",  "league", "injury", "striker", "win",   "defeat", "stadium",
     "fans",  "minute", "penalty", "referee", "table",  "final",  "club",    "squad", "draw",   "keeper"},
    {"crash",  "police", "driver", "road",    "injured", "hospital",      "vehicle",   "truck",      "collision", "witnesses",
     "rescue", "died",   "killed", "highway", "scene",   "investigation", "ambulance", "passengers", "bus",       "speed"},
    {"court", "judge",    "trial",  "verdict", "charges", "lawyer", "prosecutor", "appeal", "sentence", "guilty",
     "jury",  "evidence", "prison", "hearing", "accused", "ruling", "fraud",      "case",   "witness",  "defence"},
    {"storm",    "rain",      "flood", "wind",  "warning",     "weather", "damage",    "river",   "evacuated", "power",
     "forecast", "residents", "homes", "coast", "temperature", "snow",    "landslide", "shelter", "level",     "emergency"},
    {"earnings", "profit", "shares", "quarter", "revenue", "market", "investors", "company", "analysts", "forecast",
     "price",    "growth", "loss",   "sales",   "deal",    "merger", "stock",     "bank",    "board",    "dividend"},
    {"strike", "union",    "workers", "wages",   "talks",  "pay",          "employers", "walkout",  "offer",  "airport",
     "trains", "contract", "dispute", "members", "action", "negotiations", "staff",     "services", "picket", "agreement"},
    {"fire",  "blaze",     "smoke", "firefighters", "building",      "flames",    "residents", "cause", "burned", "warehouse",
     "alarm", "evacuated", "floor", "damage",       "investigators", "explosion", "gas",       "crews", "roof",   "injured"},
};

void wd_scene_make(uint64_t key, struct wd_scene *ret)
{
    struct wd_random r = wd_random_of(key, FOR_SCENE, 0);
    struct wd_scene s = {.key = key, .kind_words = kinds[wd_random_below(&r, WD_COUNT(kinds))], .kind_word_n = KIND_WORDS};
    for (size_t i = 0; i < WD_SCENE_PEOPLE; i++)
        s.people[i] = wd_random_below(&r, 4) ? (1u << PEOPLE_BITS) + wd_random_below(&r, 1u << 20) : wd_random_rank(&r, 0, KNOWN_BITS);
    for (size_t i = 0; i < WD_SCENE_PLACES; i++)
        s.places[i] = wd_random_rank(&r, 2, PLACE_BITS);
    for (size_t i = 0; i < WD_SCENE_BODIES; i++)
        s.bodies[i] = wd_random_rank(&r, 2, PLACE_BITS);
    for (size_t i = 0; i < WD_SCENE_FIGURES; i++)
        s.figures[i] = 2 + (wd_random_below(&r, 2) ? wd_random_below(&r, 60) : wd_random_below(&r, 9000));
    for (size_t i = 0; i < WD_SCENE_WORDS; i++)
        s.words[i] = 256 + wd_random_below(&r, (1u << WD_LEXICON_BITS) - 256);
    *ret = s;
}

static char *put_person(char *p, uint32_t person, bool whole)
{
    if (whole) {
        p = put_name(p, person % 97, 1);
        *p++ = ' ';
    }
    return put_name(p, person, 3);
}

static char *put_body(char *p, uint32_t body)
{
    static const char *const bodies[] = {" Council", " Court", " Union", " Bank", " Ministry", " Agency", " Institute", " Federation"};
    return put_c(put_name(p, body + 5000, 2), bodies[body % WD_COUNT(bodies)]);
}

/* ---- tellings ---- */

/* One telling: each has its own choice of the scene's names and words, and the last of the figures changes from one to the next. */
struct telling {
    const struct wd_lexicon *lexicon;
    const struct wd_scene *scene;
    struct wd_random r;
    uint32_t turn, number;
};

/* The first of n oftener than the last. */
static uint32_t early(uint64_t dice, uint32_t n)
{
    return (uint32_t)((dice & 0xFF) * (dice >> 8 & 0xFF) * n >> 16);
}

static char *put_figure(const struct telling *t, char *p, uint64_t dice)
{
    uint32_t i = early(dice, WD_SCENE_FIGURES);
    return put_number(p, t->scene->figures[i] + (i + 1 == WD_SCENE_FIGURES ? t->number : 0));
}

/* Words of one kind by their share of all, in 128ths. */
enum part { PART_FUNCTION = 54, PART_PERSON = 60, PART_PLACE = 64, PART_BODY = 66, PART_FIGURE = 69, PART_KIND = 81, PART_OWN = 100 };

static char *put_part(struct telling *t, char *p)
{
    static const char *const function[] = {"the",  "of",   "to",    "and",   "in",  "a",     "that", "for", "on",   "was",
                                           "with", "by",   "at",    "from",  "is",  "has",   "as",   "it",  "were", "after",
                                           "but",  "been", "would", "their", "had", "which", "who",  "this"};
    const struct wd_scene *s = t->scene;
    uint64_t dice = wd_random_next(&t->r), part = dice & 127, rest = dice >> 8;
    if (part < PART_FUNCTION)
        return put_c(p, function[early(rest, WD_COUNT(function))]);
    if (part < PART_PERSON)
        return put_person(p, s->people[(early(rest, WD_SCENE_PEOPLE) + t->turn % 2) % WD_SCENE_PEOPLE], rest >> 20 & 1);
    if (part < PART_PLACE)
        return put_name(p, s->places[early(rest, WD_SCENE_PLACES)] + 5000, 2);
    if (part < PART_BODY)
        return put_body(p, s->bodies[early(rest, WD_SCENE_BODIES)]);
    if (part < PART_FIGURE)
        return put_figure(t, p, rest);
    if (part < PART_KIND)
        return put_c(p, s->kind_words[(early(rest, s->kind_word_n) + t->turn) % s->kind_word_n]);
    if (part < PART_OWN)
        return put_word(p, &t->lexicon->words[s->words[(early(rest, WD_SCENE_WORDS) + t->turn) % WD_SCENE_WORDS]]);
    return put_word(p, &t->lexicon->words[wd_random_rank(&t->r, COMMON_BITS, WD_LEXICON_BITS)]);
}

static char *put_clause(struct telling *t, char *p, uint32_t n)
{
    char *from = p;
    for (uint32_t i = 0; i < n; i++) {
        p = put_part(t, p);
        *p++ = ' ';
    }
    if (wd_is_lower(*from))
        *from = (char)(*from - 32);
    return p - 1;
}

static char *put_sentence(struct telling *t, char *p, uint32_t n)
{
    bool quoted = wd_random_below(&t->r, 6) == 0;
    if (quoted)
        *p++ = '"';
    p = put_clause(t, p, n);
    if (quoted) {
        p = put_c(p, ",\" ");
        p = put_person(p, t->scene->people[wd_random_below(&t->r, 3)], true);
        p = put_c(p, " said");
    }
    *p++ = '.';
    return p;
}

static struct telling begin(const struct wd_lexicon *lexicon, const struct wd_scene *scene, uint32_t number, uint64_t purpose)
{
    struct telling t = {.lexicon = lexicon, .scene = scene, .r = wd_random_of(scene->key, purpose, number), .number = number};
    t.turn = wd_random_below(&t.r, 8);
    return t;
}

struct wd_str wd_scene_text(const struct wd_lexicon *lexicon, const struct wd_scene *scene, struct wd_arena *a, uint32_t number,
                            uint32_t words)
{
    struct telling t = begin(lexicon, scene, number, FOR_TEXT);
    uint32_t n = words * 4 / 10 + wd_random_below(&t.r, words * 12 / 10 + 1), sentences = 0;
    char *text = wd_arena_raw(a, (size_t)(n + SENTENCE_LEAST + SENTENCE_MORE) * ROOM_A_WORD), *p = text;
    for (uint32_t put = 0; put < n; sentences++) {
        uint32_t length = SENTENCE_LEAST + wd_random_below(&t.r, SENTENCE_MORE);
        if (sentences)
            *p++ = sentences % 2 ? ' ' : '\n';
        p = put_sentence(&t, p, length);
        put += length;
    }
    return wd_str_n(text, (size_t)(p - text));
}

struct wd_str wd_scene_title(const struct wd_lexicon *lexicon, const struct wd_scene *scene, struct wd_arena *a, uint32_t number)
{
    struct telling t = begin(lexicon, scene, number, FOR_TITLE);
    char *title = wd_arena_raw(a, TITLE_WORDS * ROOM_A_WORD), *p = title;
    if (wd_random_below(&t.r, 2))
        p = put_person(p, scene->people[wd_random_below(&t.r, 2)], false);
    else
        p = put_body(p, scene->bodies[0]);
    *p++ = ' ';
    p = put_c(p, scene->kind_words[early(wd_random_next(&t.r), 8)]);
    for (uint32_t i = 0; i < TITLE_OWN; i++) {
        *p++ = ' ';
        p = put_word(p, &lexicon->words[scene->words[wd_random_below(&t.r, 2 + 2 * TITLE_OWN)]]);
    }
    p = put_name(put_c(p, " in "), scene->places[0] + 5000, 2);
    for (uint32_t i = 0; i < TITLE_OTHERS; i++) {
        *p++ = ' ';
        p = put_part(&t, p);
    }
    return wd_str_n(title, (size_t)(p - title));
}

struct wd_str wd_scene_edited(const struct wd_lexicon *lexicon, struct wd_arena *a, struct wd_random *r, struct wd_str text,
                              uint32_t one_in)
{
    char *edited = wd_arena_raw(a, text.n * 2 + ROOM_A_WORD), *p = edited;
    uint32_t left = wd_random_below(r, one_in);
    for (size_t at = 0; at < text.n;) {
        size_t end = at;
        while (end < text.n && wd_is_lower(text.p[end]))
            end++;
        if (end > at + 3 && (at == 0 || text.p[at - 1] == ' ') && !left--) {
            p = put_word(p, &lexicon->words[wd_random_rank(r, COMMON_BITS, WD_LEXICON_BITS)]);
            left = wd_random_below(r, 2 * one_in);
        } else {
            end += end < text.n;
            memcpy(p, text.p + at, end - at);
            p += end - at;
        }
        at = end;
    }
    return wd_str_n(edited, (size_t)(p - edited));
}

struct wd_str wd_outlet_name(struct wd_arena *a, uint32_t number)
{
    static const char *const papers[] = {" Post", " Times", " Courier", " Herald", " Mail", " Observer", " Gazette", " Tribune"};
    char *name = wd_arena_raw(a, 2 * ROOM_A_WORD), *p = put_name(put_c(name, "The "), number + 900000, 3);
    p = put_c(p, papers[number % WD_COUNT(papers)]);
    return wd_str_n(name, (size_t)(p - name));
}
