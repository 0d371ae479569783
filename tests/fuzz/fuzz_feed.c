/* Any bytes, read as a feed. */
#include "fuzz_reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_read(data, size, ngi_read_feed);
    return 0;
}
