/* Which addresses may be connected to: the special ranges with both ends, and the ones that carry an IPv4 address inside. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/un.h>

#include "net/net.h"
#include "tap.h"

union any_address {
    struct sockaddr any;
    struct sockaddr_in four;
    struct sockaddr_in6 six;
};

struct row {
    const char *address;
    bool open;
};
static const struct row rows4[] = {
    {"0.0.0.0", false},         {"0.255.255.255", false},   {"1.0.0.0", true},         {"9.255.255.255", true},
    {"10.0.0.0", false},        {"10.255.255.255", false},  {"11.0.0.0", true},        {"100.63.255.255", true},
    {"100.64.0.0", false},      {"100.127.255.255", false}, {"100.128.0.0", true},     {"126.255.255.255", true},
    {"127.0.0.1", false},       {"127.255.255.254", false}, {"128.0.0.1", true},       {"169.253.255.255", true},
    {"169.254.169.254", false}, {"169.255.0.0", true},      {"172.15.255.255", true},  {"172.16.0.1", false},
    {"172.31.255.255", false},  {"172.32.0.0", true},       {"192.0.0.8", false},      {"192.0.1.0", true},
    {"192.0.2.7", false},       {"192.88.99.1", false},     {"192.167.255.255", true}, {"192.168.0.1", false},
    {"192.168.255.255", false}, {"192.169.0.0", true},      {"198.17.255.255", true},  {"198.18.0.0", false},
    {"198.19.255.255", false},  {"198.20.0.0", true},       {"198.51.100.9", false},   {"203.0.113.200", false},
    {"203.0.114.0", true},      {"223.255.255.255", true},  {"224.0.0.1", false},      {"239.255.255.250", false},
    {"240.0.0.1", false},       {"255.255.255.255", false}, {"8.8.8.8", true},         {"93.184.215.14", true},
};
static const struct row rows6[] = {
    {"::", false},
    {"::1", false},
    {"::7f00:1", false},         /* IPv4-compatible, deprecated */
    {"::ffff:127.0.0.1", false}, /* IPv4 in IPv6 */
    {"::ffff:10.1.2.3", false},
    {"::ffff:169.254.169.254", false},
    {"::ffff:100.64.0.1", false},
    {"::ffff:8.8.8.8", true},
    {"64:ff9b::7f00:1", false}, /* NAT64 */
    {"64:ff9b::10.0.0.1", false},
    {"64:ff9b::192.168.1.1", false},
    {"64:ff9b::8.8.8.8", true},
    {"64:ff9b:1::8.8.8.8", false}, /* NAT64 of one's own network */
    {"100::1", false},             /* discard */
    {"2001::1", false},            /* Teredo */
    {"2001:1ff:ffff::1", false},
    {"2001:200::1", true},
    {"2001:db8::1", false}, /* documentation */
    {"2001:db9::1", true},
    {"2002:7f00:1::", false}, /* 6to4 */
    {"2002:808:808::1", false},
    {"2003::1", true},
    {"2606:4700::1111", true},
    {"2a00:1450:4001::200e", true},
    {"3fff::1", false},
    {"3fff:fff:ffff::1", false},
    {"3fff:1000::1", true},
    {"5f00::1", false},
    {"fc00::1", false}, /* unique local */
    {"fd12:3456:789a::1", false},
    {"fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", false},
    {"fe80::1", false}, /* link-local */
    {"febf:ffff::1", false},
    {"fec0::1", false}, /* site-local */
    {"feff::1", false},
    {"ff02::1", false}, /* multicast */
    {"ff0e::1", false},
};

/* Kinds are named to users. */
static const struct {
    int family;
    const char *address, *kind;
} kinds[] = {
    {AF_INET, "127.8.9.1", "loopback"},
    {AF_INET, "10.0.0.9", "private"},
    {AF_INET, "169.254.169.254", "link-local"},
    {AF_INET, "100.64.0.1", "carrier's private"},
    {AF_INET, "198.18.0.1", "benchmarking"},
    {AF_INET, "224.0.0.5", "multicast"},
    {AF_INET6, "::ffff:192.168.3.4", "private"},
    {AF_INET6, "64:ff9b::127.0.0.1", "loopback"},
    {AF_INET6, "64:ff9b:1::1", "local NAT64"},
    {AF_INET6, "2002:7f00:1::", "6to4"},
    {AF_INET6, "2001:0:1::", "Teredo"},
    {AF_INET6, "2001:2::1", "benchmarking"},
    {AF_INET6, "fd00::1", "private"},
    {AF_INET6, "fe80::1", "link-local"},
    {AF_INET6, "::1", "loopback"},
    {AF_INET6, "::10.0.0.1", "IPv4-compatible"},
};

