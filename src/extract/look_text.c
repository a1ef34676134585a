#include "extract/look_inside.h"
#include "text/fold.h"

enum { MOST_PIECES = 40, MOST_STEPS = 400 };

static bool is_script_kind(const struct wd_html_node *n)
{
    return n->kind == WD_TAG_SCRIPT || n->kind == WD_TAG_STYLE || n->kind == WD_TAG_TEMPLATE || n->kind == WD_TAG_SVG;
}

static bool inline_kind(int kind)
{
    return kind == WD_TAG_B || kind == WD_TAG_I || kind == WD_TAG_EM || kind == WD_TAG_STRONG || kind == WD_TAG_SUP || kind == WD_TAG_SUB ||
           kind == WD_TAG_MARK || kind == WD_TAG_WBR || kind == WD_TAG_Q || kind == WD_TAG_FONT || kind == WD_TAG_SMALL;
}

struct wd_str wd_lines_of(struct wd_arena *a, const struct wd_html_node *n, size_t most)
{
    struct wd_buf b;
    size_t pieces = 0, steps = 0;
    bool broken = false;
    wd_buf_init(&b, most + 4096);
    for (const struct wd_html_node *at = n->first; at && pieces < MOST_PIECES && b.n < most && steps++ < MOST_STEPS;) {
        if (is_script_kind(at)) {
            at = wd_html_next_skip(at, n);
            continue;
        }
        if (at->kind == WD_TAG_TEXT && wd_str_trim(at->text).n) {
            bool joins =
                !broken && ((at->prev == NULL && inline_kind(at->parent->kind)) || (at->prev && strchr(",.;:!?')", at->text.p[0])));
            joins = joins || (!broken && at->prev && inline_kind(at->prev->kind));
            if (b.n && !joins)
                wd_buf_byte(&b, '\n');
            struct wd_str text = wd_str_n(at->text.p, WD_MIN(at->text.n, most));
            for (size_t i = 0; i < text.n; i++)
                wd_buf_byte(&b, wd_is_blank(text.p[i]) ? ' ' : text.p[i]);
            pieces++;
            broken = false;
        } else if (at->kind == WD_TAG_BR) {
            broken = true;
        }
        at = wd_html_next(at, n);
    }
    struct wd_str lines = wd_squeeze(a, wd_buf_str(&b), true);
    wd_buf_done(&b);
    return lines;
}

bool wd_text_is_small(const struct wd_html_node *n, size_t most)
{
    size_t bytes = 0, steps = 0;
    for (const struct wd_html_node *at = n->first; at;) {
        if (is_script_kind(at)) {
            at = wd_html_next_skip(at, n);
            continue;
        }
        if (at->kind == WD_TAG_TEXT)
            bytes += wd_str_trim(at->text).n;
        if (bytes > most || steps++ > 80)
            return false;
        at = wd_html_next(at, n);
    }
    return bytes > 0;
}
