/* Mail: one, or an mbox of several. The text is an article; what hangs on it is read in turn by its own format. */
#include "base/limits.h"
#include "base/url.h"
#include "intake/deskline.h"
#include "intake/feed.h"
#include "intake/mime.h"
#include "intake/plain.h"
#include "intake/telegraph.h"
#include "markup/charset.h"
#include "markup/sanitise.h"

enum {
    HEAD_BYTES = 64 << 10,
    HEAD_LINES = 400,
    COVER_NOTE_BYTES = 600, /* beside attached stories a shorter text is none of its own */
    SIGNATURE_BYTES = 4096,
    LEAST_STORY_BYTES = 200, /* a shorter text that is attached is none */
    LONGEST_PREFIX = 40,
    MAX_REPAIRS = 100
};

struct mail {
    const struct wd_adapter_input *in;
    struct wd_arena *a;
    struct wd_document *d;
    struct wd_document attached; /* the first that was read */
    bool has_attached, has_own;
    bool wire_attached; /* wire files, feeds or mails: what stands above them is a covering note */
};

/* ---- recognition ---- */

static struct wd_str without_envelope(struct wd_str bytes)
{
    while (bytes.n && (wd_is_blank(bytes.p[0]) || wd_str_starts(bytes, "\xEF\xBB\xBF")))
        bytes = wd_str_from(bytes, wd_is_blank(bytes.p[0]) ? 1 : 3);
    if (!wd_str_starts(bytes, "From "))
        return bytes;
    size_t end = wd_str_find_byte(bytes, '\n', 0);
    return end == SIZE_MAX ? bytes : wd_str_from(bytes, end + 1);
}

/* A name and a colon. */
static bool is_field(struct wd_str line)
{
    size_t n = 0;
    while (n < line.n && line.p[n] > ' ' && line.p[n] < 0x7F && line.p[n] != ':')
        n++;
    return n > 0 && n < line.n && line.p[n] == ':';
}

bool wd_mail_is(struct wd_str bytes)
{
    static const char *const certain[] = {
        "Received:", "Return-Path:", "Delivered-To:", "MIME-Version:", "Message-ID:", "X-Original-To:", "DKIM-Signature:", "X-Received:"};
    bool mbox = wd_str_starts(bytes, "From ") && wd_str_find_byte(wd_str_n(bytes.p, WD_MIN(bytes.n, (size_t)200)), '@', 0) != SIZE_MAX;
    struct wd_str head = without_envelope(wd_str_n(bytes.p, WD_MIN(bytes.n, (size_t)HEAD_BYTES))), line;
    bool sure = false, from = false, subject = false;
    for (unsigned i = 0; i < HEAD_LINES && wd_str_cut(&head, '\n', &line); i++) {
        if (!wd_str_trim(line).n)
            break;
        if (i > 0 && wd_is_blank(line.p[0]))
            continue;
        if (!is_field(line))
            return false;
        for (size_t k = 0; k < WD_COUNT(certain); k++)
            sure = sure || wd_str_starts_nocase(line, certain[k]);
        from = from || (wd_str_starts_nocase(line, "From:") && wd_str_find_byte(line, '@', 0) != SIZE_MAX);
        subject = subject || wd_str_starts_nocase(line, "Subject:") || wd_str_starts_nocase(line, "Date:");
    }
    return sure || (from && subject) || (mbox && (from || subject));
}

/* ---- header ---- */

static void repair(struct mail *m, struct wd_str text)
{
    if (m->d->repairs.n < MAX_REPAIRS)
        wd_list_add(m->a, &m->d->repairs, text);
}

