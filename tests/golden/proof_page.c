/* proof_page PAGE SOURCES: holds one page of ours against its sources (files; sources are parted by NUL bytes).
 * Prints how many quotations it found and each that no source has; exit 1 if there is one. */
#include <stdio.h>

#include "os/file.h"
#include "unit/pages/proof.h"

int main(int argc, char **argv)
{
    struct wd_arena a;
    struct wd_str page, sources, piece;
    struct wd_where w = {0};
    wd_arena_init(&a);
    if (argc != 3 || wd_file_read(&a, argv[1], 64u << 20, &page, &w) || wd_file_read(&a, argv[2], 64u << 20, &sources, &w)) {
        fprintf(stderr, "usage: proof_page PAGE SOURCES; %s\n", w.message);
        return 2;
    }
    wd_strs list = {0};
    while (wd_str_cut(&sources, '\0', &piece))
        wd_list_add(&a, &list, piece);
    struct proof proof = {0};
    proof_page(&a, page, &list, &proof);
    printf("%zu\n", proof.quotations);
    for (size_t i = 0; i < proof.faults.n; i++)
        printf("%.*s\n", WD_STR_ARG(proof.faults.v[i]));
    int status = proof.faults.n ? 1 : 0;
    wd_arena_done(&a);
    return status;
}
