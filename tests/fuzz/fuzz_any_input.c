/* Any bytes, of whatever kind they are: charsets and the telling of kinds too. */
#include "fuzz_reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_read(data, size, NULL);
    return 0;
}
