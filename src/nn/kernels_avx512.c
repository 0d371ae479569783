/* The kernels with AVX-512. */
#include "kernels.h"

#ifdef NGI_KERNELS_X86
#include <immintrin.h>

#define NGI_TARGET __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,fma")))
#define NGI_TABLE ngi_kernels_avx512
#define NGI_TABLE_NAME "avx512"
#include "kernels_512.h"
#include "kernels_body.h"
#endif
