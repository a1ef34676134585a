#include "text/number.h"

#include "base/utf8.h"
#include "text/fold.h"
#include "text/stopwords.h"

enum { WORD_BYTES = 40, MAX_DIGITS = 18 };

/* SCALE multiplies what stands before it; SUFFIX does so glued to an amount of money only ("$5m"); GLUED where glued ("10k"). */
enum kind { NUMBER, SCALE, ORDINAL, SUFFIX, GLUED };
struct number_word {
    const char *word;
    enum kind kind;
    double value;
};

/* In lower case and byte order. */
/* clang-format off */
static const struct number_word of_en[] = {
    {"billion", SCALE, 1e9}, {"bn", SCALE, 1e9}, {"crore", SCALE, 10000000}, {"dozen", SCALE, 12}, {"eight", NUMBER, 8},
    {"eighteen", NUMBER, 18}, {"eighth", ORDINAL, 8}, {"eighty", NUMBER, 80}, {"eleven", NUMBER, 11}, {"eleventh", ORDINAL, 11},
    {"fifteen", NUMBER, 15}, {"fifth", ORDINAL, 5}, {"fifty", NUMBER, 50}, {"first", ORDINAL, 1}, {"five", NUMBER, 5},
    {"forty", NUMBER, 40}, {"four", NUMBER, 4}, {"fourteen", NUMBER, 14}, {"fourth", ORDINAL, 4}, {"hundred", SCALE, 100},
    {"k", GLUED, 1000}, {"lakh", SCALE, 100000}, {"m", SUFFIX, 1000000}, {"million", SCALE, 1000000}, {"mn", SCALE, 1000000},
    {"nine", NUMBER, 9}, {"nineteen", NUMBER, 19}, {"ninety", NUMBER, 90}, {"ninth", ORDINAL, 9}, {"one", NUMBER, 1},
    {"second", ORDINAL, 2}, {"seven", NUMBER, 7}, {"seventeen", NUMBER, 17}, {"seventh", ORDINAL, 7}, {"seventy", NUMBER, 70},
    {"six", NUMBER, 6}, {"sixteen", NUMBER, 16}, {"sixth", ORDINAL, 6}, {"sixty", NUMBER, 60}, {"ten", NUMBER, 10},
    {"tenth", ORDINAL, 10}, {"third", ORDINAL, 3}, {"thirteen", NUMBER, 13}, {"thirty", NUMBER, 30}, {"thousand", SCALE, 1000},
    {"three", NUMBER, 3}, {"tn", SCALE, 1e12}, {"trillion", SCALE, 1e12}, {"twelfth", ORDINAL, 12}, {"twelve", NUMBER, 12},
    {"twenty", NUMBER, 20}, {"two", NUMBER, 2}, {"zero", NUMBER, 0},
};
static const struct number_word of_de[] = {
    {"acht", NUMBER, 8}, {"achtzehn", NUMBER, 18}, {"achtzig", NUMBER, 80}, {"billion", SCALE, 1e12}, {"billionen", SCALE, 1e12},
    {"drei", NUMBER, 3}, {"dreihundert", NUMBER, 300}, {"dreitausend", NUMBER, 3000}, {"dreizehn", NUMBER, 13}, {"dreißig", NUMBER, 30},
    {"dritte", ORDINAL, 3}, {"dritten", ORDINAL, 3}, {"dutzend", SCALE, 12}, {"einhundert", NUMBER, 100}, {"eintausend", NUMBER, 1000},
    {"elf", NUMBER, 11}, {"erste", ORDINAL, 1}, {"ersten", ORDINAL, 1}, {"fünf", NUMBER, 5}, {"fünfzehn", NUMBER, 15},
    {"fünfzig", NUMBER, 50}, {"hundert", SCALE, 100}, {"hunderttausend", NUMBER, 100000}, {"milliarde", SCALE, 1e9},
    {"milliarden", SCALE, 1e9}, {"million", SCALE, 1000000}, {"millionen", SCALE, 1000000}, {"mio", SCALE, 1000000}, {"mrd", SCALE, 1e9},
    {"neun", NUMBER, 9}, {"neunzehn", NUMBER, 19}, {"neunzig", NUMBER, 90}, {"null", NUMBER, 0}, {"sechs", NUMBER, 6},
    {"sechzehn", NUMBER, 16}, {"sechzig", NUMBER, 60}, {"sieben", NUMBER, 7}, {"siebzehn", NUMBER, 17}, {"siebzig", NUMBER, 70},
    {"tausend", SCALE, 1000}, {"tsd", SCALE, 1000}, {"vier", NUMBER, 4}, {"vierzehn", NUMBER, 14}, {"vierzig", NUMBER, 40},
    {"zehn", NUMBER, 10}, {"zehntausend", NUMBER, 10000}, {"zwanzig", NUMBER, 20}, {"zwei", NUMBER, 2}, {"zweihundert", NUMBER, 200},
    {"zweitausend", NUMBER, 2000}, {"zweite", ORDINAL, 2}, {"zweiten", ORDINAL, 2}, {"zwölf", NUMBER, 12},
};
static const struct number_word of_fr[] = {
    {"cent", SCALE, 100}, {"cents", SCALE, 100}, {"cinq", NUMBER, 5}, {"cinquante", NUMBER, 50}, {"cinquième", ORDINAL, 5},
    {"deux", NUMBER, 2}, {"deuxième", ORDINAL, 2}, {"dix", NUMBER, 10}, {"douzaine", SCALE, 12}, {"douze", NUMBER, 12},
    {"huit", NUMBER, 8}, {"md", SCALE, 1e9}, {"mds", SCALE, 1e9}, {"mille", SCALE, 1000}, {"milliard", SCALE, 1e9},
    {"milliards", SCALE, 1e9}, {"million", SCALE, 1000000}, {"millions", SCALE, 1000000}, {"neuf", NUMBER, 9}, {"onze", NUMBER, 11},
    {"premier", ORDINAL, 1}, {"première", ORDINAL, 1}, {"quarante", NUMBER, 40}, {"quatorze", NUMBER, 14}, {"quatre", NUMBER, 4},
    {"quatrième", ORDINAL, 4}, {"quinze", NUMBER, 15}, {"seize", NUMBER, 16}, {"sept", NUMBER, 7}, {"six", NUMBER, 6},
    {"soixante", NUMBER, 60}, {"treize", NUMBER, 13}, {"trente", NUMBER, 30}, {"trois", NUMBER, 3}, {"troisième", ORDINAL, 3},
    {"vingt", NUMBER, 20}, {"zéro", NUMBER, 0},
};
static const struct number_word of_es[] = {
    {"billones", SCALE, 1e12}, {"billón", SCALE, 1e12}, {"catorce", NUMBER, 14}, {"cero", NUMBER, 0}, {"cien", SCALE, 100},
    {"ciento", SCALE, 100}, {"cinco", NUMBER, 5}, {"cincuenta", NUMBER, 50}, {"cuarenta", NUMBER, 40}, {"cuarto", ORDINAL, 4},
    {"cuatro", NUMBER, 4}, {"cuatrocientos", NUMBER, 400}, {"diecinueve", NUMBER, 19}, {"dieciocho", NUMBER, 18},
    {"diecisiete", NUMBER, 17}, {"dieciséis", NUMBER, 16}, {"diez", NUMBER, 10}, {"doce", NUMBER, 12}, {"docena", SCALE, 12},
    {"dos", NUMBER, 2}, {"doscientos", NUMBER, 200}, {"mil", SCALE, 1000}, {"millones", SCALE, 1000000}, {"millón", SCALE, 1000000},
    {"noventa", NUMBER, 90}, {"nueve", NUMBER, 9}, {"ochenta", NUMBER, 80}, {"ocho", NUMBER, 8}, {"once", NUMBER, 11},
    {"primera", ORDINAL, 1}, {"primero", ORDINAL, 1}, {"quince", NUMBER, 15}, {"quinientos", NUMBER, 500}, {"quinto", ORDINAL, 5},
    {"segunda", ORDINAL, 2}, {"segundo", ORDINAL, 2}, {"seis", NUMBER, 6}, {"sesenta", NUMBER, 60}, {"setenta", NUMBER, 70},
    {"siete", NUMBER, 7}, {"tercera", ORDINAL, 3}, {"tercero", ORDINAL, 3}, {"trece", NUMBER, 13}, {"treinta", NUMBER, 30},
    {"tres", NUMBER, 3}, {"trescientos", NUMBER, 300}, {"veinte", NUMBER, 20},
};
static const struct number_word of_it[] = {
    {"cento", SCALE, 100}, {"cinquanta", NUMBER, 50}, {"cinque", NUMBER, 5}, {"diciannove", NUMBER, 19}, {"diciassette", NUMBER, 17},
    {"diciotto", NUMBER, 18}, {"dieci", NUMBER, 10}, {"diecimila", NUMBER, 10000}, {"dodici", NUMBER, 12}, {"dozzina", SCALE, 12},
    {"due", NUMBER, 2}, {"duecento", NUMBER, 200}, {"duemila", NUMBER, 2000}, {"mila", SCALE, 1000}, {"miliardi", SCALE, 1e9},
    {"miliardo", SCALE, 1e9}, {"milione", SCALE, 1000000}, {"milioni", SCALE, 1000000}, {"mille", SCALE, 1000}, {"mld", SCALE, 1e9},
    {"mln", SCALE, 1000000}, {"novanta", NUMBER, 90}, {"nove", NUMBER, 9}, {"ottanta", NUMBER, 80}, {"otto", NUMBER, 8},
    {"prima", ORDINAL, 1}, {"primo", ORDINAL, 1}, {"quaranta", NUMBER, 40}, {"quarto", ORDINAL, 4}, {"quattordici", NUMBER, 14},
    {"quattro", NUMBER, 4}, {"quindici", NUMBER, 15}, {"quinto", ORDINAL, 5}, {"seconda", ORDINAL, 2}, {"secondo", ORDINAL, 2},
    {"sedici", NUMBER, 16}, {"sei", NUMBER, 6}, {"sessanta", NUMBER, 60}, {"settanta", NUMBER, 70}, {"sette", NUMBER, 7},
    {"terza", ORDINAL, 3}, {"terzo", ORDINAL, 3}, {"tre", NUMBER, 3}, {"trecento", NUMBER, 300}, {"tredici", NUMBER, 13},
    {"tremila", NUMBER, 3000}, {"trenta", NUMBER, 30}, {"undici", NUMBER, 11}, {"venti", NUMBER, 20}, {"zero", NUMBER, 0},
};
static const struct number_word of_pt[] = {
    {"bilhão", SCALE, 1e9}, {"bilhões", SCALE, 1e9}, {"catorze", NUMBER, 14}, {"cem", SCALE, 100}, {"cento", SCALE, 100},
    {"cinco", NUMBER, 5}, {"cinquenta", NUMBER, 50}, {"dez", NUMBER, 10}, {"dezasseis", NUMBER, 16}, {"dezenove", NUMBER, 19},
    {"dezesseis", NUMBER, 16}, {"dezessete", NUMBER, 17}, {"dezoito", NUMBER, 18}, {"dois", NUMBER, 2}, {"doze", NUMBER, 12},
    {"duas", NUMBER, 2}, {"duzentos", NUMBER, 200}, {"dúzia", SCALE, 12}, {"mil", SCALE, 1000}, {"milhão", SCALE, 1000000},
    {"milhões", SCALE, 1000000}, {"nove", NUMBER, 9}, {"noventa", NUMBER, 90}, {"oitenta", NUMBER, 80}, {"oito", NUMBER, 8},
    {"onze", NUMBER, 11}, {"primeira", ORDINAL, 1}, {"primeiro", ORDINAL, 1}, {"quarenta", NUMBER, 40}, {"quarto", ORDINAL, 4},
    {"quatorze", NUMBER, 14}, {"quatro", NUMBER, 4}, {"quinhentos", NUMBER, 500}, {"quinto", ORDINAL, 5}, {"quinze", NUMBER, 15},
    {"segunda", ORDINAL, 2}, {"segundo", ORDINAL, 2}, {"seis", NUMBER, 6}, {"sessenta", NUMBER, 60}, {"sete", NUMBER, 7},
    {"setenta", NUMBER, 70}, {"terceira", ORDINAL, 3}, {"terceiro", ORDINAL, 3}, {"treze", NUMBER, 13}, {"trezentos", NUMBER, 300},
    {"trilhão", SCALE, 1e12}, {"trilhões", SCALE, 1e12}, {"trinta", NUMBER, 30}, {"três", NUMBER, 3}, {"vinte", NUMBER, 20},
    {"zero", NUMBER, 0},
};
static const struct number_word of_nl[] = {
    {"acht", NUMBER, 8}, {"achttien", NUMBER, 18}, {"biljoen", SCALE, 1e12}, {"derde", ORDINAL, 3}, {"dertien", NUMBER, 13},
    {"dertig", NUMBER, 30}, {"dozijn", SCALE, 12}, {"drie", NUMBER, 3}, {"driehonderd", NUMBER, 300}, {"duizend", SCALE, 1000},
    {"eerste", ORDINAL, 1}, {"elf", NUMBER, 11}, {"honderd", SCALE, 100}, {"miljard", SCALE, 1e9}, {"miljoen", SCALE, 1000000},
    {"mld", SCALE, 1e9}, {"mln", SCALE, 1000000}, {"negen", NUMBER, 9}, {"negentien", NUMBER, 19}, {"negentig", NUMBER, 90},
    {"nul", NUMBER, 0}, {"tachtig", NUMBER, 80}, {"tien", NUMBER, 10}, {"tienduizend", NUMBER, 10000}, {"twaalf", NUMBER, 12},
    {"twee", NUMBER, 2}, {"tweede", ORDINAL, 2}, {"tweeduizend", NUMBER, 2000}, {"tweehonderd", NUMBER, 200}, {"twintig", NUMBER, 20},
    {"veertien", NUMBER, 14}, {"veertig", NUMBER, 40}, {"vier", NUMBER, 4}, {"vierde", ORDINAL, 4}, {"vijf", NUMBER, 5},
    {"vijfde", ORDINAL, 5}, {"vijftien", NUMBER, 15}, {"vijftig", NUMBER, 50}, {"zes", NUMBER, 6}, {"zestien", NUMBER, 16},
    {"zestig", NUMBER, 60}, {"zeven", NUMBER, 7}, {"zeventien", NUMBER, 17}, {"zeventig", NUMBER, 70},
};
static const struct number_word of_ru[] = {
    {"восемнадцать", NUMBER, 18}, {"восемь", NUMBER, 8}, {"восемьдесят", NUMBER, 80}, {"восемьсот", NUMBER, 800}, {"вторая", ORDINAL, 2},
    {"второй", ORDINAL, 2}, {"два", NUMBER, 2}, {"двадцать", NUMBER, 20}, {"две", NUMBER, 2}, {"двенадцать", NUMBER, 12},
    {"двести", NUMBER, 200}, {"девяносто", NUMBER, 90}, {"девятнадцать", NUMBER, 19}, {"девять", NUMBER, 9}, {"девятьсот", NUMBER, 900},
    {"десять", NUMBER, 10}, {"миллиард", SCALE, 1e9}, {"миллиарда", SCALE, 1e9}, {"миллиардов", SCALE, 1e9}, {"миллион", SCALE, 1000000},
    {"миллиона", SCALE, 1000000}, {"миллионов", SCALE, 1000000}, {"млн", SCALE, 1000000}, {"млрд", SCALE, 1e9}, {"ноль", NUMBER, 0},
    {"один", NUMBER, 1}, {"одиннадцать", NUMBER, 11}, {"одна", NUMBER, 1}, {"первая", ORDINAL, 1}, {"первого", ORDINAL, 1},
    {"первый", ORDINAL, 1}, {"пятнадцать", NUMBER, 15}, {"пять", NUMBER, 5}, {"пятьдесят", NUMBER, 50}, {"пятьсот", NUMBER, 500},
    {"семнадцать", NUMBER, 17}, {"семь", NUMBER, 7}, {"семьдесят", NUMBER, 70}, {"семьсот", NUMBER, 700}, {"сорок", NUMBER, 40},
    {"сто", NUMBER, 100}, {"третий", ORDINAL, 3}, {"третья", ORDINAL, 3}, {"три", NUMBER, 3}, {"тридцать", NUMBER, 30},
    {"триллион", SCALE, 1e12}, {"триллиона", SCALE, 1e12}, {"триллионов", SCALE, 1e12}, {"тринадцать", NUMBER, 13},
    {"триста", NUMBER, 300}, {"тыс", SCALE, 1000}, {"тысяч", SCALE, 1000}, {"тысяча", SCALE, 1000}, {"тысячи", SCALE, 1000},
    {"четыре", NUMBER, 4}, {"четыреста", NUMBER, 400}, {"четырнадцать", NUMBER, 14}, {"шестнадцать", NUMBER, 16}, {"шесть", NUMBER, 6},
    {"шестьдесят", NUMBER, 60}, {"шестьсот", NUMBER, 600},
};
/* clang-format on */