/* "Name <address>", "address (Name)", "address". */
static struct wd_person person_of(struct wd_arena *a, struct wd_str field)
{
    struct wd_person p = {.name = {"", 0}};
    size_t open = wd_str_find_byte(field, '<', 0), close = open == SIZE_MAX ? SIZE_MAX : wd_str_find_byte(field, '>', open);
    size_t bracket = wd_str_find_byte(field, '(', 0);
    struct wd_str name = {"", 0}, address = field;
    if (close != SIZE_MAX) {
        name = wd_str_n(field.p, open);
        address = wd_str_n(field.p + open + 1, close - open - 1);
    } else if (bracket != SIZE_MAX) {
        size_t end = wd_str_find_byte(field, ')', bracket);
        name = wd_str_n(field.p + bracket + 1, (end == SIZE_MAX ? field.n : end) - bracket - 1);
        address = wd_str_n(field.p, bracket);
    } else if (wd_str_find_byte(field, ',', 0) != SIZE_MAX) {
        address = wd_str_n(field.p, wd_str_find_byte(field, ',', 0));
    }
    name = wd_str_trim(name);
    while (name.n && (name.p[0] == '"' || name.p[0] == '\''))
        name = wd_str_from(name, 1);
    while (name.n && (name.p[name.n - 1] == '"' || name.p[name.n - 1] == '\''))
        name.n--;
    p.name = wd_mime_text(a, name);
    p.email = wd_mime_text(a, address);
    return p;
}

static struct wd_str without_prefixes(struct wd_str subject)
{
    static const char *const prefixes[] = {"Fwd:", "Fw:", "WG:", "TR:", "RV:", "Re:", "AW:"};
    for (size_t i = 0; i < WD_COUNT(prefixes); i++)
        if (wd_str_starts_nocase(subject, prefixes[i])) {
            subject = wd_str_trim(wd_str_from(subject, strlen(prefixes[i])));
            i = SIZE_MAX; /* from the first again */
        }
    return subject;
}

/* "CORRECTION: Ferries sail again": in capitals only, headlines use the same words. */
static void read_signal(struct wd_item *item, struct wd_str subject)
{
    size_t colon = wd_str_find_byte(subject, ':', 0);
    if (colon == SIZE_MAX || colon > LONGEST_PREFIX)
        return;
    for (size_t i = 0; i < colon; i++)
        if (wd_is_lower(subject.p[i]))
            return;
    (void)wd_deskline_take(item, wd_str_n(subject.p, colon));
}

static struct wd_str angled(struct wd_str value)
{
    size_t open = wd_str_find_byte(value, '<', 0), close = open == SIZE_MAX ? SIZE_MAX : wd_str_find_byte(value, '>', open);
    return close == SIZE_MAX ? value : wd_str_n(value.p + open, close + 1 - open);
}

static void read_head(struct mail *m, struct wd_str head, struct wd_item *item)
{
    struct wd_arena *a = m->a;
    struct wd_date_options dates = {.zone = m->in->input->zone, .now_utc = m->in->input->arrived_utc};
    struct wd_date d;
    item->type = WD_STR("text");
    item->title.value = without_prefixes(wd_mime_text(a, wd_mime_field(a, head, "Subject")));
    item->published_text = item->updated_text = wd_mime_text(a, wd_mime_field(a, head, "Date"));
    if (wd_date_parse(item->published_text, &dates, &d))
        item->created_utc = item->published_utc = item->updated_utc = d.utc;
    struct wd_person from = person_of(a, wd_mime_field(a, head, "From"));
    size_t at = wd_str_find_byte(from.email, '@', 0);
    struct wd_str domain = at == SIZE_MAX ? wd_str_n("", 0) : wd_str_from(from.email, at + 1);
    if (from.name.n || from.email.n)
        wd_list_add(a, &item->authors, from);
    item->outlet = item->provider = from.name.n ? from.name : domain;
    item->language = wd_mime_text(a, wd_mime_field(a, head, "Content-Language"));
    if (!item->language.n)
        item->language = m->in->input->content_language;
    item->link = wd_url_resolve(a, wd_str_n("", 0), wd_mime_text(a, wd_mime_field(a, head, "X-URL")));
    struct wd_str words = wd_mime_text(a, wd_mime_field(a, head, "Keywords")), word;
    while (item->keywords.n < 64 && wd_str_cut(&words, ',', &word))
        if (wd_str_trim(word).n)
            wd_list_add(a, &item->keywords, wd_str_trim(word));
    read_signal(item, item->title.value);
    /* a mail that takes the place of an earlier one is a version of it */
    struct wd_str id = wd_mime_field(a, head, "Message-ID"), earlier = wd_mime_field(a, head, "Supersedes");
    if (!earlier.n && item->signal != WD_SIGNAL_NONE)
        earlier = wd_mime_field(a, head, "References");
    if (!earlier.n && item->signal != WD_SIGNAL_NONE)
        earlier = wd_mime_field(a, head, "In-Reply-To");
    item->id = wd_mime_text(a, angled(earlier.n ? earlier : id));
}

