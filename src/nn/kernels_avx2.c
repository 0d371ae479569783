/* The kernels with AVX2 and fused products. */
#include "kernels.h"

#ifdef NGI_KERNELS_X86
#include <immintrin.h>

#define NGI_LANES 8
#define NGI_QUERIES 4
#define NGI_TARGET __attribute__((target("avx2,fma")))
#define NGI_TABLE ngi_kernels_avx2
#define NGI_TABLE_NAME "avx2"
#define NGI_LARGER(a, b) ((vec)_mm256_max_ps((__m256)(a), (__m256)(b)))
#define NGI_SMALLER(a, b) ((vec)_mm256_min_ps((__m256)(a), (__m256)(b)))
#define NGI_SUM(v) sum_of((__m256)(v))
#define NGI_LARGEST(v) largest_of((__m256)(v))

NGI_TARGET static inline float sum_of(__m256 v)
{
    __m128 half = _mm_add_ps(_mm256_castps256_ps128(v), _mm256_extractf128_ps(v, 1));

    half = _mm_add_ps(half, _mm_movehl_ps(half, half));
    return _mm_cvtss_f32(_mm_add_ss(half, _mm_shuffle_ps(half, half, 1)));
}

NGI_TARGET static inline float largest_of(__m256 v)
{
    __m128 half = _mm_max_ps(_mm256_castps256_ps128(v), _mm256_extractf128_ps(v, 1));

    half = _mm_max_ps(half, _mm_movehl_ps(half, half));
    return _mm_cvtss_f32(_mm_max_ss(half, _mm_shuffle_ps(half, half, 1)));
}

#include "kernels_body.h"
#endif