struct manner {
    const struct number_word *words;
    size_t n;
    char thousands, decimal; /* ' ' for thousands: blanks of any width */
};
#define WORDS(code) of_##code, WD_COUNT(of_##code)
/* In the order of the stop-word tables of stopwords.h. */
static const struct manner manners[WD_STOPWORD_LANGUAGES] = {
    {WORDS(en), ',', '.'}, {WORDS(de), '.', ','}, {WORDS(fr), ' ', ','}, {WORDS(es), '.', ','},
    {WORDS(it), '.', ','}, {WORDS(pt), '.', ','}, {WORDS(nl), '.', ','}, {WORDS(ru), ' ', ','},
};

struct reader {
    struct wd_arena *a;
    struct wd_str text;
    const struct manner *manner;
    wd_numbers *numbers;
};

static char at_byte(const struct reader *r, size_t at)
{
    return at < r->text.n ? r->text.p[at] : 0;
}

static size_t digits_at(const struct reader *r, size_t at)
{
    size_t n = 0;
    while (wd_is_digit(at_byte(r, at + n)))
        n++;
    return n;
}

static const struct number_word *find_word(const struct manner *m, struct wd_str lower)
{
    size_t low = 0, high = m->n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = wd_str_cmp(lower, wd_str_c(m->words[middle].word));
        if (order == 0)
            return &m->words[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

/* The number word at `at`, and where it ends; NULL: another word, which is skipped. */
static const struct number_word *word_at(const struct reader *r, size_t at, size_t *ret_end)
{
    char bytes[WORD_BYTES + 4];
    size_t n = 0;
    while (at < r->text.n) {
        struct wd_cp c = wd_utf8_at(r->text, at);
        if (!wd_cp_is_letter(c.cp))
            break;
        if (n < WORD_BYTES)
            n += wd_utf8_put(bytes + n, wd_lower_cp(c.cp));
        at += c.bytes;
    }
    *ret_end = at;
    return n ? find_word(r->manner, wd_str_n(bytes, n)) : NULL;
}

/* Bytes of the mark that parts thousands at `at`; 0: none stands there. */
static size_t thousands_mark(const struct reader *r, size_t at)
{
    struct wd_cp c = wd_utf8_at(r->text, at);
    if (r->manner->thousands != ' ')
        return c.cp == (uint32_t)r->manner->thousands ? 1 : 0;
    return c.cp == ' ' || c.cp == 0xA0 || c.cp == 0x202F || c.cp == 0x2009 ? c.bytes : 0;
}

/* Past the groups of thousands after the leading digits. Groups of two are Indian ("1,00,000"); the last is of three. */
static size_t past_groups(const struct reader *r, size_t at)
{
    size_t end = at;
    for (;;) {
        size_t mark = thousands_mark(r, at), n = mark ? digits_at(r, at + mark) : 0;
        if (n != 3 && !(n == 2 && r->manner->thousands == ','))
            return end;
        at += mark + n;
        if (n == 3)
            end = at;
    }
}

static double value_of(struct wd_str digits)
{
    double v = 0;
    for (size_t i = 0; i < digits.n; i++)
        if (wd_is_digit(digits.p[i]))
            v = v * 10 + (digits.p[i] - '0');
    return v;
}

static bool money_before(const struct reader *r, size_t start)
{
    uint32_t cp = wd_utf8_before(r->text, start).cp;
    return cp == '$' || cp == 0xA3 || cp == 0xA5 || (cp >= 0x20A0 && cp <= 0x20C0);
}

static size_t skip_blanks(const struct reader *r, size_t at)
{
    struct wd_cp c = wd_utf8_at(r->text, at);
    while (c.cp == ' ' || c.cp == 0xA0 || c.cp == 0x202F) {
        at += c.bytes;
        c = wd_utf8_at(r->text, at);
    }
    return at;
}

/* "million" and its like after a number; several multiply ("hundred thousand"). */
static size_t read_scales(const struct reader *r, size_t start, size_t at, double *value)
{
    for (;;) {
        size_t from = skip_blanks(r, at), end;
        const struct number_word *w = word_at(r, from, &end);
        bool glued = from == at;
        if (!w || !(w->kind == SCALE || (w->kind == GLUED && glued) || (w->kind == SUFFIX && glued && money_before(r, start))))
            return at;
        *value *= w->value;
        at = end;
    }
}

static void put(struct reader *r, size_t start, size_t end, double value)
{
    wd_list_add(r->a, r->numbers, (struct wd_number){{(uint32_t)start, (uint32_t)end}, value});
}

/* A number in digits at `start`; gives where to read on. */
static size_t read_digits(struct reader *r, size_t start)
{
    size_t leading = digits_at(r, start), at = start + leading;
    if (leading <= 3)
        at = past_groups(r, at);
    double value = value_of(wd_str_n(r->text.p + start, at - start));
    size_t fraction = at_byte(r, at) == r->manner->decimal ? digits_at(r, at + 1) : 0;
    if (fraction && fraction <= MAX_DIGITS) {
        double part = value_of(wd_str_n(r->text.p + at + 1, fraction));
        for (size_t i = 0; i < fraction; i++)
            part /= 10;
        value += part;
        at += 1 + fraction;
    }
    at = read_scales(r, start, at, &value);
    if (at_byte(r, at) == '%')
        at++;
    put(r, start, at, value);
    while (at < r->text.n) {
        struct wd_cp c = wd_utf8_at(r->text, at);
        if (!wd_cp_is_letter(c.cp) && !wd_cp_is_digit(c.cp))
            break;
        at += c.bytes; /* "3rd", "1990s", "20mm" */
    }
    return at;
}

/* A blank, a hyphen or "and" between two number words; gives where the next may start. */
static size_t past_joint(const struct reader *r, size_t at)
{
    if (at_byte(r, at) == '-')
        return at + 1;
    at = skip_blanks(r, at);
    static const char *const joints[] = {"and ", "und ", "et ", "y ", "e ", "en "};
    for (size_t i = 0; i < WD_COUNT(joints); i++)
        if (wd_str_starts(wd_str_from(r->text, at), joints[i]))
            return at + strlen(joints[i]);
    return at;
}

/* A number in words whose first is `w`, from start to end; gives where to read on. */
static size_t read_words(struct reader *r, size_t start, size_t end, const struct number_word *w)
{
    double total = 0, current = 0, last = 1e18;
    size_t at = end;
    for (;;) {
        if (w->kind == SCALE) {
            current = (current > 0 ? current : 1) * w->value;
            if (w->value >= 1000) {
                total += current;
                current = 0;
            }
            last = w->value >= 1000 ? 1000 : 100;
        } else {
            current += w->value;
            last = w->value;
        }
        end = at;
        if (w->kind == ORDINAL)
            break;
        size_t next_end, next = past_joint(r, at);
        if (next == at)
            break;
        const struct number_word *n = word_at(r, next, &next_end);
        /* units follow tens and hundreds, tens follow hundreds; else a new number begins */
        bool fits = n && (n->kind == SCALE ||
                          ((n->kind == NUMBER || n->kind == ORDINAL) && n->value < last && (last >= 100 || (last >= 20 && n->value < 10))));
        if (!fits)
            break;
        w = n;
        at = next_end;
    }
    put(r, start, end, total + current);
    return end;
}

void wd_numbers_of(struct wd_arena *a, struct wd_str text, struct wd_str language, wd_numbers *ret_numbers)
{
    wd_numbers numbers = {0};
    int index = wd_stopword_language(language);
    text.n = WD_MIN(text.n, (size_t)UINT32_MAX);
    struct reader r = {a, text, &manners[index < 0 ? 0 : index], &numbers};
    for (size_t at = 0; at < text.n;) {
        struct wd_cp c = wd_utf8_at(text, at);
        if (c.cp < 0x80 && wd_is_digit((char)c.cp)) {
            at = read_digits(&r, at);
        } else if (wd_cp_is_letter(c.cp)) {
            size_t end;
            const struct number_word *w = word_at(&r, at, &end);
            at = w && w->kind != SUFFIX && w->kind != GLUED ? read_words(&r, at, end, w) : end;
            while (wd_is_digit(at_byte(&r, at)))
                at++; /* "F16" is a name */
        } else {
            at += c.bytes;
        }
    }
    *ret_numbers = numbers;
}
