/* NewsML 1.x and NewsML-G2 of any bytes. */
#include "wire.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return check_wire(data, size);
}
