#include "extract/picture.h"

#include "text/fold.h"

enum { LONGEST_SET = 8192, MOST_FORMS = 40, SMALLEST = 150, MAX_TOKENS = 16, LONGEST_URL = 2000 };

/* Words in addresses of images that are not the article's. */
static bool is_dummy(struct wd_str url)
{
    static const char *const words[] = {"placeholder",   "spacer",        "blank.",     "1x1",         "pixel",
                                        "avatar",        "sprite",        "gravatar",   "/logo",       "logo.",
                                        "logo-",         "_logo",         "-logo",      "favicon",     "/icons/",
                                        "emoji",         "loading",       "lazyload",   "transparent", "scorecardresearch",
                                        "doubleclick",   "/track",        "/ads/",      "data:",       ".svg",
                                        "author",        "default-image", "noimage",    "no-image",    "fallback",
                                        "share-default", "default_",      "og-default", "social-share"};
    for (size_t i = 0; i < WD_COUNT(words); i++)
        if (wd_str_find_nocase(url, words[i], 0) != SIZE_MAX)
            return true;
    return false;
}

struct best_form {
    struct wd_str url;
    int64_t width;
};

static void offer(struct best_form *best, struct wd_str url, int64_t width)
{
    if (url.n && url.n <= LONGEST_URL && !wd_str_starts_nocase(url, "data:") && (!best->url.n || width > best->width))
        *best = (struct best_form){url, width};
}

/* "a.jpg 640w, b.jpg 2x": an address may hold commas, but ends with none. */
static void offer_set(struct best_form *best, struct wd_str set)
{
    set.n = WD_MIN(set.n, (size_t)LONGEST_SET);
    for (int i = 0; i < MOST_FORMS; i++) {
        while (set.n && (wd_is_blank(set.p[0]) || set.p[0] == ','))
            set = wd_str_from(set, 1);
        size_t n = 0;
        while (n < set.n && !wd_is_blank(set.p[n]))
            n++;
        if (n == 0)
            return;
        struct wd_str url = wd_str_n(set.p, n), descriptor = {"", 0};
        set = wd_str_from(set, n);
        if (url.p[url.n - 1] == ',')
            url.n--;
        else
            wd_str_cut(&set, ',', &descriptor);
        int64_t width = 1;
        double density;
        descriptor = wd_str_trim(descriptor);
        char unit = descriptor.n ? descriptor.p[descriptor.n - 1] : 0;
        if (unit == 'w')
            wd_str_to_i64(wd_str_n(descriptor.p, descriptor.n - 1), &width);
        else if (unit == 'x' && wd_str_to_f64(wd_str_n(descriptor.p, descriptor.n - 1), &density) && density > 0 && density < 10)
            width = (int64_t)(density * 500);
        offer(best, url, width);
    }
}

static bool looks_like_image(struct wd_str value)
{
    return value.n > 8 && value.n < LONGEST_URL &&
           (value.p[0] == '/' || wd_str_starts_nocase(value, "http") || wd_str_find_nocase(value, ".jp", 0) != SIZE_MAX ||
            wd_str_find_nocase(value, ".webp", 0) != SIZE_MAX) &&
           wd_str_find_byte(value, ' ', 0) == SIZE_MAX;
}

static uint32_t pixels(struct wd_str value)
{
    uint32_t n = 0;
    for (size_t i = 0; i < value.n && i < 5 && wd_is_digit(value.p[i]); i++)
        n = n * 10 + (uint32_t)(value.p[i] - '0');
    return n;
}

bool wd_picture_of(struct wd_arena *a, const struct wd_roles *roles, const struct wd_html_node *img, unsigned above, struct wd_picture *p)
{
    struct best_form best = {0};
    uint32_t width = 0, height = 0;
    (void)a;
    for (size_t i = 0; i < img->attribute_n; i++) {
        struct wd_str name = img->attributes[i].name, value = wd_str_trim(img->attributes[i].value);
        if (wd_str_eqc(name, "src"))
            offer(&best, value, 0);
        else if (wd_str_ends(name, "srcset"))
            offer_set(&best, value);
        else if (wd_str_eqc(name, "width"))
            width = pixels(value);
        else if (wd_str_eqc(name, "height"))
            height = pixels(value);
        else if (wd_str_eqc(name, "class"))
            above |= wd_roles_of_names(roles, value);
        else if (wd_str_starts(name, "data-") && wd_str_find(name, "src", 5) != SIZE_MAX && looks_like_image(value))
            offer(&best, value, 1);
    }
    for (const struct wd_html_node *s = img->prev; s && (s->kind == WD_TAG_SOURCE || s->kind == WD_TAG_TEXT || s->kind == WD_TAG_COMMENT);
         s = s->prev)
        for (size_t i = 0; s->kind == WD_TAG_SOURCE && i < s->attribute_n; i++)
            if (wd_str_ends(s->attributes[i].name, "srcset"))
                offer_set(&best, s->attributes[i].value);
    if (!best.url.n || (width && width < SMALLEST && best.width < 400) || (height && height < 80 && best.width < 400))
        return false;
    p->url = best.url;
    p->width = width ? width : best.width > 1 ? (uint32_t)WD_MIN(best.width, (int64_t)9999) : 0;
    p->hero = above & WD_ROLE_HERO;
    p->logo = (above & (WD_ROLE_LOGO | WD_ROLE_BYLINE | WD_ROLE_BIOGRAPHY)) || is_dummy(best.url);
    return true;
}

