/* The kernels with vectors of four floats, which every machine has or its compiler makes do with. */
#define NGI_LANES 4
#define NGI_QUERIES 4
#define NGI_TARGET
#define NGI_TABLE ngi_kernels_generic
#define NGI_TABLE_NAME "generic"
#include "kernels_body.h"
