/* What the dialects of RSS and their modules add. */
#include "helper.h"

#define RSS_HEAD "<rss version=\"2.0\"><channel><title>Harbour Post</title><link>https://post.example/</link>"

static void cadence(void)
{
    struct wd_document d =
        parsed(RSS_HEAD "<skipHours><hour>0</hour><hour> 3 </hour><hour>24</hour><hour>23</hour><hour>x</hour></skipHours>"
                        "<skipDays><day>Monday</day><day>sunday</day></skipDays></channel></rss>");
    is_int(d.skip_hours, 1u | 1u << 3 | 1u << 23, "hours to leave out; 24 is midnight");
    is_int(d.skip_days, 1u | 1u << 6, "days to leave out");
    is_int(d.update_period_s, 0, "no period said");
    d = parsed("<rss version=\"2.0\" xmlns:sy=\"http://purl.org/rss/1.0/modules/syndication/\"><channel><title>T</title>"
               "<sy:updatePeriod>\n\thourly\n</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency></channel></rss>");
    is_int(d.update_period_s, 900, "four times an hour");
    d = parsed("<rss version=\"2.0\" xmlns:s=\"http://purl.org/rss/1.0/modules/syndication\"><channel><title>T</title>"
               "<s:updateFrequency>2</s:updateFrequency></channel></rss>");
    is_int(d.update_period_s, 43200, "daily is what is meant without a period");
    d = parsed("<rss version=\"2.0\"><channel><title>T</title><sy:updatePeriod>weekly</sy:updatePeriod></channel></rss>");
    is_int(d.update_period_s, 7 * 86400, "undeclared prefix");
}

static void hub(void)
{
    struct wd_document d =
        parsed("<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel><title>T</title>"
               "<atom:link rel=\"hub\" href=\"https://hub.example/\"/><atom:link rel=\"self\" href=\"https://post.example/feed\"/>"
               "<link>https://post.example/</link></channel></rss>");
    is_int(d.feed.links.n, 3, "links of the feed");
    is_str(d.feed.links.v[0].rel, "hub", "hub");
    is_str(d.feed.links.v[0].href, "https://hub.example/", "its address");
    is_str(d.feed.links.v[1].rel, "self", "self");
    is_str(d.feed.link, "https://post.example/", "the page of the feed is neither");
}

int main(void)
{
    wd_arena_init(&arena);
    cadence();
    hub();
    wd_arena_done(&arena);
    return done();
}
