#include "helper.h"

#include "store/speakers.h"
#include "store/sqlite/inside.h"

static struct wd_arena arena;

enum { LUND = 11, MILL = 12, OPERATOR = 13 };

static struct wd_story make_story(uint64_t key)
{
    struct wd_story s = {.key = key, .serial = (uint32_t)key, .headline = WD_STR("Dam"), .created_utc = T0, .updated_utc = T0};
    wd_list_add(&arena, &s.members, (struct wd_member){.article = key * 10, .serial = (uint32_t)key * 10, .arrived_utc = T0});
    return s;
}

static struct wd_voice *voice(struct wd_story *s, uint64_t key, const char *name, const char *role)
{
    struct wd_voice *v = wd_list_push(&arena, &s->voices);
    *v = (struct wd_voice){.key = key, .name = wd_str_c(name), .role = wd_str_c(role), .named = key != OPERATOR};
    return v;
}

static void say(struct wd_story *s, uint64_t speaker, const char *words, int64_t minute)
{
    wd_list_add(&arena, &s->statements,
                (struct wd_statement){.key = wd_hash(wd_str_c(words)),
                                      .voice = speaker,
                                      .speaker = WD_STR("somebody"),
                                      .words = wd_str_c(words),
                                      .first_utc = T0 + minute * 60});
}

static struct wd_story the_dam(void)
{
    struct wd_story s = make_story(900);
    struct wd_voice *v = voice(&s, LUND, "Sergei Lund", "water minister");
    wd_list_add(&arena, &v->variants, WD_STR("Sergey Lund"));
    wd_list_add(&arena, &v->variants, WD_STR("Lund"));
    voice(&s, OPERATOR, "the operator", "");
    say(&s, LUND, "the dam holds", 1);
    say(&s, LUND, "the dam leaks", 9);
    say(&s, OPERATOR, "nothing leaks", 5);
    return s;
}

static struct wd_story the_bridge(void)
{
    struct wd_story s = make_story(901);
    struct wd_voice *v = voice(&s, LUND, "Sergei Lund", "minister");
    wd_list_add(&arena, &v->variants, WD_STR("Lund"));
    v = voice(&s, MILL, "Ada Lund", "");
    wd_list_add(&arena, &v->variants, WD_STR("Lund"));
    say(&s, LUND, "the bridge stays", 30);
    say(&s, MILL, "the mill stays", 31);
    return s;
}

static int put(struct wd_store *s, const struct wd_story *story)
{
    int err = wd_store_begin(s);
    if (!err)
        err = wd_store_put_story(s, story);
    return err ? err : wd_store_commit(s, 1);
}

static struct wd_speaker_record of(struct wd_store *s, const char *name, size_t offset, size_t limit)
{
    struct wd_speaker_record r = {0};
    int err = wd_store_speaker(s, &arena, wd_str_c(name), offset, limit, &r);
    if (err)
        r.line.statements = err;
    return r;
}

static wd_speaker_lines list(struct wd_store *s, const char *find, bool described)
{
    wd_speaker_lines lines = {0};
    struct wd_speaker_query q = {.find = wd_str_c(find), .described = described, .limit = 100};
    is_int(wd_store_speakers(s, &arena, &q, &lines), 0, "the list");
    return lines;
}

static void test_parts(void)
{
    struct wd_story s = the_dam();
    struct wd_spoken x;
    say(&s, LUND, "the dam holds", 1);
    say(&s, 0, "nobody said so", 1);
    wd_spoken_of(&arena, &s, &x);
    ok(x.statements.n == 3 && x.voices.n == 2, "statements without a speaker are nobody's, and each counts once");
    ok(x.voices.v[0].speaker == LUND && x.voices.v[0].statements == 2 && x.voices.v[0].named, "by speaker");
    is_int((long long)x.forms.n, 5, "names, other forms and offices");
}

