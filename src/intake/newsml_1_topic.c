/* Topic sets of a NewsML 1 document, and the names that refer to them. */
#include "intake/newsml_1.h"

static struct wd_str without_hash(struct wd_str reference)
{
    reference = wd_str_trim(reference);
    size_t hash = wd_str_find_byte(reference, '#', 0);
    return hash == SIZE_MAX ? reference : wd_str_from(reference, hash + 1);
}

static uint64_t key_of(struct wd_str code, struct wd_str set)
{
    return wd_hash_seed(code, wd_hash(set));
}

static void read_topic(struct n1 *n, struct wd_xml *x, struct wd_str set)
{
    struct n1_topic t = {.id = wd_xml_attribute(x, "Duid"), .set = set};
    uint32_t depth = x->depth;
    while (wd_child(x, depth)) {
        if (wd_str_eqc_nocase(x->local, "FormalName")) {
            struct wd_str code = wd_str_trim(wd_xml_read_text(x));
            if (!t.code.n)
                t.code = code;
        } else if (wd_str_eqc_nocase(x->local, "Description")) {
            struct n1_name name = {.language = wd_xml_lang(x)};
            name.text = wd_wire_squeeze(&n->r, wd_xml_read_text(x));
            if (name.text.n)
                wd_list_add(n->r.a, &t.names, name);
        } else {
            wd_xml_skip(x);
        }
    }
    if ((!t.id.n && !t.code.n) || n->topics.n >= N1_MAX_TOPICS)
        return;
    wd_list_add(n->r.a, &n->topics, t);
    uint64_t *id = wd_map_at(&n->by_id, wd_hash(t.id)), *code = wd_map_at(&n->by_code, key_of(t.code, t.set));
    *id = *id ? *id : n->topics.n;
    *code = *code ? *code : n->topics.n;
    code = wd_map_at(&n->by_code, key_of(t.code, wd_str_n("", 0)));
    *code = *code ? *code : n->topics.n;
}

/* Topics may stand behind what refers to them: they are read first, where there are any. */
void wd_n1_read_topics(struct n1 *n)
{
    if (wd_str_find_nocase(n->text, "<topic", 0) == SIZE_MAX && wd_str_find_nocase(n->text, ":topic", 0) == SIZE_MAX)
        return;
    struct wd_xml x;
    struct wd_str set = {"", 0};
    wd_xml_init(&x, n->r.a, n->text);
    while (wd_xml_next(&x) != WD_XML_END_OF_INPUT) {
        if (x.event != WD_XML_OPEN)
            continue;
        if (wd_str_eqc_nocase(x.local, "TopicSet"))
            set = wd_xml_attribute(&x, "Duid");
        else if (wd_str_eqc_nocase(x.local, "Topic"))
            read_topic(n, &x, set);
    }
}

/* By reference first; else by formal name within the vocabulary, where that is a set of this document. */
static const struct n1_topic *topic_of(const struct n1 *n, struct wd_str reference, struct wd_str code, struct wd_str vocabulary)
{
    const uint64_t *at = reference.n ? wd_map_find(&n->by_id, wd_hash(reference)) : NULL;
    if (!at && code.n)
        at = wd_map_find(&n->by_code, key_of(code, vocabulary));
    return at ? &n->topics.v[*at - 1] : NULL;
}

static struct wd_str name_in(const struct n1_topic *t, struct wd_str language)
{
    for (size_t i = 0; language.n >= 2 && i < t->names.n; i++)
        if (t->names.v[i].language.n >= 2 && wd_same_nocase(t->names.v[i].language.p, language.p, 2))
            return t->names.v[i].text;
    return t->names.n ? t->names.v[0].text : (struct wd_str){"", 0};
}

struct wd_concept wd_n1_concept(struct n1 *n, struct wd_str language)
{
    struct wd_str code = wd_str_trim(wd_attribute_of(&n->r, "formalname")), scheme = wd_str_trim(wd_attribute_of(&n->r, "scheme")),
                  vocabulary = wd_str_trim(wd_attribute_of(&n->r, "vocabulary"));
    const struct n1_topic *t =
        n->topics.n ? topic_of(n, without_hash(wd_attribute_of(&n->r, "topic")), code, without_hash(vocabulary)) : NULL;
    struct wd_concept c = {.code = code.n || !t ? code : t->code, .scheme = scheme.n ? scheme : vocabulary};
    c.qcode = c.code;
    if (t)
        c.name = name_in(t, language);
    return c;
}

struct wd_str wd_n1_formal_name(struct n1 *n)
{
    return wd_str_trim(wd_attribute_of(&n->r, "formalname"));
}