/* ---- body ---- */

static struct wd_str decoded(struct mail *m, const struct wd_mail_part *part, enum wd_markup_kind kind)
{
    struct wd_decoded d;
    wd_charset_decode(m->a, part->body, part->content_type, kind, &d);
    m->d->encoding = d.encoding;
    if (d.repaired)
        repair(m, wd_arena_printf(m->a, "bytes that are no %.*s were mended", WD_STR_ARG(d.encoding)));
    return d.text;
}

/* Lines that end with a blank go on in the next (RFC 3676). */
static struct wd_str unflowed(struct mail *m, struct wd_str text, bool delete_space)
{
    char *p = wd_arena_raw(m->a, text.n);
    size_t n = 0;
    while (text.n) {
        size_t end = wd_str_find_byte(text, '\n', 0);
        struct wd_str line = wd_str_n(text.p, end == SIZE_MAX ? text.n : end);
        text = wd_str_from(text, end == SIZE_MAX ? text.n : end + 1);
        if (line.n && line.p[line.n - 1] == '\r')
            line.n--;
        bool signature = wd_str_eqc(line, "-- "), flows = line.n && line.p[line.n - 1] == ' ' && !signature;
        if (line.n && line.p[0] == ' ') /* stuffed */
            line = wd_str_from(line, 1);
        line.n -= flows && delete_space && line.n;
        memcpy(p + n, line.p, line.n);
        n += line.n;
        if (!flows && end != SIZE_MAX)
            p[n++] = '\n';
    }
    return wd_str_n(p, n);
}

/* Without what stands below the last line "-- ". */
static struct wd_str without_signature(struct wd_str text)
{
    for (size_t i = text.n; i-- > 0;) {
        if (text.p[i] != '-' || (i > 0 && text.p[i - 1] != '\n'))
            continue;
        struct wd_str line = wd_str_from(text, i);
        size_t end = wd_str_find_byte(line, '\n', 0);
        line.n = end == SIZE_MAX ? line.n : end;
        while (line.n && line.p[line.n - 1] == '\r')
            line.n--;
        bool mark = wd_str_eqc(line, "-- ") || (wd_str_eqc(line, "--") && text.n - i < SIGNATURE_BYTES);
        if (mark)
            return wd_str_n(text.p, i);
    }
    return text;
}

/* The text of a member: a string, or the first of an array, as forms send it. */
static struct wd_str member_text(const struct wd_json *value)
{
    return value->type == WD_JSON_ARRAY && value->n ? wd_json_str(wd_json_at(value, 0)) : wd_json_str(value);
}

/* A form that was filled in: {"Headline": ["..."], "Body": ["..."]}. */
static bool read_form(struct mail *m, struct wd_str text, struct wd_item *item)
{
    static const char *const bodies[] = {"body", "text", "story", "content", "article"};
    struct wd_json *json;
    struct wd_where w = {0};
    char *line = wd_arena_raw(m->a, text.n); /* mail breaks long lines, in strings as well */
    for (size_t i = 0; i < text.n; i++)
        line[i] = text.p[i] == '\n' || text.p[i] == '\r' ? ' ' : text.p[i];
    if (wd_json_parse(m->a, wd_str_n(line, text.n), &json, &w) || json->type != WD_JSON_OBJECT)
        return false;
    struct wd_str body = {"", 0};
    for (size_t i = 0; i < json->n; i++)
        for (size_t k = 0; k < WD_COUNT(bodies); k++)
            if (wd_str_eqc_nocase(json->names[i], bodies[k]))
                body = member_text(&json->items[i]);
    if (!body.n)
        return false;
    struct wd_plain_reader r;
    wd_plain_init(&r, m->in);
    (void)wd_plain_story(&r, body, wd_str_n("", 0), item);
    for (size_t i = 0; i < json->n; i++) {
        enum wd_label label;
        struct wd_str value = member_text(&json->items[i]);
        if (value.n && wd_label_named(json->names[i], &label))
            wd_label_set(&r, label, value);
    }
    wd_plain_done(&r);
    return true;
}

