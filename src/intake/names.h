/* intake/names.h - which vocabulary an element belongs to.
 * Duty:      namespace URI, in any case and variant, or else the well-known prefix, to one of a few vocabularies.
 * Input:     the current OPEN or CLOSE of a scanner.
 * Ownership: borrows.   Errors: none: an unknown namespace is WD_NS_OTHER.
 * Threads:   pure.   Cost: one look-up in a small cache per element; the table only for a URI not seen before. */
#ifndef WD_INTAKE_NAMES_H
#define WD_INTAKE_NAMES_H

#include "markup/xml.h"

enum wd_ns {
    WD_NS_CORE, /* none, RSS of any version, Atom, CDF: told apart by their local names and the root */
    WD_NS_DC,
    WD_NS_DCTERMS,
    WD_NS_CONTENT,
    WD_NS_MEDIA,
    WD_NS_ITUNES,
    WD_NS_GEORSS,
    WD_NS_GML,
    WD_NS_GEO,
    WD_NS_THREAD,
    WD_NS_SYNDICATION,
    WD_NS_SLASH,
    WD_NS_WFW,
    WD_NS_FEEDBURNER,
    WD_NS_CC,
    WD_NS_ADMIN,
    WD_NS_CHAPTERS,
    WD_NS_RDF,
    WD_NS_XHTML,
    WD_NS_WIREDESK,
    WD_NS_OTHER
};
struct wd_ns_cache {
    struct {
        struct wd_str space, prefix;
        enum wd_ns ns;
    } slot[8];
    unsigned used, next;
};
/* At the OPEN of the root: its own namespace, whatever it is called, is WD_NS_CORE from then on. */
void wd_ns_root(struct wd_ns_cache *cache, const struct wd_xml *x);
enum wd_ns wd_ns_of(struct wd_ns_cache *cache, const struct wd_xml *x);
/* "dc" of "dc:creator"; empty where none. */
struct wd_str wd_ns_prefix(struct wd_str name);
/* Name of an extension as the neutral schema has it: the vocabulary's usual prefix, '_', local name in lower case. */
struct wd_str wd_ns_extension_name(struct wd_arena *a, enum wd_ns ns, const struct wd_xml *x);

#endif