/* The last part of an address, without "-640x480" and the ending. */
static struct wd_str stem_of(struct wd_str url)
{
    size_t end = wd_str_find_byte(url, '?', 0);
    url.n = end == SIZE_MAX ? url.n : end;
    for (size_t i = url.n; i-- > 0;)
        if (url.p[i] == '/' || (i + 2 < url.n && wd_str_starts_nocase(wd_str_from(url, i), "%2f"))) {
            url = wd_str_from(url, url.p[i] == '/' ? i + 1 : i + 3);
            break;
        }
    for (size_t i = url.n; i-- > 0;)
        if (url.p[i] == '.') {
            url.n = i;
            break;
        }
    size_t cut = url.n;
    while (cut && (wd_is_digit(url.p[cut - 1]) || url.p[cut - 1] == 'x'))
        cut--;
    if (cut > 4 && cut < url.n && (url.p[cut - 1] == '-' || url.p[cut - 1] == '_') && memchr(url.p + cut, 'x', url.n - cut))
        url.n = cut - 1;
    return url;
}

/* Parts of an address that tell one image from others: long ones with digits in them. */
struct tokens {
    struct wd_str v[MAX_TOKENS];
    size_t n;
};

static void tokens_of(struct tokens *t, struct wd_str url)
{
    size_t end = wd_str_find_byte(url, '?', 0), from = 0;
    /* the address of the image itself may stand in the query of a service that scales it */
    if (end != SIZE_MAX && end > 40)
        url.n = end;
    for (size_t i = 0; i <= url.n && t->n < MAX_TOKENS; i++) {
        char c = i < url.n ? url.p[i] : '/';
        if (wd_is_alpha(c) || wd_is_digit(c))
            continue;
        struct wd_str token = wd_str_n(url.p + from, i - from);
        size_t digits = 0;
        for (size_t k = 0; k < token.n; k++)
            digits += wd_is_digit(token.p[k]);
        bool date = digits == 8 && token.n == 8 && token.p[0] == '2' && token.p[1] == '0';
        if (token.n >= 6 && digits >= 2 && !date)
            t->v[t->n++] = token;
        from = i + 1;
    }
}

/* 0 to 100: that both addresses show one picture. */
static int same_picture(struct wd_str url, struct wd_str stem, const struct tokens *t)
{
    int same = 0;
    if (stem.n >= 5 && wd_str_eq_nocase(stem_of(url), stem))
        same = 100;
    for (size_t i = 0; !same && i < t->n; i++)
        if (memmem(url.p, url.n, t->v[i].p, t->v[i].n))
            same = (int)WD_MIN(t->v[i].n * 8, (size_t)85);
    return same;
}

static int score_of(const struct wd_picture *p, uint32_t headline, int same)
{
    bool after = p->place > headline;
    int score = same * 2 / 3;
    score += p->figure ? 15 : 0;
    score += p->caption.n ? 8 : 0;
    score += p->hero ? 15 : 0;
    score += p->inside ? 10 : 0;
    score += after ? 12 : 0;
    score += p->width >= 500 ? 10 : p->width && p->width < 300 ? -15 : 0;
    score -= p->logo ? 70 : 0;
    score -= p->linked ? 12 : 0;
    if (after)
        score -= (int)WD_MIN(p->paragraphs, 8u) * 5;
    return score;
}

void wd_picture_lead(const struct wd_page_evidence *e, uint32_t headline, struct wd_str *ret_image, struct wd_str *ret_caption,
                     struct wd_origin_of_field *ret_origin)
{
    const struct wd_found *named = NULL;
    const wd_founds *found = &e->fields[WD_PAGE_IMAGE];
    for (size_t i = 0; i < found->n; i++)
        if ((!named || found->v[i].trust > named->trust) && !is_dummy(found->v[i].text) && wd_evidence_address(e, found->v[i].text).n)
            named = &found->v[i];
    struct tokens tokens = {0};
    struct wd_str stem = {"", 0};
    if (named) {
        tokens_of(&tokens, named->text);
        stem = stem_of(named->text);
    }
    uint32_t paragraphs = 0; /* that stand above the headline, or come before the text */
    for (size_t i = 0; i < e->pictures.n; i++)
        if (e->pictures.v[i].place < headline)
            paragraphs = e->pictures.v[i].paragraphs;
    const struct wd_picture *best = NULL;
    int best_score = 0, best_same = 0;
    for (size_t i = 0; i < e->pictures.n; i++) {
        struct wd_picture p = e->pictures.v[i];
        p.paragraphs -= WD_MIN(paragraphs, p.paragraphs);
        int same = named ? same_picture(p.url, stem, &tokens) : 0, score = score_of(&p, headline, same);
        if (!best || score > best_score) {
            best = &e->pictures.v[i];
            best_score = score;
            best_same = same;
        }
    }
    if (best && best_score >= (named ? 30 : 25)) {
        struct wd_str url = wd_evidence_address(e, best->url);
        if (url.n) {
            *ret_image = url;
            *ret_caption = best->caption;
            *ret_origin = (struct wd_origin_of_field){(uint8_t)(best_same >= 50 ? named->source : WD_FROM_TEXT),
                                                      (uint8_t)(best_same >= 50 ? 95 : WD_MIN(40 + best_score, 85))};
            return;
        }
    }
    if (named) {
        *ret_image = wd_evidence_address(e, named->text);
        *ret_origin = (struct wd_origin_of_field){named->source, named->trust};
    }
}
