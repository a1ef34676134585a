#!/bin/sh
# lint.sh: format, cppcheck, clang-tidy and gcc's analyser over the tree; any finding fails. What is turned off, and why, stands in
# .clang-tidy and tools/cppcheck.txt. Build folders of its own: build-lint (for clang-tidy), build-lint-gcc (the analyser).
set -eu
cd "$(dirname "$0")/.."
jobs=$(nproc)
sources=$(git ls-files --cached --others --exclude-standard 'src/*.c')
all=$(git ls-files --cached --others --exclude-standard '*.c' '*.cc' '*.h')
status=0
finding() {
    echo "lint: $1: findings above"
    status=1
}
# FOLDER OPTION...: a build folder without the tests
folder() {
    [ -f "$1/build.ninja" ] || meson setup "$@" --buildtype=debug -Dtests=false -Dwerror=true >"$1.log" 2>&1 ||
        { cat "$1.log"; rm -f "$1.log"; exit 1; }
    rm -f "$1.log"
}

echo "lint: format"
# shellcheck disable=SC2086
clang-format --dry-run -Werror $all || finding format

echo "lint: cppcheck"
# shellcheck disable=SC2086
cppcheck --quiet -j "$jobs" --std=c11 --language=c --enable=warning,performance,portability --inline-suppr --error-exitcode=1 \
    --suppressions-list=tools/cppcheck.txt -D_GNU_SOURCE -Isrc $sources || finding cppcheck

# One file a process: with several, clang-tidy 14 carries what it knows of va_lists from one into the next.
echo "lint: clang-tidy"
folder build-lint
ninja -C build-lint src/desk/rules.h >/dev/null
echo "$sources" | xargs -P "$jobs" -n 1 clang-tidy --quiet -p build-lint --extra-arg=-Wno-unknown-warning-option 2>build-lint/tidy.err ||
    finding clang-tidy

echo "lint: gcc -fanalyzer"
folder build-lint-gcc -Dc_args=-fanalyzer
ninja -k 0 -C build-lint-gcc --quiet wiredesk || finding "gcc -fanalyzer"

[ $status = 0 ] && echo "lint: no finding"
exit $status
