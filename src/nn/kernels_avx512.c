/* The kernels with AVX-512. */
#include "kernels.h"

#ifdef NGI_KERNELS_X86
#include <immintrin.h>

#define NGI_LANES 16
#define NGI_QUERIES 8
#define NGI_TARGET __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,fma")))
#define NGI_TABLE ngi_kernels_avx512
#define NGI_TABLE_NAME "avx512"
#define NGI_LARGER(a, b) ((vec)_mm512_max_ps((__m512)(a), (__m512)(b)))
#define NGI_SMALLER(a, b) ((vec)_mm512_min_ps((__m512)(a), (__m512)(b)))
#define NGI_SUM(v) _mm512_reduce_add_ps((__m512)(v))
#define NGI_LARGEST(v) _mm512_reduce_max_ps((__m512)(v))
#define NGI_LOW_BYTES(v) _mm512_cvtepi32_epi8((__m512i)(v))
#include "kernels_body.h"
#endif
