# shellcheck shell=bash
# Steps of tests/run.sh and .ci/run: each logs to out/<name>.log and is counted.
passed=0
failed=0
mkdir -p out

log_of() { printf 'out/%s.log' "$(printf '%s' "$1" | tr -c 'A-Za-z0-9._-' '-')"; }

# step NAME COMMAND…: one passed or one failed.
step() {
    local name=$1 log begin=$SECONDS
    shift
    log=$(log_of "$name")
    if "$@" >"$log" 2>&1; then
        passed=$((passed + 1))
        printf 'ok      %-40s %4d s\n' "$name" $((SECONDS - begin))
    else
        failed=$((failed + 1))
        printf 'FAILED  %-40s %4d s   (%s)\n' "$name" $((SECONDS - begin)) "$log"
        tail -n 25 "$log" | sed 's/^/        | /'
    fi
}

# counted NAME LOG CODE PASSED FAILED SECONDS: adds what a test program counted itself.
counted() {
    local name=$1 log=$2 code=$3 good=$4 bad=$5
    # A program that ends badly without naming a failure has failed once.
    [ "$code" -ne 0 ] && [ "$bad" -eq 0 ] && bad=1
    passed=$((passed + good))
    failed=$((failed + bad))
    if [ "$bad" -eq 0 ]; then
        printf 'ok      %-40s %4d s   %d passed\n' "$name" "$6" "$good"
    else
        printf 'FAILED  %-40s %4d s   %d passed, %d failed (%s)\n' "$name" "$6" "$good" "$bad" "$log"
        { grep -A25 -E 'FAILED|\*\*\*Failed|Traceback|Error' "$log" || tail -n 25 "$log"; } | head -n 80 | sed 's/^/        | /'
    fi
    grep -E '^( +note:|.*(is|are) not there)' "$log" | sed 's/^ */        /'
}

# run_counted NAME COMMAND…: a program whose last line is "N passed, N failed".
run_counted() {
    local name=$1 log code=0 line begin=$SECONDS
    shift
    log=$(log_of "$name")
    "$@" >"$log" 2>&1 || code=$?
    line=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$log" | tail -n 1)
    if [ -n "$line" ]; then
        counted "$name" "$log" "$code" "${line%% *}" "$(printf '%s' "$line" | sed 's/.*, \([0-9]*\) failed/\1/')" $((SECONDS - begin))
    else
        counted "$name" "$log" 1 0 1 $((SECONDS - begin))
    fi
}

# run_ctest NAME BUILD-FOLDER [CTEST-OPTION…]
run_ctest() {
    local name=$1 folder=$2 log code=0 line total bad begin=$SECONDS
    shift 2
    log=$(log_of "$name")
    ctest --test-dir "$folder" --output-on-failure --timeout 600 --no-tests=error -j "$(nproc 2>/dev/null || echo 2)" "$@" >"$log" 2>&1 || code=$?
    line=$(grep -E 'tests passed, [0-9]+ tests failed out of [0-9]+' "$log" | tail -n 1)
    total=$(printf '%s' "$line" | sed -n 's/.*out of \([0-9]*\).*/\1/p')
    bad=$(printf '%s' "$line" | sed -n 's/.*passed, \([0-9]*\) tests failed.*/\1/p')
    counted "$name" "$log" "$code" $((${total:-0} - ${bad:-0})) "${bad:-0}" $((SECONDS - begin))
}

# install_packages PACKAGE…: only what is missing, and only where apt is.
install_packages() {
    local missing=() package administrator=()
    if ! command -v apt-get >/dev/null; then
        echo "no apt here: the packages are taken for installed"
        return 0
    fi
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || { echo "missing and no rights to install: ${missing[*]}"; return 1; }
        administrator=(sudo)
    fi
    "${administrator[@]}" apt-get update -q
    "${administrator[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
}

# configure_preset PRESET [CMAKE-OPTION…]
configure_preset() {
    local preset=$1 more=()
    shift
    command -v ccache >/dev/null || more+=(-DCMAKE_CXX_COMPILER_LAUNCHER=)
    cmake --preset "$preset" "${more[@]}" "$@"
}

# finish: prints the last line and ends.
finish() {
    printf '%d passed, %d failed\n' "$passed" "$failed"
    [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
    exit
}
