/* What happened last in a story. */
#include "model/newest.h"
#include "tap.h"

static struct wd_arena arena;

static struct wd_member *add(struct wd_story *s, uint64_t article, int64_t created_utc, int relation)
{
    struct wd_member *m = wd_list_push(&arena, &s->members);
    *m = (struct wd_member){
        .article = article, .created_utc = created_utc, .updated_utc = WD_NO_TIME, .arrived_utc = 1000, .relation = relation};
    return m;
}

int main(void)
{
    wd_arena_init(&arena);
    struct wd_story s = {0};
    struct wd_newest n;
    ok(!wd_story_newest(&s, &n), "an empty story has no news");
    add(&s, 1, 100, WD_REL_ORIGINAL);
    ok(!wd_story_newest(&s, &n), "nor has its first article alone");
    add(&s, 2, 300, WD_REL_COPY);
    add(&s, 3, 200, WD_REL_INDEPENDENT);
    ok(wd_story_newest(&s, &n) && n.member->article == 2 && !n.change && n.at_utc == 300, "the latest by its own time");
    is_str(wd_str_c(n.kind), "copy", "a copy");
    s.members.v[1].killed = true;
    ok(wd_story_newest(&s, &n) && n.member->article == 3, "but for what was withdrawn");
    is_str(wd_str_c(n.kind), "own account", "an account of its own");
    add(&s, 4, WD_NO_TIME, WD_REL_DERIVED);
    ok(wd_story_newest(&s, &n) && n.member->article == 4 && n.at_utc == 1000, "one without a time counts by its arrival");
    is_str(wd_str_c(n.kind), "rewrite", "a rewrite");
    wd_list_add(&arena, &s.changes, (struct wd_change){.article = 1, .kind = WD_CHANGE_FIGURE, .at_utc = 1000});
    ok(wd_story_newest(&s, &n) && n.change && n.member->article == 1, "a change wins a tie");
    is_str(wd_str_c(n.kind), "figure", "a figure");
    s.changes.v[0].article = 9;
    ok(wd_story_newest(&s, &n) && n.change && !n.member, "also of an article that is no member any more");
    s.members.n = 1;
    ok(wd_story_newest(&s, &n) && n.change, "and in a story of one article");
    wd_arena_done(&arena);
    return done();
}
