#include "extract/kind.h"

#include "text/fold.h"

#define START_BYTES 3u /* no phrase is shorter */

static unsigned start_of(const char *p)
{
    const unsigned char *u = (const unsigned char *)p;
    return (u[0] * 5u + u[1] * 83u + u[2] * 331u) % WD_PHRASE_STARTS;
}

void wd_phrase_index_init(struct wd_phrase_index *index)
{
    memset(index->first, 0, sizeof(index->first));
    for (size_t i = 0; i < wd_phrases_n; i++) {
        unsigned at = start_of(wd_phrases[i].words);
        index->bytes[i] = (uint8_t)strlen(wd_phrases[i].words);
        index->next[i] = index->first[at];
        index->first[at] = (uint16_t)(i + 1);
    }
}

static bool within_word(char c)
{
    return wd_is_alpha(c) || wd_is_digit(c) || (unsigned char)c >= 0x80;
}

static void heard(const struct wd_phrase *p, struct wd_heard *to)
{
    const char **words = &to->words[p->says];
    if (!*words || p->weight > 2)
        *words = p->words;
    to->weight[p->says] += p->weight;
}

void wd_hear(const struct wd_phrase_index *index, struct wd_str folded, bool title, struct wd_heard *to)
{
    uint64_t seen[WD_PHRASES_MAX / 64] = {0};
    for (size_t at = 0; at + START_BYTES <= folded.n; at++) {
        if (at && within_word(folded.p[at - 1]) && within_word(folded.p[at]))
            continue;
        for (unsigned i = index->first[start_of(folded.p + at)]; i; i = index->next[i - 1]) {
            const struct wd_phrase *p = &wd_phrases[i - 1];
            uint64_t bit = UINT64_C(1) << (i % 64);
            size_t n = index->bytes[i - 1];
            if ((seen[i / 64 % WD_COUNT(seen)] & bit) || folded.n - at < n || memcmp(folded.p + at, p->words, n) != 0)
                continue;
            /* a title that goes on is about something else */
            if (p->whole ? !title || at != 0 || folded.n >= n + 10 : title && folded.n > 2 * n + 16)
                continue;
            seen[i / 64 % WD_COUNT(seen)] |= bit;
            heard(p, to);
        }
    }
}