static const struct {
    const char *list, *host;
    int family;
    const char *address;
    bool listed;
} lists[] = {
    {"", "wire.example", AF_INET, "10.0.0.1", false},
    {"wire.example", "wire.example", AF_INET, "10.0.0.1", true},
    {"wire.example", "WIRE.example", AF_INET, "10.0.0.1", true},
    {"wire.example", "ire.example", AF_INET, "10.0.0.1", false},
    {"wire.example", "a.wire.example", AF_INET, "10.0.0.1", false},
    {" a.example , 10.0.0.1 ", "b.example", AF_INET, "10.0.0.1", true},
    {"10.0.0.1", "b.example", AF_INET, "10.0.0.10", false},
    {"10.0.0.0/8", "b.example", AF_INET, "10.255.0.10", true},
    {"10.0.0.0/8", "b.example", AF_INET, "11.0.0.1", false},
    {"10.0.0.0/33", "b.example", AF_INET, "10.0.0.0", false},
    {"10.0.0.0/x", "b.example", AF_INET, "10.0.0.0", false},
    {"192.168.4.0/22", "b.example", AF_INET, "192.168.7.255", true},
    {"192.168.4.0/22", "b.example", AF_INET, "192.168.8.0", false},
    {"[::1]", "[::1]", AF_INET6, "::1", true},
    {"::1", "b.example", AF_INET6, "::1", true},
    {"[fd00::]/8", "b.example", AF_INET6, "fdff::1", true},
    {"fd00::/8", "b.example", AF_INET6, "fdff::1", true},
    {"fd00::/8", "b.example", AF_INET6, "fc00::1", false},
    {"127.0.0.1", "b.example", AF_INET6, "::ffff:127.0.0.1", true},
    {"127.0.0.0/8", "b.example", AF_INET6, "::ffff:127.9.0.1", true},
    {"0.0.0.0/0", "b.example", AF_INET6, "::1", false},
};

static void read_address(int family, const char *text, union any_address *to)
{
    *to = (union any_address){.any = {.sa_family = (sa_family_t)family}};
    if (inet_pton(family, text, family == AF_INET ? (void *)&to->four.sin_addr : (void *)&to->six.sin6_addr) != 1)
        abort();
}

static void named_and_listed(void)
{
    union any_address s;
    for (size_t i = 0; i < WD_COUNT(kinds); i++) {
        read_address(kinds[i].family, kinds[i].address, &s);
        is_str(wd_str_c(wd_address_kind(&s.any)), kinds[i].kind, kinds[i].address);
    }
    for (size_t i = 0; i < WD_COUNT(lists); i++) {
        read_address(lists[i].family, lists[i].address, &s);
        bool listed = wd_address_listed(lists[i].list, wd_str_c(lists[i].host), &s.any);
        ok(listed == lists[i].listed, "row %zu: %s is %s", i, lists[i].address, lists[i].listed ? "allowed" : "not allowed");
    }
}

static void of_family(int family, const struct row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        union {
            struct sockaddr any;
            struct sockaddr_in four;
            struct sockaddr_in6 six;
        } s = {.any = {.sa_family = (sa_family_t)family}};
        void *to = family == AF_INET ? (void *)&s.four.sin_addr : (void *)&s.six.sin6_addr;
        bool read = inet_pton(family, rows[i].address, to) == 1;
        ok(read && wd_address_public(&s.any) == rows[i].open, "%s %s", rows[i].address, rows[i].open ? "is public" : "is not");
    }
}

int main(void)
{
    of_family(AF_INET, rows4, WD_COUNT(rows4));
    of_family(AF_INET6, rows6, WD_COUNT(rows6));
    named_and_listed();
    union {
        struct sockaddr any;
        struct sockaddr_un local;
    } s = {.local = {.sun_family = AF_UNIX}};
    ok(!wd_address_public(&s.any), "nothing but the two internet families is");
    return done();
}
