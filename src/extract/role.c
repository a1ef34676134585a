#include "extract/role.h"

enum { LONGEST_WORD = 20, LONGEST_NAMES = 400 };

struct word {
    const char *text;
    size_t length;
    unsigned role;
    bool begins; /* a word that begins so has the role, too */
};
#define W(text, role, begins) \
    { \
        text, sizeof(text) - 1, role, begins \
    }

/* In order; our own list, from how pages of news are commonly built. */
static const struct word words[] = {
    W("ad", WD_ROLE_FURNITURE, false),
    W("ads", WD_ROLE_FURNITURE, false),
    W("advert", WD_ROLE_FURNITURE, true),
    W("aktualisiert", WD_ROLE_MODIFIED, false),
    W("auteur", WD_ROLE_BYLINE, true),
    W("author", WD_ROLE_BYLINE, true),
    W("autor", WD_ROLE_BYLINE, true),
    W("avatar", WD_ROLE_LOGO, false),
    W("badge", WD_ROLE_LOGO, false),
    W("bio", WD_ROLE_BIOGRAPHY, false),
    W("biography", WD_ROLE_BIOGRAPHY, false),
    W("brand", WD_ROLE_LOGO, false),
    W("breadcrumb", WD_ROLE_BREADCRUMB, true),
    W("breaking", WD_ROLE_FURNITURE, false),
    W("byline", WD_ROLE_BYLINE, true),
    W("caption", WD_ROLE_CAPTION, true),
    W("carousel", WD_ROLE_FURNITURE, false),
    W("comment", WD_ROLE_FURNITURE, false),
    W("comments", WD_ROLE_FURNITURE, false),
    W("commentlist", WD_ROLE_FURNITURE, false),
    W("consent", WD_ROLE_FURNITURE, false),
    W("contributor", WD_ROLE_BYLINE, true),
    W("cookie", WD_ROLE_FURNITURE, true),
    W("copyright", WD_ROLE_CREDIT, false),
    W("cover", WD_ROLE_HERO, false),
    W("credit", WD_ROLE_CREDIT, true),
    W("crumbs", WD_ROLE_BREADCRUMB, false),
    W("dachzeile", WD_ROLE_KICKER, false),
    W("date", WD_ROLE_DATE, false),
    W("dateline", WD_ROLE_DATE, false),
    W("datetime", WD_ROLE_DATE, false),
    W("datum", WD_ROLE_DATE, false),
    W("disqus", WD_ROLE_FURNITURE, false),
    W("eyebrow", WD_ROLE_KICKER, false),
    W("featured", WD_ROLE_HERO, false),
    W("fecha", WD_ROLE_DATE, false),
    W("footer", WD_ROLE_FURNITURE, true),
    W("gravatar", WD_ROLE_LOGO, false),
    W("headline", WD_ROLE_TITLE, false),
    W("hero", WD_ROLE_HERO, false),
    W("icon", WD_ROLE_LOGO, false),
    W("journalist", WD_ROLE_BYLINE, false),
    W("kicker", WD_ROLE_KICKER, false),
    W("latest", WD_ROLE_FURNITURE, false),
    W("lead", WD_ROLE_HERO, false),
    W("logo", WD_ROLE_LOGO, false),
    W("masthead", WD_ROLE_FURNITURE, false),
    W("menu", WD_ROLE_FURNITURE, false),
    W("modal", WD_ROLE_FURNITURE, false),
    W("modified", WD_ROLE_MODIFIED, false),
    W("name", WD_ROLE_NAME, false),
    W("nav", WD_ROLE_FURNITURE, false),
    W("navbar", WD_ROLE_FURNITURE, false),
    W("navigation", WD_ROLE_FURNITURE, false),
    W("newsletter", WD_ROLE_FURNITURE, true),
    W("opener", WD_ROLE_HERO, false),
    W("outbrain", WD_ROLE_FURNITURE, false),
    W("overline", WD_ROLE_KICKER, false),
    W("popular", WD_ROLE_FURNITURE, false),
    W("popup", WD_ROLE_FURNITURE, false),
    W("posted", WD_ROLE_DATE, false),
    W("promo", WD_ROLE_FURNITURE, true),
    W("pubdate", WD_ROLE_DATE | WD_ROLE_PUBLISHED, false),
    W("publication", WD_ROLE_DATE, false),
    W("publish", WD_ROLE_DATE | WD_ROLE_PUBLISHED, false),
    W("published", WD_ROLE_DATE | WD_ROLE_PUBLISHED, false),
    W("recommend", WD_ROLE_FURNITURE, true),
    W("redaktion", WD_ROLE_BYLINE, false),
    W("related", WD_ROLE_FURNITURE, true),
    W("reporter", WD_ROLE_BYLINE, false),
    W("sidebar", WD_ROLE_FURNITURE, true),
    W("signup", WD_ROLE_FURNITURE, false),
    W("sponsored", WD_ROLE_FURNITURE, false),
    W("subscribe", WD_ROLE_FURNITURE, false),
    W("taboola", WD_ROLE_FURNITURE, false),
    W("teaser", WD_ROLE_FURNITURE, true),
    W("thumbnail", WD_ROLE_HERO, false),
    W("time", WD_ROLE_DATE, false),
    W("timestamp", WD_ROLE_DATE, true),
    W("topline", WD_ROLE_KICKER, false),
    W("trending", WD_ROLE_FURNITURE, false),
    W("update", WD_ROLE_MODIFIED, false),
    W("updated", WD_ROLE_MODIFIED, false),
    W("verfasser", WD_ROLE_BYLINE, false),
    W("writer", WD_ROLE_BYLINE, false),
    W("written", WD_ROLE_BYLINE, false),
};

