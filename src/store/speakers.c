#include "store/speakers.h"

#include <stdlib.h>

static const struct wd_field statement_fields[] = {
    WD_FIELD(1, wd_spoken_statement, speaker, WD_T_KEY),
    WD_FIELD(2, wd_spoken_statement, statement, WD_T_KEY),
    WD_FIELD(3, wd_spoken_statement, at_utc, WD_T_I64),
};
static WD_RECORD(statement_record, wd_spoken_statement, statement_fields);
static const struct wd_field form_fields[] = {
    WD_FIELD(1, wd_spoken_form, speaker, WD_T_KEY),
    WD_FIELD(2, wd_spoken_form, kind, WD_T_U32),
    WD_FIELD(3, wd_spoken_form, text, WD_T_STR),
};
static WD_RECORD(form_record, wd_spoken_form, form_fields);
static const struct wd_field voice_fields[] = {
    WD_FIELD(1, wd_spoken_voice, speaker, WD_T_KEY),
    WD_FIELD(2, wd_spoken_voice, statements, WD_T_U32),
    WD_FIELD(3, wd_spoken_voice, named, WD_T_BOOL),
};
static WD_RECORD(voice_record, wd_spoken_voice, voice_fields);
static const struct wd_field spoken_fields[] = {
    WD_FIELD_OF(1, wd_spoken, statements, WD_T_LIST, &statement_record),
    WD_FIELD_OF(2, wd_spoken, forms, WD_T_LIST, &form_record),
    WD_FIELD_OF(3, wd_spoken, voices, WD_T_LIST, &voice_record),
};
WD_RECORD(wd_spoken_record, wd_spoken, spoken_fields);

#define ORDER(a, b) \
    if ((a) != (b)) \
    return (a) < (b) ? -1 : 1

int wd_spoken_statement_order(const void *x, const void *y)
{
    const struct wd_spoken_statement *a = x, *b = y;
    ORDER(a->speaker, b->speaker);
    ORDER(a->at_utc, b->at_utc);
    ORDER(a->statement, b->statement);
    return 0;
}

int wd_spoken_form_order(const void *x, const void *y)
{
    const struct wd_spoken_form *a = x, *b = y;
    ORDER(a->speaker, b->speaker);
    ORDER(a->kind, b->kind);
    return wd_str_cmp(a->text, b->text);
}

static int voice_order(const void *x, const void *y)
{
    const struct wd_spoken_voice *a = x, *b = y;
    ORDER(a->speaker, b->speaker);
    return 0;
}

static void add_form(struct wd_arena *a, struct wd_spoken *s, uint64_t speaker, enum wd_spoken_kind kind, struct wd_str text)
{
    if (text.n)
        wd_list_add(a, &s->forms, (struct wd_spoken_form){speaker, kind, text});
}

/* Sorted and distinct. */
static size_t settle(void *list, size_t n, size_t bytes, int (*order)(const void *, const void *))
{
    char *v = list;
    size_t kept = 0;
    if (n)
        qsort(v, n, bytes, order);
    for (size_t i = 0; i < n; i++)
        if (i == 0 || order(v + (kept - 1) * bytes, v + i * bytes) != 0) {
            if (kept != i)
                memcpy(v + kept * bytes, v + i * bytes, bytes);
            kept++;
        }
    return kept;
}

static void count(struct wd_spoken *s)
{
    size_t at = 0;
    for (size_t i = 0; i < s->voices.n; i++) {
        struct wd_spoken_voice *v = &s->voices.v[i];
        for (; at < s->statements.n && s->statements.v[at].speaker <= v->speaker; at++)
            v->statements += s->statements.v[at].speaker == v->speaker;
    }
}

void wd_spoken_of(struct wd_arena *a, const struct wd_story *story, struct wd_spoken *ret_spoken)
{
    struct wd_spoken s = {0};
    for (size_t i = 0; i < story->statements.n; i++) {
        const struct wd_statement *st = &story->statements.v[i];
        if (st->voice && st->words.n)
            wd_list_add(a, &s.statements,
                        (struct wd_spoken_statement){st->voice, st->key, st->first_utc != WD_NO_TIME ? st->first_utc : story->updated_utc});
    }
    for (size_t i = 0; i < story->voices.n; i++) {
        const struct wd_voice *v = &story->voices.v[i];
        wd_list_add(a, &s.voices, (struct wd_spoken_voice){.speaker = v->key, .named = v->named});
        add_form(a, &s, v->key, WD_SPOKEN_NAME, v->name);
        add_form(a, &s, v->key, WD_SPOKEN_ROLE, v->role);
        for (size_t k = 0; k < v->variants.n; k++)
            add_form(a, &s, v->key, WD_SPOKEN_VARIANT, v->variants.v[k]);
    }
    s.statements.n = settle(s.statements.v, s.statements.n, sizeof *s.statements.v, wd_spoken_statement_order);
    s.forms.n = settle(s.forms.v, s.forms.n, sizeof *s.forms.v, wd_spoken_form_order);
    s.voices.n = settle(s.voices.v, s.voices.n, sizeof *s.voices.v, voice_order);
    count(&s);
    *ret_spoken = s;
}