static void test_reading(struct wd_store *s)
{
    struct wd_story dam = the_dam(), bridge = the_bridge();
    ok(put(s, &dam) == 0 && put(s, &bridge) == 0, "two stories");
    wd_speaker_lines lines = list(s, "", false);
    ok(lines.n == 2 && wd_str_eqc(lines.v[0].name, "Sergei Lund") && lines.v[0].statements == 3 && lines.v[0].stories == 2 &&
           lines.v[0].last_utc == T0 + 30 * 60,
       "most statements first, counted over both");
    lines = list(s, "", true);
    ok(lines.n == 1 && wd_str_eqc(lines.v[0].name, "the operator") && !lines.v[0].named, "who is only described stands apart");
    lines = list(s, "LUN", false);
    is_int((long long)lines.n, 2, "found by a part of a name");
    struct wd_speaker_record r = of(s, "sergey lund", 0, 2);
    ok(r.line.key == LUND && r.heard.n == 2 && r.more, "one by another spelling, in pages");
    ok(r.heard.n == 2 && wd_str_eqc(r.heard.v[0].statement->words, "the bridge stays") && r.heard.v[0].story->key == 901 &&
           wd_str_eqc(r.heard.v[1].statement->words, "the dam leaks"),
       "newest first, with their stories");
    ok(r.forms.n == 2 && r.roles.n == 1, "other forms and offices");
    r = of(s, "Sergei Lund", 2, 2);
    ok(r.heard.n == 1 && !r.more && wd_str_eqc(r.heard.v[0].statement->words, "the dam holds"), "the next page");
    struct wd_story alone = make_story(902);
    voice(&alone, 14, "Lund", "");
    say(&alone, 14, "the lock sticks", 50);
    is_int(put(s, &alone), 0, "a surname alone, in a story that knows nobody of it");
    r = of(s, "Lund", 0, 9);
    ok(r.line.key == 14 && r.near.n == 2 && wd_str_eqc(r.near.v[0].name, "Sergei Lund"), "names who may be meant");
    r = of(s, "Ada Lund", 0, 9);
    ok(r.near.n == 1 && r.near.v[0].key == 14, "and they name it");
    alone.statements.n = alone.voices.n = 0;
    is_int(put(s, &alone), 0, "it is gone");
    is_int(of(s, "Lund", 0, 1).line.statements, WD_E_NOTFOUND, "a surname that two have is neither");
    is_int(of(s, "Nobody", 0, 1).line.statements, WD_E_NOTFOUND, "nobody");
}

static void test_changes(struct wd_store *s)
{
    struct wd_story dam = the_dam(), bridge = the_bridge();
    dam.statements.n = 1;
    dam.voices.n = 1;
    is_int(put(s, &dam), 0, "statements are gone, as after a kill");
    ok(of(s, "Sergei Lund", 0, 9).line.statements == 2 && list(s, "", true).n == 0, "they are out of the sums");
    dam.statements.n = dam.voices.n = 0;
    is_int(put(s, &dam), 0, "all of them");
    struct wd_speaker_record r = of(s, "Sergei Lund", 0, 9);
    ok(r.line.statements == 1 && r.line.stories == 1 && wd_str_eqc(r.line.role, "minister") && r.roles.n == 0, "with what only it printed");
    is_int(of(s, "Sergey Lund", 0, 9).line.statements, WD_E_NOTFOUND, "its spellings too");
    is_int(wd_store_begin(s), 0, "begin");
    is_int(wd_store_redirect(s, bridge.key, dam.key), 0, "the other story is joined with it");
    is_int(wd_store_commit(s, 2), 0, "commit");
    ok(list(s, "", false).n == 0, "nobody is left");
    is_int(put(s, &bridge), 0, "it comes back");
    is_int(list(s, "", false).v[0].statements, 1, "with its speakers");
    struct wd_story more = the_bridge();
    say(&more, LUND, "the tunnel too", 40);
    is_int(wd_store_begin(s), 0, "begin");
    is_int(wd_store_put_story(s, &more), 0, "put");
    wd_store_rollback(s);
    is_int(of(s, "Sergei Lund", 0, 9).line.statements, 1, "rolled back");
    is_int(put(s, &more), 0, "put once more");
    is_int(of(s, "Sergei Lund", 0, 9).line.statements, 2, "this time it is written");
    sqlite3_int64 at = sqlite3_total_changes64(s->derived.handle);
    wd_speakers_forget(s);
    is_int(put(s, &more), 0, "put again after a restart");
    is_int(sqlite3_total_changes64(s->derived.handle) - at, 3, "record, list row, number of the event: nothing of the speakers");
}

int main(void)
{
    struct wd_where w = {0};
    struct wd_store *s = NULL;
    wd_arena_init(&arena);
    char *folder = temporary_folder(&arena);
    test_parts();
    is_int(wd_store_open(folder, &s, &w), 0, "open");
    test_reading(s);
    test_changes(s);
    wd_store_close(s);
    wd_dir_remove(folder);
    wd_arena_done(&arena);
    return done();
}