static void take_document(struct mail *m, struct wd_document *doc)
{
    if (!m->has_attached)
        m->attached = *doc;
    m->has_attached = true;
    for (size_t i = 0; i < doc->items.n && m->d->items.n < WD_MAX_ITEMS; i++)
        wd_list_add(m->a, &m->d->items, doc->items.v[i]);
    for (size_t i = 0; i < doc->repairs.n; i++)
        repair(m, doc->repairs.v[i]);
    m->d->capped = m->d->capped || doc->capped;
}

static int parse_within(struct mail *m, const struct wd_mail_part *part, struct wd_document *doc, struct wd_where *w)
{
    struct wd_intake_input input = {.body = part->body,
                                    .file = part->name,
                                    .content_type = part->content_type,
                                    .content_language = m->in->input->content_language,
                                    .zone = m->in->input->zone,
                                    .arrived_utc = m->in->input->arrived_utc};
    return wd_intake_parse_within(m->a, &input, m->in->depth + 1, doc, w);
}

static bool is_machine_text(struct wd_str body)
{
    struct wd_str s = wd_str_trim(body);
    return s.n && (s.p[0] == '{' || s.p[0] == '[' || wd_str_starts(s, "<?xml") || wd_telegraph_is(body));
}

static bool has_story(const struct wd_document *doc)
{
    const struct wd_item *first = doc->items.n ? &doc->items.v[0] : NULL;
    return first && (first->title.value.n || first->body_html.n || first->body_text.n || first->content.n);
}

/* The body in plain text. True: another format's reader took it. */
static bool read_plain(struct mail *m, const struct wd_mail_part *part, struct wd_item *item)
{
    struct wd_document doc = {0};
    struct wd_where w = {0};
    struct wd_str text = decoded(m, part, WD_MARKUP_TEXT);
    if (part->flowed)
        text = unflowed(m, text, part->delete_space);
    struct wd_mail_part plain = *part;
    plain.body = part->flowed ? text : part->body;
    if (is_machine_text(text) && m->in->depth < WD_MAX_MAIL_DEPTH && parse_within(m, &plain, &doc, &w) == 0 && has_story(&doc)) {
        take_document(m, &doc);
        return true;
    }
    struct wd_str start = wd_str_trim(text);
    if (start.n && start.p[0] == '{' && read_form(m, text, item))
        return false;
    struct wd_plain_reader r;
    wd_plain_init(&r, m->in);
    (void)wd_plain_story(&r, without_signature(text), wd_str_n("", 0), item);
    wd_plain_done(&r);
    return false;
}

/* Plain text says best what the article is, unless it is but a hint to look at the page. */
static const struct wd_mail_part *body_of(struct mail *m, const wd_mail_parts *parts)
{
    const struct wd_mail_part *plain = NULL, *html = NULL;
    for (size_t i = 0; i < parts->n; i++) {
        const struct wd_mail_part *p = &parts->v[i];
        bool other = p->alternative && ((plain && plain->alternative != p->alternative) || (html && html->alternative != p->alternative));
        if (p->attachment || p->name.n || other)
            continue;
        if (!plain && wd_str_eqc(p->type, "text/plain"))
            plain = p;
        else if (!html && wd_str_eqc(p->type, "text/html"))
            html = p;
    }
    if (plain && html) {
        size_t shown = wd_html_to_text(m->a, decoded(m, html, WD_MARKUP_HTML)).n;
        return wd_str_trim(plain->body).n * 2 > shown ? plain : html;
    }
    return plain ? plain : html;
}

