/* Any bytes, read as a page. */
#include "fuzz_reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_read(data, size, ngi_read_html);
    return 0;
}
