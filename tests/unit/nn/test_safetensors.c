/* Weights files: what is read, and that damaged ones are refused with a reason. */
#include "support/tiny_model.h"

#include "nn/safetensors.h"

static int set_up(void **state)
{
    ng_context *ctx;

    if (ng_context_create(NULL, &ctx) != NG_OK) return -1;
    *state = ctx;
    return 0;
}

static int tear_down(void **state)
{
    ng_context_free(*state);
    return 0;
}

static void test_read(void **state)
{
    ng_context *ctx = *state;
    ng_allocator allocator = ngi_allocator(ctx);
    const float values[] = { 1, 2, 3, 4, 5, 6 };
    json_t *header = json_pack("{s: {s: s}, s: {s: s, s: [i, i], s: [i, i]}}", "__metadata__", "name", "x", "m", "dtype", "F32",
                               "shape", 2, 3, "data_offsets", 0, 24);
    ngi_safetensors file;
    const ngi_stored *m;
    char path[64];

    tiny_write(ctx, header, (ng_str){ (const char *)values, sizeof values }, path);
    json_decref(header);
    assert_int_equal(ngi_safetensors_open(ctx, path, &file), NG_OK);
    m = ngi_safetensors_find(&file, "m");
    assert_non_null(m);
    assert_int_equal(m->rows, 2);
    assert_int_equal(m->columns, 3);
    assert_memory_equal(m->data, values, sizeof values);
    assert_null(ngi_safetensors_find(&file, "n"));
    assert_true(ng_str_equal(ngi_safetensors_metadata(&file, "name"), NGI_LITERAL("x")));
    assert_null(ngi_safetensors_metadata(&file, "other").ptr);
    ngi_safetensors_close(&allocator, &file);
    (void)remove(path);
}

/* Each header over eight bytes of data is wrong in one way; the message says so. */
static void test_damaged_headers(void **state)
{
    static const struct {
        const char *header, *message;
    } cases[] = {
        { "[]", "is no object" },
        { "{}", "holds no tensor" },
        { "{\"a\": 1}", "neither F32 nor I8" },
        { "{\"a\": {\"dtype\": \"F16\", \"shape\": [4], \"data_offsets\": [0, 8]}}", "neither F32 nor I8" },
        { "{\"a\": {\"dtype\": \"F32\", \"shape\": [], \"data_offsets\": [0, 8]}}", "no shape" },
        { "{\"a\": {\"dtype\": \"F32\", \"shape\": [1, 1, 2], \"data_offsets\": [0, 8]}}", "no shape" },
        { "{\"a\": {\"dtype\": \"F32\", \"shape\": [-2], \"data_offsets\": [0, 8]}}", "size out of range" },
        { "{\"a\": {\"dtype\": \"F32\", \"shape\": [2.0], \"data_offsets\": [0, 8]}}", "size out of range" },
        { "{\"a\": {\"dtype\": \"F32\", \"shape\": [2147483647, 2147483647], \"data_offsets\": [0, 8]}}", "length of its shape" },
        { "{\"a\": {\"dtype\": \"F32\", \"shape\": [3], \"data_offsets\": [0, 8]}}", "length of its shape" },
        { "{\"a\": {\"dtype\": \"F32\", \"shape\": [4], \"data_offsets\": [0, 16]}}", "outside of the file" },
        { "{\"a\": {\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": [8, 0]}}", "outside of the file" },
        { "{\"a\": {\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": [-8, 0]}}", "outside of the file" },
        { "{\"a\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [2, 6]}}", "not aligned" },
        { "{\"a\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [4, 8]}}", "leaves a hole" },
        { "{\"a\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [0, 4]}}", "goes on behind" },
        { "{\"a\": {\"dtype\": \"I8\", \"shape\": [5], \"data_offsets\": [0, 5]}, \"b\": {\"dtype\": \"I8\", \"shape\": [4], "
          "\"data_offsets\": [4, 8]}}",
          "overlaps another" },
    };
    ng_context *ctx = *state;
    ngi_safetensors file;
    char path[64];
    size_t i;

    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        json_t *header = json_loads(cases[i].header, 0, NULL);

        assert_non_null(header);
        tiny_write(ctx, header, NGI_LITERAL("12345678"), path);
        json_decref(header);
        assert_int_equal(ngi_safetensors_open(ctx, path, &file), NG_E_FORMAT);
        if (!strstr(ng_context_error(ctx)->message, cases[i].message)) fail_msg("case %zu: %s", i, ng_context_error(ctx)->message);
    }
    (void)remove(path);
}

static void test_damaged_files(void **state)
{
    static const ng_str cases[] = { NG_STR_INIT("1234567"), NG_STR_INIT("\x09\0\0\0\0\0\0\0{}"), NG_STR_INIT("\x02\0\0\0\0\0\0\0{]"),
                                    NG_STR_INIT("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF{}") };
    ng_context *ctx = *state;
    ngi_safetensors file;
    size_t i;

    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(ngi_file_write(ctx, "damaged.safetensors", cases[i]), NG_OK);
        assert_int_equal(ngi_safetensors_open(ctx, "damaged.safetensors", &file), NG_E_FORMAT);
        assert_null(file.file.data);
    }
    (void)remove("damaged.safetensors");
    assert_int_equal(ngi_safetensors_open(ctx, "damaged.safetensors", &file), NG_E_IO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_damaged_headers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_damaged_files, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
