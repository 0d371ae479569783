/* The kernels with AVX2 and fused products. */
#include "kernels.h"

#ifdef NGI_KERNELS_X86
#define NGI_LANES 8
#define NGI_TARGET __attribute__((target("avx2,fma")))
#define NGI_TABLE ngi_kernels_avx2
#define NGI_TABLE_NAME "avx2"
#include "kernels_body.h"
#endif
