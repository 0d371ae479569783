/* Units -> windows: the stretches of a document that the encoder reads at a time. */
#ifndef NGI_WINDOWS_H
#define NGI_WINDOWS_H

#include "units.h"

/** Units begin..end are read; the vectors of core_begin..core_end count. The cores tile the document. */
typedef struct ngi_window {
    uint32_t begin, end, core_begin, core_end;
} ngi_window;

typedef NGI_ARRAY(ngi_window) ngi_windows;

/** Append the windows of a document's units, each of at most `budget` pieces, which no unit exceeds. */
ng_status ngi_windows_cut(ng_context *ctx, const ngi_units *units, uint32_t budget, ngi_windows *out);

#endif
