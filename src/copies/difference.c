#include "base/utf8.h"
#include "copies/align.h"
#include "text/fold.h"

/* Past this many changes the middle is shown as taken out and put in whole. */
enum { MOST_CHANGES = 512 };

typedef WD_LIST(struct wd_str) wd_tokens;

static bool is_word_cp(uint32_t cp)
{
    return cp == '_' || wd_cp_is_letter(cp) || wd_cp_is_digit(cp);
}

/* Words, runs of blanks, single other characters. */
static wd_tokens tokens_of(struct wd_arena *a, struct wd_str text)
{
    wd_tokens tokens = {0};
    for (size_t at = 0; at < text.n;) {
        size_t from = at;
        struct wd_cp c = wd_utf8_at(text, at);
        at += WD_MAX(c.bytes, 1u);
        bool word = is_word_cp(c.cp), blank = !word && wd_cp_is_space(c.cp);
        while (at < text.n && (word || blank)) {
            c = wd_utf8_at(text, at);
            if (word ? !is_word_cp(c.cp) : !wd_cp_is_space(c.cp))
                break;
            at += WD_MAX(c.bytes, 1u);
        }
        wd_list_add(a, &tokens, wd_str_n(text.p + from, at - from));
    }
    return tokens;
}

struct script {
    uint8_t *ops; /* enum wd_diff_op, in order */
    size_t n;
};

static void put_ops(struct script *s, uint8_t op, size_t times)
{
    memset(s->ops + s->n, op, times);
    s->n += times;
}

/* Myers: the furthest point on each diagonal for each number of changes; the trail of them is walked back. */
static bool myers(struct wd_arena *a, const struct wd_str *of, size_t nof, const struct wd_str *in, size_t nin, struct script *script)
{
    int64_t n = (int64_t)nof, m = (int64_t)nin, most = WD_MIN(n + m, (int64_t)MOST_CHANGES), d, k;
    int32_t *v = wd_arena_array(a, (size_t)(2 * most + 3), sizeof *v), *middle = v + most + 1;
    int32_t **trail = wd_arena_array(a, (size_t)most + 1, sizeof *trail);
    bool reached = false;
    for (d = 0; d <= most && !reached; d++) {
        trail[d] = wd_arena_raw(a, (size_t)(2 * d + 1) * sizeof **trail);
        for (k = -d; k <= d; k += 2) {
            int64_t x = k == -d || (k != d && middle[k - 1] < middle[k + 1]) ? middle[k + 1] : middle[k - 1] + 1, y = x - k;
            while (x < n && y < m && x >= 0 && y >= 0 && wd_str_eq(of[x], in[y])) {
                x++;
                y++;
            }
            middle[k] = (int32_t)x;
            reached |= k == n - m && x >= n;
        }
        for (k = -d; k <= d; k++)
            trail[d][k + d] = middle[k];
    }
    if (!reached)
        return false;
    /* backwards, then turned round */
    uint8_t *ops = script->ops + script->n;
    size_t count = 0;
    int64_t x = n, y = m;
    for (d = d - 1; d > 0; d--) {
        const int32_t *before = trail[d - 1] + (d - 1);
        k = x - y;
        bool down = k == -d || (k != d && before[k - 1] < before[k + 1]);
        int64_t from_k = down ? k + 1 : k - 1, from_x = before[from_k], from_y = from_x - from_k;
        while (x > from_x + !down && y > from_y + down) {
            ops[count++] = WD_DIFF_KEEP;
            x--;
            y--;
        }
        ops[count++] = down ? WD_DIFF_INSERT : WD_DIFF_DELETE;
        x = from_x;
        y = from_y;
    }
    for (; x > 0; x--)
        ops[count++] = WD_DIFF_KEEP;
    for (size_t i = 0; i < count / 2; i++) {
        uint8_t swap = ops[i];
        ops[i] = ops[count - 1 - i];
        ops[count - 1 - i] = swap;
    }
    script->n += count;
    return true;
}

