/*
 * SVG to PNG or PDF by librsvg and cairo. A PDF gets a date that is always the same: cairo would write the clock's.
 */
#include "draw_layout.h"

#include <cairo-pdf.h>
#include <cairo.h>
#include <librsvg/rsvg.h>

#include <stdio.h>
#include <string.h>

#define SIDE_MAX 32767.0 /* cairo's */

static cairo_status_t write_bytes(void *closure, const unsigned char *data, unsigned int len)
{
    (void)closure;
    return fwrite(data, 1, len, stdout) == len ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

static const char *render(RsvgHandle *svg, cairo_surface_t *surface, double scale_x, double scale_y, double width,
                          double height)
{
    RsvgRectangle page = { 0.0, 0.0, width, height };
    cairo_t *cr = cairo_create(surface);
    gboolean done;

    cairo_scale(cr, scale_x, scale_y);
    done = rsvg_handle_render_document(svg, cr, &page, NULL);
    cairo_destroy(cr);
    if (!done) return "the picture could not be rendered";
    return cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS ? NULL
                                                                  : cairo_status_to_string(cairo_surface_status(surface));
}

static const char *convert(RsvgHandle *svg, const char *format, double scale, double width, double height)
{
    cairo_surface_t *surface;
    cairo_status_t status = CAIRO_STATUS_SUCCESS;
    const char *fault;

    if (strcmp(format, "pdf") == 0) {
        surface = cairo_pdf_surface_create_for_stream(write_bytes, NULL, width * 0.75, height * 0.75);
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "namegraph");
        fault = render(svg, surface, 0.75, 0.75, width, height); /* 96 units an inch to 72 points */
        cairo_surface_finish(surface);
        status = cairo_surface_status(surface);
    } else {
        int columns = (int)(width * scale + 0.5), rows = (int)(height * scale + 0.5);

        /* Whole pixels, so that none at the edge is half empty. */
        surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, columns, rows);
        fault = render(svg, surface, columns / width, rows / height, width, height);
        if (!fault) status = cairo_surface_write_to_png_stream(surface, write_bytes, NULL);
    }
    if (!fault && status != CAIRO_STATUS_SUCCESS) fault = cairo_status_to_string(status);
    cairo_surface_destroy(surface);
    return fault;
}

const char *ngd_convert(const ngd_input *input, const char *format, double scale)
{
    RsvgHandle *svg = rsvg_handle_new_from_data((const guint8 *)input->data, input->len, NULL);
    double width = 0.0, height = 0.0;
    const char *fault;

    if (!svg) return "the picture is not SVG";
    if (!rsvg_handle_get_intrinsic_size_in_pixels(svg, &width, &height) || width < 1.0 || height < 1.0) {
        fault = "the picture has no size";
    } else {
        while (width * scale > SIDE_MAX || height * scale > SIDE_MAX) scale *= 0.5;
        puts("ok");
        fault = convert(svg, format, scale, width, height);
    }
    g_object_unref(svg);
    return fault;
}
