/* The HTML report. */
#ifndef NGI_REPORT_H
#define NGI_REPORT_H

#include "svg.h"

/** Append the report of a placed scene. */
ng_status ngi_report_write(ng_context *ctx, const ngi_source *source, const ngi_scene *scene, ngi_buffer *out);

#endif