void wd_roles_init(struct wd_roles *r)
{
    size_t at = 0;
    for (int letter = 0; letter <= 26; letter++) {
        while (at < WD_COUNT(words) && words[at].text[0] < 'a' + letter)
            at++;
        r->first[letter] = (uint8_t)at;
    }
}

static unsigned role_of_word(const struct wd_roles *r, const char *word, size_t n)
{
    unsigned role = 0;
    int letter = word[0] - 'a';
    for (size_t i = r->first[letter]; n > 1 && i < r->first[letter + 1]; i++) {
        const struct word *w = &words[i];
        if (w->text[1] == word[1] && w->length <= n && (w->length == n || w->begins) && memcmp(w->text, word, w->length) == 0)
            role = w->role;
    }
    return role;
}

unsigned wd_roles_of_names(const struct wd_roles *r, struct wd_str names)
{
    char word[LONGEST_WORD];
    size_t n = 0;
    unsigned roles = 0;
    names.n = WD_MIN(names.n, (size_t)LONGEST_NAMES);
    for (size_t i = 0; i <= names.n; i++) {
        char c = i < names.n ? names.p[i] : ' ';
        bool letter = wd_is_alpha(c), humps = n && wd_is_upper(c) && i && wd_is_lower(names.p[i - 1]);
        if ((!letter || humps) && n) {
            roles |= role_of_word(r, word, n);
            n = 0;
        }
        if (letter && n < LONGEST_WORD)
            word[n++] = wd_lower(c);
    }
    return roles;
}

struct wd_look_of wd_look_of(const struct wd_roles *r, const struct wd_html_node *n)
{
    struct wd_look_of look = {0};
    for (size_t i = 0; i < n->attribute_n; i++) {
        const struct wd_html_attribute *at = &n->attributes[i];
        const char *name = at->name.p;
        switch (at->name.n) {
        case 2:
            if (memcmp(name, "id", 2) == 0)
                look.roles |= wd_roles_of_names(r, at->value);
            break;
        case 3:
            if (memcmp(name, "rel", 3) == 0)
                look.rel = at->value;
            break;
        case 5:
            if (memcmp(name, "class", 5) == 0)
                look.roles |= wd_roles_of_names(r, at->value);
            break;
        case 6:
            if (memcmp(name, "hidden", 6) == 0)
                look.roles |= WD_ROLE_HIDDEN;
            break;
        case 8:
            if (memcmp(name, "itemprop", 8) == 0)
                look.itemprop = at->value;
            else if (memcmp(name, "datetime", 8) == 0)
                look.datetime = at->value;
            else if (memcmp(name, "property", 8) == 0)
                look.property = at->value;
            break;
        default: break;
        }
    }
    return look;
}
