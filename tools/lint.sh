#!/bin/sh
# lint.sh: format, clang-tidy, cppcheck and gcc's analyser over the tree; any finding fails.
set -eu
cd "$(dirname "$0")/.."
jobs=$(nproc)
sources=$(git ls-files --cached --others --exclude-standard 'src/*.c' 'src/*.cc')
all=$(git ls-files --cached --others --exclude-standard '*.c' '*.cc' '*.h')
status=0
finding() {
    echo "lint: $1: findings above"
    status=1
}

echo "lint: format"
# shellcheck disable=SC2086
clang-format --dry-run -Werror $all || finding format

echo "lint: cppcheck"
# shellcheck disable=SC2086
cppcheck --quiet -j "$jobs" --std=c11 --language=c --enable=warning,performance,portability --inline-suppr --error-exitcode=1 \
    --suppressions-list=tools/cppcheck.txt -D_GNU_SOURCE -Isrc $(echo "$sources" | tr ' ' '\n' | grep '\.c$') || finding cppcheck

ninja -C build-check >/dev/null
echo "lint: clang-tidy"
echo "$sources" | tr ' ' '\n' | grep '\.c$' | xargs -P "$jobs" -n 4 clang-tidy --quiet -p build-check --extra-arg=-Wno-unknown-warning-option 2>build-check/tidy.err \
    || finding clang-tidy

echo "lint: gcc -fanalyzer"
[ -f build-lint/build.ninja ] || meson setup build-lint --buildtype=debug -Dwerror=true -Dc_args=-fanalyzer >/dev/null
ninja -C build-lint wiredesk || finding "gcc -fanalyzer"

[ $status = 0 ] && echo "lint: no finding"
exit $status
