#!/usr/bin/env bash
# tests/fuzz/run.sh [SECONDS]: builds the preset fuzz and runs each fuzz target for so many seconds (default 20), starting from the corpus that
# lies in build/fuzz/corpus. The last line is "N passed, N failed"; a finding stays in out/.
# shellcheck disable=SC2317  # the functions are called by name, through step
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root" || exit 1
seconds=${1:-20}
# shellcheck source=tests/support/steps.sh
. tests/support/steps.sh

# Real inputs to begin with: the sample, and the third-party mails when they are there.
seed() {
    local folder=build/fuzz/corpus mails=${TALLYBRIDGE_SHARED:-$root/../shared}/data/eml
    mkdir -p "$folder"/{eml,manifest,delivery,mapping,sealed,graph,sftp} build/fuzz/seed
    local zip
    for zip in resources/sample/deliveries/*.zip; do
        (cd build/fuzz/seed && python3 -m zipfile -e "$root/$zip" .) || return 1
        { printf '1' && cat "$zip"; } >"$folder/delivery/$(basename "$zip")"
    done
    find build/fuzz/seed -name '*.eml' -size -16k -exec cp -t "$folder/eml" {} + || return 1
    find build/fuzz/seed -name '*.mf' -exec cp -t "$folder/manifest" {} + || return 1
    cp resources/sample/mapping.csv "$folder/mapping/" || return 1
    printf '%s' '{"value":[{"id":"A","singleValueExtendedProperties":[{"id":"String {5d3f9c1e-7a42-4b6b-9f0e-2c8a61d7e4b9} Name TallybridgeKey","value":"00"}]}],"@odata.nextLink":"x"}' \
        >"$folder/graph/list" || return 1
    printf 'GET /tallybridge?admin_consent=True&tenant=%%C3%%A9+x&state=s HTTP/1.1\r\nHost: localhost:1234\r\n\r\n' >"$folder/graph/answer" || return 1
    # Attributes of a file, some bytes of it, and its end.
    printf '\0\0\0\x1d\x69\0\0\0\x01\0\0\0\x0d\0\0\0\0\0\0\0\x03\0\0\x81\xa4\0\0\0\x01\0\0\0\x01''\0\0\0\x0c\x67\0\0\0\x02\0\0\0\x03abc\0\0\0\x11\x65\0\0\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0' \
        >"$folder/sftp/file" || return 1
    printf 'e30.eyJ0aWQiOiJ0Iiwicm9sZXMiOlsiYSJdfQ.x' >"$folder/graph/token" || return 1
    # Several of them have the same name; their content gives them another.
    [ ! -d "$mails" ] || find "$mails" -type f -size -16k -print0 | while read -r -d '' mail; do
        cp "$mail" "$folder/eml/$(sha256sum <"$mail" | cut -c1-16)" || return 1
    done
}

fuzz() {
    local name=$1
    build/fuzz/tests/fuzz/"fuzz_$name" -max_total_time="$seconds" -rss_limit_mb=4096 -timeout=20 -artifact_prefix=out/"fuzz-$name-" \
        -print_final_stats=1 build/fuzz/corpus/"$name"
}

step "packages for fuzzing" install_packages clang
step "configure fuzz" configure_preset fuzz
mapfile -t targets < <(sed -n 's/^tallybridge_fuzzer(\([a-z_]*\).*/\1/p' tests/fuzz/CMakeLists.txt)
step "build fuzz" cmake --build build/fuzz --target "${targets[@]/#/fuzz_}"
step "seeds" seed
export LSAN_OPTIONS=suppressions=$root/tests/support/lsan.supp:print_suppressions=0
for target in "${targets[@]}"; do step "fuzz $target" fuzz "$target"; done
finish
