#include "analyse/transcript.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "text/fold.h"

enum { LONGEST_LABEL = 48, MOST_WORDS = 4, KNOWN_LABELS = 64, CAPITAL_LINES = 2, NAME_LINES = 4 };

enum label_kind { NO_LABEL, CAPITALS, NAME };

static bool is_mark(uint32_t cp)
{
    return cp == '"' || cp == 0x201C || cp == 0x201E || cp == 0xAB || cp == 0x2018;
}

/* Bytes of a label up to its colon are capitalised words; all of them in capitals or not. */
static enum label_kind kind_of(struct wd_str label)
{
    size_t words = 0, letters = 0;
    bool starts = true, capitals = true;
    for (size_t at = 0; at < label.n;) {
        struct wd_cp c = wd_utf8_at(label, at);
        at += c.bytes;
        if (c.cp == ' ') {
            starts = true;
            continue;
        }
        bool inner = !starts && (c.cp == '.' || c.cp == '-' || c.cp == '\'' || c.cp == 0x2019);
        if (!inner && !wd_cp_is_letter(c.cp))
            return NO_LABEL;
        if (!wd_cp_is_letter(c.cp))
            continue;
        bool upper = wd_cp_is_upper(c.cp);
        if (starts && !upper)
            return NO_LABEL;
        capitals = capitals && upper;
        words += starts;
        letters++;
        starts = false;
    }
    if (words == 0 || words > MOST_WORDS)
        return NO_LABEL;
    if (letters == 1)
        return label.p[0] == 'Q' || label.p[0] == 'A' ? CAPITALS : NO_LABEL;
    return capitals ? CAPITALS : NAME;
}

static enum label_kind turn_of(struct wd_str text, uint32_t start, uint32_t end, struct wd_turn *ret)
{
    struct wd_cp c = wd_utf8_at(text, start);
    if (start < end && is_mark(c.cp))
        start += c.bytes;
    uint32_t colon = start, limit = WD_MIN(end, start + LONGEST_LABEL);
    while (colon < limit && text.p[colon] != ':')
        colon++;
    if (colon == limit || colon == start || colon + 1 >= end || text.p[colon + 1] != ' ')
        return NO_LABEL;
    uint32_t from = colon + 1;
    while (from < end && wd_is_blank(text.p[from]))
        from++;
    while (end > from && wd_is_blank(text.p[end - 1]))
        end--;
    if (from >= end || !wd_cp_is_letter(wd_utf8_at(text, from).cp) || !memchr(text.p + from, ' ', end - from))
        return NO_LABEL;
    *ret = (struct wd_turn){{start, colon}, {from, end}};
    return kind_of(wd_str_span(text, ret->label));
}

void wd_turns_of(struct wd_arena *a, struct wd_str text, wd_turns *ret_turns)
{
    wd_turns capitals = {0}, names = {0};
    uint64_t known[KNOWN_LABELS];
    size_t known_n = 0, repeated = 0;
    for (uint32_t at = 0; at < text.n;) {
        size_t found = wd_str_find_byte(text, '\n', at);
        uint32_t end = found == SIZE_MAX ? (uint32_t)text.n : (uint32_t)found;
        struct wd_turn turn;
        enum label_kind kind = turn_of(text, at, end, &turn);
        if (kind == CAPITALS) {
            wd_list_add(a, &capitals, turn);
        } else if (kind == NAME) {
            uint64_t label = wd_hash(wd_str_span(text, turn.label));
            size_t i = 0;
            while (i < known_n && known[i] != label)
                i++;
            repeated += i < known_n;
            if (i == known_n && known_n < KNOWN_LABELS)
                known[known_n++] = label;
            wd_list_add(a, &names, turn);
        }
        at = end + 1;
    }
    *ret_turns = (wd_turns){0};
    if (capitals.n >= CAPITAL_LINES)
        *ret_turns = capitals;
    else if (names.n >= NAME_LINES && repeated >= NAME_LINES / 2 && known_n >= 2)
        *ret_turns = names;
}
