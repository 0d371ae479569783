/*
 * Styles: a table of keys, each with its default (the style "light"), and a reader for files of `key: value` lines.
 *
 * The palette of the types is that of Okabe and Ito (2008), told apart by readers with any of the usual forms of colour
 * blindness, with four more that differ in lightness; each type has its own shape beside it.
 */
#include "style.h"

#include "base/files.h"

#include <math.h>

typedef enum style_form { COLOR, NUMBER } style_form;

/* A key of a style file. The defaults are "light". */
typedef struct style_key {
    const char *name;
    style_form form;
    size_t offset;
    const char *value;
    double least, most; /* of numbers */
} style_key;

#define AT(field) offsetof(ngi_style, field)
#define PAINT(name, field, value) { name, COLOR, AT(field), value, 0.0, 0.0 }
#define SIZE(name, field, value, least, most) { name, NUMBER, AT(field), value, least, most }

static const style_key keys[] = {
    PAINT("background", background, "#ffffff"),
    PAINT("text", text, "#1b1f24"),
    PAINT("muted", muted, "#5b6470"),
    PAINT("outline", outline, "#ffffff"),
    PAINT("frame", frame, "#d5d9de"),
    PAINT("person", types[NG_PERSON], "#0072b2"),
    PAINT("company", types[NG_COMPANY], "#d55e00"),
    PAINT("organization", types[NG_ORGANIZATION], "#009e73"),
    PAINT("model", types[NG_MODEL], "#cc79a7"),
    PAINT("product", types[NG_PRODUCT], "#e69f00"),
    PAINT("place", types[NG_PLACE], "#56b4e9"),
    PAINT("event", types[NG_EVENT], "#c9b800"),
    PAINT("law", types[NG_LAW], "#7d5a3c"),
    PAINT("work", types[NG_WORK], "#6a51a3"),
    PAINT("group", types[NG_GROUP], "#7f8c99"),
    PAINT("speech", kinds[NG_EDGE_SPEECH], "#3b7dbf"),
    PAINT("relations", kinds[NG_EDGE_RELATION], "#3d444d"),
    PAINT("cooccurrence", kinds[NG_EDGE_COOCCURRENCE], "#b3bac2"),
    PAINT("coverage", kinds[NG_EDGE_COVERAGE], "#b58440"),
    PAINT("former", former, "#9aa2ab"),
    PAINT("denied", denied, "#b3443c"),
    PAINT("added", added, "#1a7f37"),
    PAINT("removed", removed, "#c62f2f"),
    PAINT("same", same, "#9aa2ab"),
    PAINT("hull1", hulls[0], "#e8a33d"),
    PAINT("hull2", hulls[1], "#4c9be0"),
    PAINT("hull3", hulls[2], "#6fb86f"),
    PAINT("hull4", hulls[3], "#b48ad6"),
    PAINT("hull5", hulls[4], "#e07a7a"),
    PAINT("hull6", hulls[5], "#8d99a6"),
    SIZE("hull-opacity", hull_opacity, "0.14", 0.0, 1.0),
    SIZE("tie-opacity", tie_opacity, "0.85", 0.1, 1.0),
    SIZE("label-size", label_size, "11.5", 6.0, 40.0),
    SIZE("label-size-most", label_size_most, "17", 6.0, 60.0),
    SIZE("symbol", symbol, "6", 2.0, 40.0),
    SIZE("symbol-most", symbol_most, "22", 2.0, 80.0),
    SIZE("line", line, "0.9", 0.2, 10.0),
    SIZE("line-most", line_most, "4.2", 0.2, 20.0),
};

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* "#1b1f24" */
static bool parse_color(ng_str text, ngi_color *out)
{
    uint8_t parts[3];
    size_t i;

    if (text.len != 7 || text.ptr[0] != '#') return false;
    for (i = 0; i < 3; i++) {
        int high = hex_digit(text.ptr[1 + 2 * i]), low = hex_digit(text.ptr[2 + 2 * i]);

        if (high < 0 || low < 0) return false;
        parts[i] = (uint8_t)(high * 16 + low);
    }
    *out = (ngi_color){ parts[0], parts[1], parts[2] };
    return true;
}

static bool set_key(const style_key *key, ng_str value, ngi_style *style)
{
    void *field = (char *)style + key->offset;
    ngi_color color;
    double number;

    if (key->form == COLOR) {
        if (!parse_color(value, &color)) return false;
        memcpy(field, &color, sizeof color);
        return true;
    }
    if (!ngi_parse_double(value, &number) || !(number >= key->least && number <= key->most)) return false;
    memcpy(field, &number, sizeof number);
    return true;
}