/* ---- what hangs on it ---- */

static bool is_no_news(struct wd_str type)
{
    static const char *const families[] = {"image/",
                                           "audio/",
                                           "video/",
                                           "font/",
                                           "text/html",
                                           "text/css",
                                           "text/calendar",
                                           "text/x-vcard",
                                           "text/vcard",
                                           "text/rtf",
                                           "application/pdf",
                                           "application/zip",
                                           "application/gzip",
                                           "application/msword",
                                           "application/vnd.openxml",
                                           "application/vnd.ms-",
                                           "application/pgp-",
                                           "application/pkcs7",
                                           "application/x-pkcs7",
                                           "application/rtf",
                                           "message/delivery-status",
                                           "application/ms-tnef",
                                           "text/rfc822-headers"};
    for (size_t i = 0; i < WD_COUNT(families); i++)
        if (wd_str_starts(type, families[i]))
            return true;
    return false;
}

static void read_mail(struct mail *m, struct wd_str bytes);

static void take_mail(struct mail *m, const struct wd_mail_part *part)
{
    struct wd_adapter_input in = *m->in;
    struct wd_document doc = {.wellformed = true};
    struct mail inner = {.in = &in, .a = m->a, .d = &doc};
    wd_item_init(&doc.feed);
    in.depth++;
    read_mail(&inner, part->body);
    doc.format = inner.has_own || !inner.has_attached ? WD_STR("email") : inner.attached.format;
    doc.wire = true;
    m->wire_attached = m->wire_attached || doc.items.n;
    take_document(m, &doc);
}

static void take_part(struct mail *m, const struct wd_mail_part *part, size_t number)
{
    if (is_no_news(part->type))
        return;
    struct wd_str name = part->name.n ? part->name : part->type;
    if (m->in->depth >= WD_MAX_MAIL_DEPTH) {
        m->d->capped = true;
        repair(m, wd_arena_printf(m->a, "part %zu (%.*s) was left out: mails in mails, more than %u deep", number, WD_STR_ARG(name),
                                  WD_MAX_MAIL_DEPTH));
        return;
    }
    if (wd_str_eqc(part->type, "message/rfc822")) {
        take_mail(m, part);
        return;
    }
    struct wd_document doc = {0};
    struct wd_where w = {0};
    int err = parse_within(m, part, &doc, &w);
    bool plain = !err && wd_str_eqc(doc.format, "text");
    if (plain && (!doc.items.n || doc.items.v[0].body_text.n < LEAST_STORY_BYTES))
        return;
    m->wire_attached = m->wire_attached || (!err && !plain && doc.items.n);
    if (err)
        repair(m, wd_arena_printf(m->a, "part %zu (%.*s) was not read: %s", number, WD_STR_ARG(name),
                                  w.message[0] ? w.message : wd_err_text(err)));
    else
        take_document(m, &doc);
}

/* Text beside the body that nobody attached: footers of lists. */
static bool is_footer(const struct wd_mail_part *part)
{
    return wd_str_eqc(part->type, "text/plain") && !part->attachment && !part->name.n && !is_machine_text(part->body);
}

