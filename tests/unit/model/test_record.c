#include "model/record.h"

#include "model/article.h"
#include "model/event.h"
#include "model/story.h"
#include "tap.h"

static struct wd_arena arena;

/* Fills every field of a record with something that is not zero, after its table. */
static void fill(const struct wd_record *r, void *to, unsigned seed, int depth)
{
    memset(to, 0, r->bytes);
    for (size_t i = 0; i < r->n; i++) {
        const struct wd_field *f = &r->fields[i];
        void *at = (char *)to + f->offset;
        unsigned v = seed * 31 + (unsigned)i + 1;
        size_t count = depth < 4 ? 1 + v % 3 : 0;
        switch (f->type) {
        case WD_T_STR: *(struct wd_str *)at = wd_arena_printf(&arena, "%s \xC3\xA4 %u", f->name, v); break;
        case WD_T_BOOL: *(bool *)at = true; break;
        case WD_T_ENUM: *(int *)at = f->choices[1] ? 1 : 0; break;
        case WD_T_I64: *(int64_t *)at = -(int64_t)v; break;
        case WD_T_TIME: *(int64_t *)at = 1700000000 + (int64_t)v; break;
        case WD_T_U32: *(uint32_t *)at = v; break;
        case WD_T_U64:
        case WD_T_KEY: *(uint64_t *)at = ((uint64_t)v << 32) + 7; break;
        case WD_T_F64: *(double *)at = (double)(v % 64) / 16; break;
        case WD_T_SPAN: *(struct wd_span *)at = (struct wd_span){v, v + 5}; break;
        case WD_T_REC: fill(f->of, at, v, depth + 1); break;
        case WD_T_LIST: {
            struct wd_list_any *list = at;
            *list = (struct wd_list_any){wd_arena_array(&arena, count, f->of->bytes), count, count};
            for (size_t k = 0; k < count; k++)
                fill(f->of, (char *)list->v + k * f->of->bytes, v + (unsigned)k, depth + 1);
            break;
        }
        case WD_T_STRS:
            for (size_t k = 0; k < 2; k++)
                wd_list_add(&arena, (wd_strs *)at, wd_arena_printf(&arena, "%s%zu", f->name, k));
            break;
        case WD_T_SPANS:
            for (uint32_t k = 0; k < 3; k++)
                wd_list_add(&arena, (wd_spans *)at, (struct wd_span){k * 10, k * 10 + 9});
            break;
        case WD_T_KEYS: {
            typedef WD_LIST(uint64_t) keys;
            for (uint64_t k = 1; k < 3; k++)
                wd_list_add(&arena, (keys *)at, k << 60);
            break;
        }
        }
    }
}

static struct wd_str json_of(const struct wd_record *r, const void *from)
{
    struct wd_buf b;
    struct wd_jw w;
    wd_buf_init(&b, 16u << 20);
    wd_jw_init(&w, &b);
    wd_record_json(r, from, &w);
    struct wd_str s = wd_arena_str(&arena, wd_buf_str(&b));
    wd_buf_done(&b);
    return s;
}

static struct wd_str packed_of(const struct wd_record *r, const void *from)
{
    struct wd_buf b;
    wd_buf_init(&b, 16u << 20);
    wd_record_pack(r, from, &b);
    struct wd_str s = wd_arena_str(&arena, wd_buf_str(&b));
    wd_buf_done(&b);
    return s;
}

