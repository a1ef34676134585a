#include "base/json.h"
#include "extract/cut.h"
#include "extract/rows.h"

static void put_name(void *context, uint32_t hash, struct wd_str word)
{
    struct wd_jw *j = context;
    wd_jw_i64(j, hash);
    wd_jw_str(j, word);
}

static void put_names(struct wd_jw *j, const struct wd_html_node *n)
{
    wd_jw_array(j);
    wd_page_name_words(wd_html_attribute(n, "class"), put_name, j);
    wd_page_name_words(wd_html_attribute(n, "id"), put_name, j);
    wd_jw_end(j);
}

static void put_boxes(struct wd_jw *j, const struct wd_pieces *p)
{
    wd_jw_key(j, "boxes");
    wd_jw_array(j);
    for (size_t i = 1; i < p->boxes.n; i++) {
        const struct wd_box *b = &p->boxes.v[i];
        if (b->to == b->from)
            continue;
        wd_jw_array(j);
        wd_jw_i64(j, b->from);
        wd_jw_i64(j, b->to);
        put_names(j, b->node);
        wd_jw_end(j);
    }
    wd_jw_end(j);
}

/* Each number as the eight hexadecimal digits of its bytes, the lowest first: exact, and short work for a reader of arrays. */
static void put_rows(struct wd_arena *a, struct wd_jw *j, const struct wd_rows *rows, size_t n)
{
    static const char digits[] = "0123456789abcdef";
    size_t numbers = n * WD_PAGE_FEATURES;
    char *text = wd_arena_raw(a, numbers * 8 + 1);
    for (size_t i = 0; i < numbers; i++) {
        uint32_t bits;
        memcpy(&bits, &rows->v[i / WD_PAGE_FEATURES][i % WD_PAGE_FEATURES], sizeof(bits));
        for (size_t k = 0; k < 4; k++, bits >>= 8) {
            text[i * 8 + k * 2] = digits[bits >> 4 & 15];
            text[i * 8 + k * 2 + 1] = digits[bits & 15];
        }
    }
    wd_jw_key(j, "rows");
    wd_jw_str(j, wd_str_n(text, numbers * 8));
}

void wd_page_features_put(struct wd_arena *a, const struct wd_html *page, const struct wd_page_meta *meta,
                          const struct wd_page_rules *rules, struct wd_buf *out)
{
    static const struct wd_extract_context nothing = {.prior = {.published_utc = WD_NO_TIME}};
    struct wd_pieces p;
    struct wd_rows rows;
    wd_pieces_of(a, page, rules, &p);
    wd_page_rows_of(a, &p, meta, &nothing, rules, &rows);
    for (size_t i = 0; i < p.list.n; i++)
        if (rows.chance[i] == WD_GIVEN_UP)
            rows.v[i][0] = WD_GIVEN_UP; /* for the trainer: there is no row */
    wd_page_rows_ask(rules, p.list.n, &rows);
    wd_page_rows_again(a, &p, wd_page_cut(a, &p, &rows, NULL), &rows);
    struct wd_jw j;
    wd_jw_init(&j, out);
    wd_jw_object(&j);
    wd_jw_key(&j, "pieces");
    wd_jw_array(&j);
    for (size_t i = 0; i < p.list.n; i++)
        wd_jw_str(&j, wd_piece_text(&p, i));
    wd_jw_end(&j);
    put_boxes(&j, &p);
    put_rows(a, &j, &rows, p.list.n);
    wd_jw_end(&j);
}
