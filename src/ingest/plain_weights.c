#include "plain_impl.h"
const float ngi_line_bias[NGI_LINE_CLASS_COUNT] = { 0 };
const float ngi_line_weights[2 * NGI_LINE_REACH + 1][NGI_LINE_FEATURE_COUNT][NGI_LINE_CLASS_COUNT] = { { { 0 } } };
const ngi_line_cue ngi_line_cues[] = { { 0, { 0 } } };
const size_t ngi_line_cue_count = 1;
