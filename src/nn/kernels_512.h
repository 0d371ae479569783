/* What the kernels with AVX-512 tell kernels_body.h, whatever else their machine has. */
#define NGI_LANES 16
#define NGI_QUERIES 8
#define NGI_LARGER(a, b) ((vec)_mm512_max_ps((__m512)(a), (__m512)(b)))
#define NGI_SMALLER(a, b) ((vec)_mm512_min_ps((__m512)(a), (__m512)(b)))
#define NGI_SUM(v) _mm512_reduce_add_ps((__m512)(v))
#define NGI_LARGEST(v) _mm512_reduce_max_ps((__m512)(v))
#define NGI_LOW_BYTES(v) _mm512_cvtepi32_epi8((__m512i)(v))
