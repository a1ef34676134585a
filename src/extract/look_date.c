#include "extract/look_inside.h"
#include "text/fold.h"

enum { MOST_DATES = 60, LONGEST_BARE_DATE = 100, LABEL_REACH = 8 };

void wd_look_date(struct wd_walk *w, const struct wd_html_node *n, const struct wd_look_of *look, const struct wd_above *above)
{
    struct wd_page_evidence *e = w->e;
    wd_found_times found = {0};
    bool time = n->kind == WD_TAG_TIME;
    if (e->dates.n >= MOST_DATES)
        return;
    if (look->datetime.n)
        wd_evidence_add_time(&found, e->a, look->datetime, WD_FROM_TIME_ELEMENT, 75);
    if (!found.n && wd_text_is_small(n, WD_LONGEST_DATE_LINE))
        wd_evidence_add_time(&found, e->a, wd_squeeze(e->a, wd_lines_of(e->a, n, WD_LONGEST_DATE_LINE), false),
                             time ? WD_FROM_TIME_ELEMENT : WD_FROM_TEXT, time ? 70 : 62);
    for (size_t i = 0; i < found.n; i++)
        wd_list_add(e->a, &e->dates,
                    (struct wd_seen_date){found.v[i], w->place, above->furniture,
                                          (look->roles & WD_ROLE_MODIFIED) && !(look->roles & WD_ROLE_PUBLISHED), true});
}

/* "Updated", "Zuletzt aktualisiert am": a date after it is that of a change. */
static bool says_modified(struct wd_str s)
{
    static const char *const words[] = {"updated",    "modified",      "update:",      "last reviewed", "aktualisiert", "geändert",
                                        "mis à jour", "mise à jour",   "modifié",      "actualizado",   "actualizada",  "atualizado",
                                        "aggiornato", "aggiornamento", "bijgewerkt",   "gewijzigd",     "opdateret",    "uppdaterad",
                                        "oppdatert",  "päivitetty",    "aktualizacja", "güncelleme",    "обновлено",    "ενημέρωση"};
    for (size_t i = 0; i < WD_COUNT(words); i++)
        if (wd_str_find_nocase(s, words[i], 0) != SIZE_MAX)
            return true;
    return false;
}

static bool says_published(struct wd_str s)
{
    static const char *const words[] = {"published",  "posted",     "created on",   "veröffentlicht", "erstellt",  "publié",
                                        "publicado",  "pubblicato", "gepubliceerd", "publicerad",     "publisert", "udgivet",
                                        "yayınlanma", "julkaistu",  "опубликовано", "first published"};
    for (size_t i = 0; i < WD_COUNT(words); i++)
        if (wd_str_find_nocase(s, words[i], 0) != SIZE_MAX)
            return true;
    return false;
}

/* Four digits that can be a year, and a day beside them. */
static bool may_be_date(struct wd_str s)
{
    size_t runs = 0, letters = 0;
    bool year = false;
    for (size_t i = 0; i < s.n;) {
        size_t from = i;
        while (i < s.n && wd_is_digit(s.p[i]))
            i++;
        if (i > from) {
            runs++;
            year = year || (i - from == 4 && ((s.p[from] == '2' && s.p[from + 1] == '0') || (s.p[from] == '1' && s.p[from + 1] == '9')));
        } else {
            letters += !wd_is_blank(s.p[i]);
            i++;
        }
    }
    return year && runs >= 2 && letters < 45;
}

/* What stands before "•", "|" or " - ": the line cut where something else begins. */
static struct wd_str next_part(struct wd_str *rest)
{
    static const char *const marks[] = {" \u2022 ", "|", " \u00b7 ", " - ", " \u2013 ", " \u2014 ", "\u2022", "\u00b7", " by ", " von "};
    size_t at = rest->n, n = 0;
    for (size_t i = 0; i < WD_COUNT(marks); i++) {
        size_t hit = wd_str_find(*rest, marks[i], 0);
        if (hit < at) {
            at = hit;
            n = strlen(marks[i]);
        }
    }
    struct wd_str part = wd_str_n(rest->p, at);
    *rest = wd_str_from(*rest, at + n);
    return part;
}

void wd_look_bare_date(struct wd_walk *w, const struct wd_html_node *text, const struct wd_above *above)
{
    struct wd_page_evidence *e = w->e;
    struct wd_str s = wd_str_trim(text->text);
    if (s.n < 4 || s.n > LONGEST_BARE_DATE || e->dates.n >= MOST_DATES || above->linked || (e->headings.n && !wd_below_headline(w)))
        return;
    bool modified = says_modified(s), published = !modified && says_published(s);
    if (!may_be_date(s)) {
        if (modified || published) {
            w->label_place = w->place;
            w->label_modified = modified;
        }
        return;
    }
    bool labelled = w->label_place && w->place - w->label_place <= LABEL_REACH;
    int trust = published || (labelled && !w->label_modified) ? 62 : 54;
    for (struct wd_str part, rest = s; rest.n;) {
        wd_found_times found = {0};
        part = wd_str_trim(next_part(&rest));
        if (may_be_date(part))
            wd_evidence_add_time(&found, e->a, part, WD_FROM_TEXT, trust);
        for (size_t i = 0; i < found.n; i++)
            wd_list_add(e->a, &e->dates,
                        (struct wd_seen_date){found.v[i], w->place, above->furniture,
                                              modified || (labelled && w->label_modified && !published), false});
    }
}
