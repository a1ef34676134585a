#include "copies/winnow.h"

void wd_winnow(struct wd_arena *a, const uint64_t *values, size_t count, uint32_t window, wd_prints *ret_prints)
{
    wd_prints prints = {0};
    window = (uint32_t)WD_MIN((size_t)WD_MAX(window, 1u), WD_MAX(count, 1));
    /* The low half orders the grams, the high half is kept: the smallest of eight would fill the index unevenly. */
    size_t least = 0, taken = SIZE_MAX;
    for (size_t end = 0; end < count; end++) {
        if (end == 0 || (uint32_t)values[end] <= (uint32_t)values[least]) {
            least = end;
        } else if (least + window <= end) {
            least = end + 1 - window;
            for (size_t i = least + 1; i <= end; i++)
                if ((uint32_t)values[i] <= (uint32_t)values[least])
                    least = i;
        }
        if (end + 1 >= window && least != taken) {
            taken = least;
            wd_list_add(a, &prints, (struct wd_print){(uint32_t)(values[least] >> 32), (uint32_t)least});
        }
    }
    *ret_prints = prints;
}
