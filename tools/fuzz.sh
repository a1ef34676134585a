#!/bin/sh
# fuzz.sh TARGET SECONDS [FOLDER]: runs a fuzz target (tests/fuzz/fuzz_TARGET.c) under libFuzzer with the address and undefined-behaviour
# sanitizers. Starts from tests/fuzz/corpus/TARGET; what is found goes to FOLDER (build-fuzz unless given), crashes to FOLDER/crash-*.
set -eu
[ $# -ge 2 ] || { sed -n '2,3s/^# //p' "$0" >&2; exit 2; }
target=$1 seconds=$2 root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
folder=${3:-$root/build-fuzz}
if [ ! -f "$folder/build.ninja" ]; then
    CC=clang CXX=clang++ meson setup "$folder" "$root" --buildtype=debugoptimized -Db_lundef=false -Db_sanitize=address,undefined \
        -Dc_args=-fsanitize=fuzzer-no-link >/dev/null
fi
ninja -C "$folder" "tests/fuzz/fuzz_$target" >/dev/null
mkdir -p "$folder/found-$target"
exec "$folder/tests/fuzz/fuzz_$target" -max_total_time="$seconds" -max_len=65536 -timeout=10 -rss_limit_mb=2048 \
    -artifact_prefix="$folder/crash-$target-" "$folder/found-$target" "$root/tests/fuzz/corpus/$target"