static ng_status read_line(ng_context *ctx, ng_str line, const char *path, size_t number, ngi_style *style)
{
    ng_str key;
    size_t i;

    line = ngi_str_trim(line);
    if (line.len == 0 || line.ptr[0] == '#') return NG_OK;
    if (!ngi_str_next(&line, ':', &key) || line.len == 0) {
        return ngi_fail(ctx, NG_E_FORMAT, "style '%s', line %zu: not of the form 'key: value'", path, number);
    }
    key = ngi_str_trim(key);
    line = ngi_str_trim(line);
    for (i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (!ng_str_equal(key, ng_str_from(keys[i].name))) continue;
        if (set_key(&keys[i], line, style)) return NG_OK;
        if (keys[i].form == COLOR) {
            return ngi_fail(ctx, NG_E_FORMAT, "style '%s', line %zu: '%s' wants a colour like #1b1f24", path, number,
                            keys[i].name);
        }
        return ngi_fail(ctx, NG_E_FORMAT, "style '%s', line %zu: '%s' wants a number from %g to %g", path, number,
                        keys[i].name, keys[i].least, keys[i].most);
    }
    return ngi_fail(ctx, NG_E_FORMAT, "style '%s', line %zu: nothing is called '%.*s'", path, number,
                    NGI_STR(ngi_str_slice(key, 0, key.len < 60 ? key.len : 60)));
}

/* The larger of two ends may not be the smaller. */
static ng_status check_order(ng_context *ctx, const ngi_style *s, const char *path)
{
    if (s->label_size <= s->label_size_most && s->symbol <= s->symbol_most && s->line <= s->line_most) return NG_OK;
    return ngi_fail(ctx, NG_E_FORMAT, "style '%s': a size is larger than its '-most'", path);
}

static ng_status read_file(ng_context *ctx, const char *path, ngi_style *style)
{
    ngi_buffer text = { NULL, 0, 0 };
    size_t number = 1;
    ng_str rest, line;
    ng_status st;

    NG_CHECK(ngi_file_read(ctx, path, &text));
    for (rest = ngi_buffer_str(&text); ngi_str_next(&rest, '\n', &line); number++) {
        NG_CHECK(read_line(ctx, line, path, number, style));
    }
    NG_CHECK(check_order(ctx, style, path));
done:
    ngi_buffer_release(ctx, &text);
    return st;
}

/* A bare word is one of ours: beside the library, or in the source tree that it was built from. */
static ng_status find_style(ng_context *ctx, ng_str name, ngi_buffer *out)
{
    static const char *const folders[] = { "styles", "../../graphs/styles" };
    ngi_buffer relative = { NULL, 0, 0 };
    ng_status st = NG_E_NOTFOUND;
    size_t i;

    for (i = 0; i < 2 && st == NG_E_NOTFOUND; i++) {
        relative.len = 0;
        NG_CHECK(ngi_buffer_printf(ctx, &relative, "%s/%.*s.style", folders[i], NGI_STR(name)));
        st = ngi_data_path(ctx, relative.data, out);
    }
    if (st == NG_E_NOTFOUND) {
        st = ngi_fail(ctx, st, "there is no style '%.*s': light, dark, print, colour-blind or the path of a style file",
                      NGI_STR(name));
    }
done:
    ngi_buffer_release(ctx, &relative);
    return st;
}

ng_status ngi_style_read(ng_context *ctx, ng_str name, ngi_style *out)
{
    ngi_buffer path = { NULL, 0, 0 };
    ng_status st = NG_OK;
    size_t i;

    memset(out, 0, sizeof *out);
    for (i = 0; i < sizeof keys / sizeof *keys; i++) (void)set_key(&keys[i], ng_str_from(keys[i].value), out);
    if (name.len == 0 || ng_str_equal(name, NGI_LITERAL("light"))) return NG_OK;
    if (ngi_str_find(name, NGI_LITERAL("/")) == SIZE_MAX && ngi_str_find(name, NGI_LITERAL(".")) == SIZE_MAX) {
        NG_CHECK(find_style(ctx, name, &path));
    } else {
        NG_CHECK(ngi_buffer_add(ctx, &path, name));
    }
    NG_CHECK(read_file(ctx, path.data, out));
done:
    ngi_buffer_release(ctx, &path);
    return st;
}

static double luminance(ngi_color c)
{
    double parts[3] = { c.r / 255.0, c.g / 255.0, c.b / 255.0 };
    size_t i;

    for (i = 0; i < 3; i++) {
        parts[i] = parts[i] <= 0.04045 ? parts[i] / 12.92 : pow((parts[i] + 0.055) / 1.055, 2.4);
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
}

double ngi_color_contrast(ngi_color a, ngi_color b)
{
    double l = luminance(a) + 0.05, m = luminance(b) + 0.05;

    return l > m ? l / m : m / l;
}

ngi_color ngi_color_mix(ngi_color under, ngi_color over, double share)
{
    return (ngi_color){ (uint8_t)lround(under.r + (over.r - under.r) * share),
                        (uint8_t)lround(under.g + (over.g - under.g) * share),
                        (uint8_t)lround(under.b + (over.b - under.b) * share) };
}
