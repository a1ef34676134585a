#!/bin/sh
# check-web.sh: the sample day in a real browser and in a real reader. Needs build/wiredesk; counts what is missing as skipped.
# Last line: N passed, N failed, N skipped.
set -u
cd "$(dirname "$0")/.."
data=$(mktemp -d)
trap 'rm -rf "$data"' EXIT
build/wiredesk feed import --data "$data" share/sample/feeds.opml && build/wiredesk ingest --quiet --data "$data" share/sample || exit 1
status=0
passed=0 failed=0 skipped=0
one() {
    echo "== $*"
    "$@" >"$data/out" 2>&1
    code=$?
    cat "$data/out"
    line=$(grep -E '^[0-9]+ passed, [0-9]+ failed, [0-9]+ skipped$' "$data/out" | tail -n 1)
    if [ -z "$line" ]; then
        failed=$((failed + 1))
    else
        # shellcheck disable=SC2086
        set -- $line
        passed=$((passed + $1)) failed=$((failed + $3)) skipped=$((skipped + $5))
        [ "$code" = 0 ] || [ "$3" != 0 ] || failed=$((failed + 1))
    fi
}
one python3 tests/web/check.py build/wiredesk "$data" ${SHOTS:+--shots "$SHOTS"}
one tests/web/newsboat.sh build/wiredesk "$data"
[ "$failed" = 0 ] || status=1
echo "$passed passed, $failed failed, $skipped skipped"
exit $status
