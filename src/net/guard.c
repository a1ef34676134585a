#include <arpa/inet.h>
#include <netinet/in.h>

#include "net/net.h"

struct range {
    const char *first;
    unsigned bits;
};

/* Source: IANA special-purpose address registries for IPv4 and IPv6. */
static const struct range not_public4[] = {
    {"0.0.0.0", 8},     {"10.0.0.0", 8},      {"100.64.0.0", 10},  {"127.0.0.0", 8},    {"169.254.0.0", 16},
    {"172.16.0.0", 12}, {"192.0.0.0", 24},    {"192.0.2.0", 24},   {"192.88.99.0", 24}, {"192.168.0.0", 16},
    {"198.18.0.0", 15}, {"198.51.100.0", 24}, {"203.0.113.0", 24}, {"224.0.0.0", 4},    {"240.0.0.0", 4},
};
static const struct range not_public6[] = {
    {"::", 128},    {"::1", 128},   {"::", 96},     {"64:ff9b:1::", 48}, {"100::", 64},  {"2001::", 23}, {"2001:db8::", 32},
    {"2002::", 16}, {"3fff::", 20}, {"5f00::", 16}, {"fc00::", 7},       {"fe80::", 10}, {"fec0::", 10}, {"ff00::", 8},
};

static bool same_bits(const unsigned char *a, const unsigned char *b, unsigned bits)
{
    if (memcmp(a, b, bits / 8) != 0)
        return false;
    unsigned rest = bits % 8;
    return rest == 0 || (a[bits / 8] ^ b[bits / 8]) >> (8 - rest) == 0;
}

static bool in_any(int family, const unsigned char *address, const struct range *ranges, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        unsigned char first[16];
        if (inet_pton(family, ranges[i].first, first) == 1 && same_bits(address, first, ranges[i].bits))
            return true;
    }
    return false;
}

static bool public4(const unsigned char *address)
{
    return !in_any(AF_INET, address, not_public4, WD_COUNT(not_public4));
}

bool wd_address_public(const struct sockaddr *address)
{
    if (address->sa_family == AF_INET)
        return public4((const unsigned char *)&((const struct sockaddr_in *)(const void *)address)->sin_addr);
    if (address->sa_family != AF_INET6)
        return false;
    const unsigned char *six = ((const struct sockaddr_in6 *)(const void *)address)->sin6_addr.s6_addr;
    static const unsigned char mapped[12] = {[10] = 0xFF, [11] = 0xFF}, nat64[12] = {0x00, 0x64, 0xFF, 0x9B};
    if (memcmp(six, mapped, sizeof mapped) == 0 || memcmp(six, nat64, sizeof nat64) == 0)
        return public4(six + 12);
    bool unicast = (six[0] & 0xE0) == 0x20; /* 2000::/3 is all that is given out */
    return unicast && !in_any(AF_INET6, six, not_public6, WD_COUNT(not_public6));
}