static bool all_blank(struct wd_str s)
{
    for (size_t at = 0; at < s.n;) {
        struct wd_cp c = wd_utf8_at(s, at);
        if (!wd_cp_is_space(c.cp))
            return false;
        at += WD_MAX(c.bytes, 1u);
    }
    return true;
}

/* A group of changes between two kept pieces. */
struct change {
    struct wd_str kept, out, in;
};
typedef WD_LIST(struct change) wd_changes;

static void extend(struct wd_str *piece, struct wd_str token)
{
    *piece = piece->n ? wd_str_n(piece->p, piece->n + token.n) : token;
}

/* The script as groups; a blank kept between two replacements joins them, for "red car" against "blue bus" is one change to a reader. */
static wd_changes group(struct wd_arena *a, const struct script *s, const wd_tokens *of, const wd_tokens *in)
{
    wd_changes changes = {0};
    size_t x = 0, y = 0;
    for (size_t i = 0; i < s->n;) {
        struct change c = {.out = {.p = NULL}, .in = {.p = NULL}};
        const char *kept_of = x < of->n ? of->v[x].p : NULL;
        for (; i < s->n && s->ops[i] == WD_DIFF_KEEP; i++, x++)
            extend(&c.kept, in->v[y++]);
        for (; i < s->n && s->ops[i] != WD_DIFF_KEEP; i++) {
            if (s->ops[i] == WD_DIFF_DELETE && x < of->n)
                extend(&c.out, of->v[x++]);
            else if (s->ops[i] == WD_DIFF_INSERT && y < in->n)
                extend(&c.in, in->v[y++]);
        }
        struct change *last = changes.n ? &changes.v[changes.n - 1] : NULL;
        if (last && last->out.n && last->in.n && c.out.n && c.in.n && all_blank(c.kept)) {
            extend(&last->out, wd_str_n(kept_of, c.kept.n));
            extend(&last->out, c.out);
            extend(&last->in, c.kept);
            extend(&last->in, c.in);
        } else {
            wd_list_add(a, &changes, c);
        }
    }
    return changes;
}

static void put_piece(struct wd_arena *a, wd_diffs *diffs, int op, struct wd_str text)
{
    if (text.n)
        wd_list_add(a, diffs, (struct wd_diff){.op = op, .text = text});
}

void wd_align_differences(struct wd_arena *a, struct wd_str of, struct wd_str in, wd_diffs *ret_diffs)
{
    wd_diffs diffs = {0};
    wd_tokens x = tokens_of(a, of), y = tokens_of(a, in);
    size_t head = 0, tail = 0, most = WD_MIN(x.n, y.n);
    while (head < most && wd_str_eq(x.v[head], y.v[head]))
        head++;
    while (tail < most - head && wd_str_eq(x.v[x.n - 1 - tail], y.v[y.n - 1 - tail]))
        tail++;
    struct script script = {.ops = wd_arena_raw(a, x.n + y.n)};
    size_t mx = x.n - head - tail, my = y.n - head - tail;
    put_ops(&script, WD_DIFF_KEEP, head);
    if (!myers(a, x.v + head, mx, y.v + head, my, &script)) {
        put_ops(&script, WD_DIFF_DELETE, mx);
        put_ops(&script, WD_DIFF_INSERT, my);
    }
    put_ops(&script, WD_DIFF_KEEP, tail);
    wd_changes changes = group(a, &script, &x, &y);
    for (size_t i = 0; i < changes.n; i++) {
        put_piece(a, &diffs, WD_DIFF_KEEP, changes.v[i].kept);
        put_piece(a, &diffs, WD_DIFF_DELETE, changes.v[i].out);
        put_piece(a, &diffs, WD_DIFF_INSERT, changes.v[i].in);
    }
    *ret_diffs = diffs;
}
