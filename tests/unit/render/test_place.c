/* Where labels and lines go, on scenes of a few actors. */
#include "render/scene.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

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

/* An actor in a scene: a symbol of 20 units with a label of 60 by 14. */
static void add_actor(ng_context *ctx, ngi_scene *scene, double x, double y)
{
    ngi_scene_node n = { .radius = 10.0, .label_width = 60.0, .label_height = 14.0, .at = { x, y } };

    assert_int_equal(ngi_array_push(ctx, &scene->nodes, n), NG_OK);
}

static void add_tie(ng_context *ctx, ngi_scene *scene, uint32_t from, uint32_t to)
{
    assert_int_equal(ngi_array_push(ctx, &scene->ties, ((ngi_tie){ .from = from, .to = to, .width = 1.0 })), NG_OK);
}

/* The side that the first actor's label gets when ties lead up, down, left and right, as asked for. */
static ngi_side side_with(ng_context *ctx, bool up, bool down, bool left, bool right)
{
    ngi_scene scene = { .nodes = { NULL, 0, 0 } };
    const bool asked[] = { up, down, left, right };
    const ngi_point places[] = { { 3.0, -90.0 }, { 2.0, 90.0 }, { -90.0, 1.0 }, { 90.0, 2.0 } };
    ngi_side side;
    uint32_t i;

    add_actor(ctx, &scene, 0.0, 0.0);
    for (i = 0; i < 4; i++) {
        add_actor(ctx, &scene, places[i].x, places[i].y);
        if (asked[i]) add_tie(ctx, &scene, 0, i + 1);
    }
    assert_int_equal(ngi_place_sides(ctx, &scene, false), NG_OK);
    side = scene.nodes.items[0].side;
    ngi_scene_release(ctx, &scene);
    return side;
}

/* A label is where no tie leaves; below if it may. */
static void test_sides(void **state)
{
    assert_int_equal(side_with(*state, false, false, false, false), NGI_BELOW);
    assert_int_equal(side_with(*state, true, false, true, true), NGI_BELOW);
    assert_int_equal(side_with(*state, false, true, true, true), NGI_ABOVE);
    assert_int_equal(side_with(*state, true, true, true, false), NGI_RIGHT);
    assert_int_equal(side_with(*state, true, true, false, true), NGI_LEFT);
    assert_int_equal(side_with(*state, true, true, true, true), NGI_BELOW);
}

/* When all stand, a label moves only where nobody is, and not at all for an actor that keeps its place. */
static void test_final_sides(void **state)
{
    ngi_scene scene = { .nodes = { NULL, 0, 0 } };

    add_actor(*state, &scene, 0.0, 0.0);
    add_actor(*state, &scene, 1.0, 90.0);
    add_actor(*state, &scene, 0.0, -30.0); /* in the way of a label above */
    add_tie(*state, &scene, 0, 1);
    scene.nodes.items[2].side = NGI_ABOVE;
    scene.nodes.items[0].fixed = true;
    assert_int_equal(ngi_place_sides(*state, &scene, true), NG_OK);
    assert_int_equal(scene.nodes.items[0].side, NGI_BELOW);
    scene.nodes.items[0].fixed = false;
    assert_int_equal(ngi_place_sides(*state, &scene, true), NG_OK);
    assert_int_equal(scene.nodes.items[0].side, NGI_BELOW); /* the side is worth less than one tie */
    add_tie(*state, &scene, 0, 1);
    assert_int_equal(ngi_place_sides(*state, &scene, true), NG_OK);
    assert_int_equal(scene.nodes.items[0].side, NGI_RIGHT);
    ngi_scene_release(*state, &scene);
}

static bool inside(ngi_box box, ngi_point at)
{
    return at.x > box.left && at.x < box.right && at.y > box.top && at.y < box.bottom;
}

/* A short tie that must leave through its actor's label begins behind it. */
static void test_behind_label(void **state)
{
    ngi_scene scene = { .nodes = { NULL, 0, 0 } };
    int i;

    add_actor(*state, &scene, 0.0, 0.0);
    add_actor(*state, &scene, 1.0, 48.0);
    add_tie(*state, &scene, 0, 1);
    assert_int_equal(ngi_place_curves(*state, &scene), NG_OK);
    for (i = 0; i <= 20; i++) {
        assert_false(inside(ngi_label_box(&scene.nodes.items[0]), ngi_tie_point(&scene.ties.items[0], i / 20.0)));
    }
    ngi_scene_release(*state, &scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_sides, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_final_sides, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_behind_label, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
