#include <arpa/inet.h>
#include <netinet/in.h>

#include "net/net.h"

struct range {
    const char *first;
    unsigned bits;
    const char *kind;
};

/* Source: IANA special-purpose address registries for IPv4 and IPv6. */
static const struct range not_public4[] = {
    {"0.0.0.0", 8, "this-network"},       {"10.0.0.0", 8, "private"},         {"100.64.0.0", 10, "carrier's private"},
    {"127.0.0.0", 8, "loopback"},         {"169.254.0.0", 16, "link-local"},  {"172.16.0.0", 12, "private"},
    {"192.0.0.0", 24, "special"},         {"192.0.2.0", 24, "documentation"}, {"192.88.99.0", 24, "6to4 relay"},
    {"192.168.0.0", 16, "private"},       {"198.18.0.0", 15, "benchmarking"}, {"198.51.100.0", 24, "documentation"},
    {"203.0.113.0", 24, "documentation"}, {"224.0.0.0", 4, "multicast"},      {"240.0.0.0", 4, "reserved"},
};
static const struct range not_public6[] = {
    {"::", 128, "unspecified"},
    {"::1", 128, "loopback"},
    {"::", 96, "IPv4-compatible"},
    {"64:ff9b:1::", 48, "local NAT64"},
    {"100::", 64, "discard"},
    {"2001::", 32, "Teredo"},
    {"2001:2::", 48, "benchmarking"},
    {"2001::", 23, "special"},
    {"2001:db8::", 32, "documentation"},
    {"2002::", 16, "6to4"},
    {"3fff::", 20, "documentation"},
    {"5f00::", 16, "segment routing"},
    {"fc00::", 7, "private"},
    {"fe80::", 10, "link-local"},
    {"fec0::", 10, "site-local"},
    {"ff00::", 8, "multicast"},
};

static bool same_bits(const unsigned char *a, const unsigned char *b, unsigned bits)
{
    if (memcmp(a, b, bits / 8) != 0)
        return false;
    unsigned rest = bits % 8;
    return rest == 0 || (a[bits / 8] ^ b[bits / 8]) >> (8 - rest) == 0;
}

static const char *kind_in(int family, const unsigned char *address, const struct range *ranges, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        unsigned char first[16];
        if (inet_pton(family, ranges[i].first, first) == 1 && same_bits(address, first, ranges[i].bits))
            return ranges[i].kind;
    }
    return NULL;
}

static const char *kind4(const unsigned char *address)
{
    return kind_in(AF_INET, address, not_public4, WD_COUNT(not_public4));
}

static const unsigned char mapped[12] = {[10] = 0xFF, [11] = 0xFF}, nat64[12] = {0x00, 0x64, 0xFF, 0x9B};

/* The bytes of an address; an IPv4 address inside an IPv6 one is that IPv4 address. */
static const unsigned char *bytes_of(const struct sockaddr *address, int *ret_family)
{
    *ret_family = address->sa_family;
    if (address->sa_family == AF_INET)
        return (const unsigned char *)&((const struct sockaddr_in *)(const void *)address)->sin_addr;
    if (address->sa_family != AF_INET6)
        return NULL;
    const unsigned char *six = ((const struct sockaddr_in6 *)(const void *)address)->sin6_addr.s6_addr;
    if (memcmp(six, mapped, sizeof mapped) != 0 && memcmp(six, nat64, sizeof nat64) != 0)
        return six;
    *ret_family = AF_INET;
    return six + 12;
}

const char *wd_address_kind(const struct sockaddr *address)
{
    int family;
    const unsigned char *bytes = bytes_of(address, &family);
    if (!bytes)
        return "local";
    if (family == AF_INET)
        return kind4(bytes);
    const char *kind = kind_in(AF_INET6, bytes, not_public6, WD_COUNT(not_public6));
    bool unicast = (bytes[0] & 0xE0) == 0x20; /* 2000::/3 is all that is given out */
    return kind ? kind : unicast ? NULL : "reserved";
}

/* "10.0.0.0/8", "fd00::/8", "[::1]", "192.168.7.4" */
static bool in_network(struct wd_str network, int family, const unsigned char *bytes)
{
    struct wd_str rest = network, first;
    unsigned char wanted[16];
    char text[INET6_ADDRSTRLEN];
    int64_t most = family == AF_INET ? 32 : 128, bits = most;
    if (!wd_str_cut(&rest, '/', &first))
        return false;
    if (rest.n && (!wd_str_to_i64(rest, &bits) || bits < 0 || bits > most))
        return false;
    if (first.n > 2 && first.p[0] == '[' && first.p[first.n - 1] == ']')
        first = wd_str_n(first.p + 1, first.n - 2);
    if (first.n >= sizeof text)
        return false;
    memcpy(text, first.p, first.n);
    text[first.n] = 0;
    return inet_pton(family, text, wanted) == 1 && same_bits(bytes, wanted, (unsigned)bits);
}

bool wd_address_listed(const char *list, struct wd_str host, const struct sockaddr *address)
{
    struct wd_str rest = wd_str_c(list), piece;
    int family;
    const unsigned char *bytes = bytes_of(address, &family);
    while (wd_str_cut(&rest, ',', &piece)) {
        piece = wd_str_trim(piece);
        if (piece.n && (wd_str_eq_nocase(piece, host) || (bytes && in_network(piece, family, bytes))))
            return true;
    }
    return false;
}
