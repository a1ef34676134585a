/* extract/rows.h - private to extract: what the rule sees of a piece, as a row of numbers.
 * Duty:      the first row of each piece (its text, box, place, neighbours, likeness to what the page says of itself); then, when the first
 *            forest has given each a chance and a cut has won, the rest of the row (what became of those round it).
 * Ownership: rows live in `a`.   Errors: none.
 * Threads:   pure.   Cost: O(pieces + words); WD_PAGE_FEATURES floats a piece. */
#ifndef WD_EXTRACT_ROWS_H
#define WD_EXTRACT_ROWS_H

#include "extract/inside.h"
#include "extract/pieces.h"

/* Name, in the order of the row. A change makes models/page.txt worthless: train anew. */
/* clang-format off */
#define WD_PAGE_FIRST_FEATURES(X) \
    X(words) X(word_bytes) X(link_share) X(links) X(stops) X(stops_a_word) X(commas) X(digit_share) X(title_share) X(capital_share) \
    X(strong_share) X(stopword_share) X(end) X(begin) X(bars) X(time) X(author) X(broken) X(tag) X(heading) X(inside_article) \
    X(inside_main) X(inside_section) X(inside_aside) X(inside_nav) X(inside_header) X(inside_footer) X(inside_figure) X(inside_list) \
    X(inside_table) X(inside_form) X(inside_quote) X(inside_link) X(inside_button) X(inside_noscript) X(inside_hidden) X(inside_dialog) \
    X(inside_body) X(inside_address) X(inside_pre) X(inside_comments) X(own_most) X(own_least) X(inline_most) X(inline_least) X(up_most) \
    X(up_least) X(up2_most) X(up2_least) X(up3_most) X(up3_least) X(path_worst) X(path_best) X(word_most) X(word_least) X(word_mean) \
    X(lead_word) X(place) X(place_bytes) X(since_heading) X(before_heading) X(depth) X(box_pieces) X(box_links) X(box_bytes) X(box_prose) \
    X(up_pieces) X(up_links) X(up_bytes) X(up_prose) X(up2_pieces) X(up2_links) X(up2_bytes) X(up2_prose) X(up2_share) X(up3_prose) \
    X(up3_share) X(far_best) X(best_share) X(in_best) X(same_shape) X(same_shape_words) X(same_shape_links) X(same_tags) \
    X(same_tags_words) X(prev_words) X(prev_links) X(prev_near) X(prev2_words) X(prev2_links) X(next_words) X(next_links) X(next_near) \
    X(next2_words) X(next2_links) X(prev_heading) X(next_heading) X(title_like) X(is_title) X(standfirst_like) X(standfirst_in) \
    X(body_like) X(has_body) X(summary_like) X(twice) X(image) X(up_image) X(page_pieces) X(page_prose) X(prose_before) X(prose_after) \
    X(box_from_start) X(box_from_end) X(since_prose) X(until_prose)
/* clang-format on */
/* clang-format off */
#define WD_PAGE_SECOND_FEATURES(X) \
    X(chance) X(chance_prev) X(chance_prev2) X(chance_prev3) X(chance_next) X(chance_next2) X(chance_next3) X(chance_box) X(chance_up) \
    X(chance_up2) X(chance_shape) X(won) X(far_won) X(kept_before) X(kept_after) X(since_kept) X(until_kept) X(kept_share) X(won_mean) \
    X(first_kept) X(last_kept) X(same_text_chance)
/* clang-format on */

enum wd_page_feature {
#define WD_PAGE_FEATURE(name) WD_F_##name,
    WD_PAGE_FIRST_FEATURES(WD_PAGE_FEATURE) WD_FIRST_FEATURES,
    WD_F_before_second = WD_FIRST_FEATURES - 1,
    WD_PAGE_SECOND_FEATURES(WD_PAGE_FEATURE) WD_PAGE_FEATURES
#undef WD_PAGE_FEATURE
};
extern const char *const wd_page_feature_names[WD_PAGE_FEATURES];
/* Changes when the list above does. */
struct wd_str wd_page_features_version(void);

#define WD_GIVEN_UP (-2.0F)
#define WD_LEAST_CHANCE 0.02F /* below it a piece is not asked about again, nor kept; its second half of a row is not made */
struct wd_rows {
    float (*v)[WD_PAGE_FEATURES]; /* one a piece */
    float *chance;                /* one a piece: of the forest that was asked last; WD_GIVEN_UP: it has no row, and no forest is asked */
    uint32_t best;                /* the box that holds the most prose for its size, before anything was asked */
};
void wd_page_rows_of(struct wd_arena *a, const struct wd_pieces *p, const struct wd_page_meta *meta,
                     const struct wd_extract_context *context, const struct wd_page_rules *rules, struct wd_rows *ret);
/* Asks the first forest; what was given up has no chance from then on. */
void wd_page_rows_ask(const struct wd_page_rules *rules, size_t n, struct wd_rows *rows);
/* chance is that of the first forest, won the box of the cut that won. */
void wd_page_rows_again(struct wd_arena *a, const struct wd_pieces *p, uint32_t won, struct wd_rows *rows);

/* features_put.c: all of it for the trainer, one JSON object. */
void wd_page_features_put(struct wd_arena *a, const struct wd_html *page, const struct wd_page_meta *meta,
                          const struct wd_page_rules *rules, struct wd_buf *out);

/* Running text: as much as a piece weighs as such, in words; 0 for what is no sentence. */
float wd_piece_prose(const struct wd_piece *p);

#endif