static void read_mail(struct mail *m, struct wd_str bytes)
{
    struct wd_str head, body;
    struct wd_mail_leaves leaves;
    struct wd_item item;
    wd_item_init(&item);
    wd_mime_split(without_envelope(bytes), &head, &body);
    read_head(m, head, &item);
    wd_mime_leaves(m->a, head, body, &leaves);
    if (leaves.capped) {
        m->d->capped = true;
        repair(m, wd_arena_printf(m->a, "parts beyond %u, or more than %u deep, were left out", WD_MAX_MAIL_PARTS, WD_MAX_MAIL_DEPTH));
    }
    size_t before = m->d->items.n;
    m->wire_attached = false;
    const struct wd_mail_part *text = body_of(m, &leaves.parts);
    bool taken = false;
    if (text && wd_str_eqc(text->type, "text/html"))
        item.body_html = wd_clean_html(m->a, decoded(m, text, WD_MARKUP_HTML), item.link);
    else if (text)
        taken = read_plain(m, text, &item);
    for (size_t i = 0; i < leaves.parts.n; i++) {
        const struct wd_mail_part *part = &leaves.parts.v[i];
        bool of_body = text && text->alternative && part->alternative == text->alternative && !part->attachment;
        if (part != text && !of_body && !is_footer(part))
            take_part(m, part, i + 1);
    }
    size_t own = WD_MAX(item.body_text.n, item.body_html.n);
    if (taken || (m->wire_attached && own < COVER_NOTE_BYTES) || (!own && !item.title.value.n) || m->d->items.n >= WD_MAX_ITEMS)
        return;
    if (item.embargo_utc == WD_NO_TIME) {
        struct wd_date_options dates = {.zone = m->in->input->zone, .now_utc = WD_NO_TIME};
        (void)wd_deskline_embargo(m->a, &dates, item.title.value, &item);
    }
    if (!item.title.value.n)
        item.title.value = item.outlet;
    item.title.type = item.summary.type = WD_STR("text/plain");
    m->has_own = true;
    wd_list_add(m->a, &m->d->items, item);
    /* before what hangs on it */
    struct wd_item own_item = m->d->items.v[m->d->items.n - 1];
    memmove(&m->d->items.v[before + 1], &m->d->items.v[before], (m->d->items.n - 1 - before) * sizeof own_item);
    m->d->items.v[before] = own_item;
}

/* End of the mail that starts at s.p[from] in an mbox: a blank line, "From ", and a field in the line behind. */
static size_t end_of_mail(struct wd_str s, size_t from)
{
    for (size_t at = from; (at = wd_str_find(s, "\nFrom ", at)) != SIZE_MAX; at++) {
        size_t line_end = wd_str_find_byte(s, '\n', at + 1);
        bool blank = at > from && (s.p[at - 1] == '\n' || (s.p[at - 1] == '\r' && at > from + 1 && s.p[at - 2] == '\n'));
        if (blank && line_end != SIZE_MAX && is_field(wd_str_n(s.p + line_end + 1, WD_MIN(s.n - line_end - 1, (size_t)200))))
            return at + 1;
    }
    return s.n;
}

/* ">From " at the start of a line was "From " before the mail went into an mbox. */
static struct wd_str unquoted(struct wd_arena *a, struct wd_str s)
{
    if (wd_str_find(s, "\n>From ", 0) == SIZE_MAX)
        return s;
    char *p = wd_arena_raw(a, s.n);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        if (!(s.p[i] == '>' && i > 0 && s.p[i - 1] == '\n' && wd_str_starts(wd_str_from(s, i), ">From ")))
            p[n++] = s.p[i];
    return wd_str_n(p, n);
}

int wd_mail_adapt(const struct wd_adapter_input *in, struct wd_document *d, struct wd_where *w)
{
    struct mail m = {.in = in, .a = in->a, .d = d};
    struct wd_str bytes = in->input->body;
    d->encoding = WD_STR("utf-8");
    if (wd_str_starts(bytes, "From ")) {
        for (size_t at = 0; at < bytes.n && d->items.n < WD_MAX_ITEMS;) {
            size_t end = end_of_mail(bytes, at);
            read_mail(&m, unquoted(in->a, wd_str_n(bytes.p + at, end - at)));
            at = end;
        }
    } else {
        read_mail(&m, bytes);
    }
    bool attached_only = m.has_attached && !m.has_own;
    d->format = attached_only ? m.attached.format : WD_STR("email");
    d->wire = attached_only ? m.attached.wire : true;
    if (attached_only && !d->wire)
        d->feed = m.attached.feed;
    if (d->items.n >= WD_MAX_ITEMS) {
        d->capped = true;
        repair(&m, wd_arena_printf(in->a, "stories after the first %u were left out", WD_MAX_ITEMS));
    }
    return d->items.n ? 0 : wd_where_set(w, WD_E_EMPTY, "mail without subject and text");
}