static void round_trip(const struct wd_record *r)
{
    void *first = wd_arena_alloc(&arena, r->bytes), *second = wd_arena_alloc(&arena, r->bytes), *third = wd_arena_alloc(&arena, r->bytes),
         *fourth = wd_arena_alloc(&arena, r->bytes);
    fill(r, first, 3, 0);
    struct wd_str packed = packed_of(r, first), json = json_of(r, first);
    ok(wd_record_unpack(r, &arena, packed, second) == 0, "%s unpacks", r->name);
    ok(wd_str_eq(packed_of(r, second), packed), "%s packs again to the same bytes", r->name);
    ok(wd_str_eq(json_of(r, second), json), "%s prints the same JSON after it", r->name);

    struct wd_json *tree = NULL;
    struct wd_where w = {0};
    ok(wd_json_parse(&arena, json, &tree, &w) == 0, "%s: its JSON is JSON", r->name);
    bool read = tree && wd_record_from_json(r, &arena, tree, third, &w) == 0;
    ok(read, "%s reads from its JSON %s", r->name, w.message);
    ok(read && wd_str_eq(packed_of(r, third), packed), "%s is the same after it", r->name);

    struct wd_arena own;
    wd_arena_init(&own);
    wd_record_copy(r, &own, first, fourth);
    fill(r, first, 77, 0);
    ok(wd_str_eq(packed_of(r, fourth), packed), "%s: a copy is the same and shares nothing", r->name);
    wd_arena_done(&own);
}

/* Unpacks a heap copy, so that a sanitizer sees a read past its end; what unpacks must also print and pack. */
static bool try_bytes(const struct wd_record *r, const char *bytes, size_t n)
{
    struct wd_arena a;
    wd_arena_init(&a);
    char *copy = wd_malloc(n + 1);
    memcpy(copy, bytes, n);
    void *to = wd_arena_alloc(&a, r->bytes);
    int err = wd_record_unpack(r, &a, wd_str_n(copy, n), to);
    if (!err) {
        struct wd_buf b;
        struct wd_jw w;
        wd_buf_init(&b, 16u << 20);
        wd_jw_init(&w, &b);
        wd_record_json(r, to, &w);
        wd_buf_reset(&b);
        wd_record_pack(r, to, &b);
        wd_buf_done(&b);
    }
    free(copy);
    wd_arena_done(&a);
    return err == 0 || err == WD_E_CORRUPT;
}

static void corrupt(const struct wd_record *r)
{
    void *whole = wd_arena_alloc(&arena, r->bytes);
    fill(r, whole, 5, 2);
    struct wd_str packed = packed_of(r, whole);
    char *bytes = wd_arena_c(&arena, packed);
    bool safe = true;
    for (size_t n = 0; n < packed.n; n++)
        safe = try_bytes(r, bytes, n) && safe;
    ok(safe, "%s: no prefix of its %zu bytes does harm", r->name, packed.n);
    for (size_t i = 0; i < packed.n; i++) {
        static const int bends[] = {0x01, 0x04, 0x80, 0xFF};
        for (size_t k = 0; k < WD_COUNT(bends); k++) {
            bytes[i] = (char)(packed.p[i] ^ bends[k]);
            safe = try_bytes(r, bytes, packed.n) && safe;
        }
        bytes[i] = packed.p[i];
    }
    ok(safe, "%s: no single byte changed does harm", r->name);
}

int main(void)
{
    wd_arena_init(&arena);
    static const struct wd_record *const records[] = {&wd_article_record, &wd_story_record, &wd_document_record, &wd_event_head_record,
                                                      &wd_feed_record};
    for (size_t i = 0; i < WD_COUNT(records); i++)
        round_trip(records[i]);
    corrupt(&wd_article_record);
    corrupt(&wd_story_record);
    struct wd_article empty;
    is_int(wd_record_unpack(&wd_article_record, &arena, WD_STR(""), &empty), 0, "nothing unpacks to an empty article");
    ok(empty.arrived_utc == WD_NO_TIME && empty.title.n == 0 && empty.quotes.n == 0, "whose instants are not known");
    /* a field of a later version: tag 2000, bytes */
    is_int(wd_record_unpack(&wd_article_record, &arena,
                            WD_STR("\x82\x7D\x03"
                                   "abc"),
                            &empty),
           0, "an unknown tag is skipped");
    struct wd_json *tree = NULL;
    struct wd_where w = {0};
    ok(wd_json_parse(&arena, WD_STR("{\"title\":5}"), &tree, &w) == 0 &&
           wd_record_from_json(&wd_article_record, &arena, tree, &empty, &w) == WD_E_INVALID,
       "a member of a wrong type: %s", w.message);
    wd_arena_done(&arena);
    return done();
}
