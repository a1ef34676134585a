/* NITF of any bytes, and the XML of agencies' own making. */
#include "wire.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return check_wire(data, size);
}
