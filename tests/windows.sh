#!/usr/bin/env bash
# tests/windows.sh: cross-builds for Windows with the dependency prefix in ../shared/windows (or $TALLYBRIDGE_SHARED/windows), runs every
# unit test under Wine, and lets tallybridgectl.exe import the sample: sums and mails must be those of a Linux import.
# The last line is "N passed, N failed". Without the prefix it says so and ends with 0.
# shellcheck disable=SC2317  # the functions are called by name, through step
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root" || exit 1
# shellcheck source=tests/support/steps.sh
. tests/support/steps.sh

shared=$(realpath -m "${TALLYBRIDGE_SHARED:-$root/../shared}")
prefix=$root/build/windows-prefix
build=$root/build/windows
compare=$root/build/windows-compare
wine=$(command -v wine64 || echo /usr/lib/wine/wine64)

if [ ! -e "$shared/windows/unpack.sh" ]; then
    echo "the Windows dependency prefix is not there ($shared/windows; set TALLYBRIDGE_SHARED): nothing was tested for Windows"
    echo "0 passed, 0 failed"
    exit 0
fi

unpack_prefix() { [ -e "$prefix/mingw.cmake" ] || bash "$shared/windows/unpack.sh" "$prefix"; }

configure_windows() {
    local launcher=()
    command -v ccache >/dev/null && launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
    cmake -G Ninja -S . -B "$build" "-DCMAKE_TOOLCHAIN_FILE=$prefix/mingw.cmake" -DCMAKE_BUILD_TYPE=Release -DTALLYBRIDGE_BUILD_BENCH=OFF "${launcher[@]}"
}

# Z:\… of a path
windows_path() { printf 'Z:%s' "${1//\//\\}"; }

prepare_wine() {
    # Qt's offscreen platform takes its fonts from here on Windows.
    mkdir -p "$prefix/lib/fonts" && cp /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf "$prefix/lib/fonts/" || return 1
    mkdir -p "$WINEPREFIX" "$XDG_RUNTIME_DIR" && chmod 700 "$XDG_RUNTIME_DIR" || return 1
    [ -e "$WINEPREFIX/.is-windows-10" ] && return 0
    # Wine says Windows 6.1 until it was told otherwise.
    timeout 300 "$wine" winecfg -v win10 && touch "$WINEPREFIX/.is-windows-10"
}

run_test_program() {
    local program=$1 report window=()
    # Wine keeps QT_QPA_PLATFORM from its programs.
    case "$program" in */tests/ui/*) window=(-platform offscreen) ;; esac
    report=$build/$(basename "$program").txt
    rm -f "$report"
    # Console output of a Qt program is lost under Wine, a file is not.
    timeout 600 "$wine" "$program" "${window[@]}" -o "$(windows_path "$report"),txt"
    local code=$?
    cat "$report"
    [ "$code" -eq 0 ] && grep -Eq 'Totals: [1-9][0-9]* passed, 0 failed' "$report"
}

# import NAME PATH-PREFIX COMMAND…: imports the sample into $compare/NAME; writes answer, sorted hashes
import() {
    local name=$1 drive=$2 code=0
    shift 2
    mkdir -p "$compare/$name"
    "$@" --data-dir "$drive$compare/$name/data" connector add --name sample --type whatsapp \
        --source "folder:$drive$root/resources/sample/deliveries" --destination "local:$drive$compare/$name/archive" \
        --mapping "$drive$root/resources/sample/mapping.csv" --domain contoso.example --accept-terms || return 1
    "$@" --data-dir "$drive$compare/$name/data" --json sync sample >"$compare/$name/sync.json" || code=$?
    [ "$code" -eq 3 ] || { echo "exit code $code instead of 3"; cat "$compare/$name/sync.json"; return 1; }
    # File names differ (the info separator, and %XX), contents must not: sorted hashes per mailbox.
    python3 - "$compare/$name/archive" >"$compare/$name/mails.txt" <<'PYTHON'
import hashlib, os, sys, urllib.parse
rows = []
for folder, _, names in os.walk(sys.argv[1]):
    if os.path.basename(folder) in ("cur", "new"):
        user = urllib.parse.unquote(os.path.relpath(folder, sys.argv[1]).split(os.sep)[0])
        for name in names:
            with open(os.path.join(folder, name), "rb") as file:
                rows.append(f"{user} {hashlib.sha256(file.read()).hexdigest()}")
print("\n".join(sorted(rows)))
PYTHON
    wc -l "$compare/$name/mails.txt"
}

compare_imports() {
    python3 - "$compare/linux" "$compare/windows" resources/sample/EXPECTED.json <<'PYTHON'
import json, sys
names = ["available_from_source", "available_for_import", "imported", "partial", "skipped", "failed", "quarantined", "reasons", "state"]
linux, windows = (json.load(open(folder + "/sync.json", encoding="utf-8")) for folder in sys.argv[1:3])
expected = json.load(open(sys.argv[3], encoding="utf-8"))
for name in names:
    assert linux[name] == windows[name], (name, linux[name], windows[name])
    assert name == "state" or linux[name] == expected[name], (name, linux[name], expected[name])
mails = [open(folder + "/mails.txt", encoding="utf-8").read() for folder in sys.argv[1:3]]
assert mails[0] == mails[1], "the mails are not the same bytes"
assert len(mails[0].splitlines()) == expected["imported"], len(mails[0].splitlines())
print(len(mails[0].splitlines()), "mails, byte for byte the same")
PYTHON
}

export WINEPREFIX=$root/build/windows-wine WINEDEBUG=-all XDG_RUNTIME_DIR=$root/build/windows-runtime
export QT_QPA_PLATFORM=offscreen QT_FORCE_STDERR_LOGGING=1
WINEPATH=$(windows_path "$prefix/bin")
QT_PLUGIN_PATH=$(windows_path "$prefix/plugins")

step "windows packages" install_packages g++-mingw-w64-x86-64-posix libz-mingw-w64-dev zstd pkg-config ninja-build cmake qt6-base-dev \
    qt6-base-dev-tools qt6-tools-dev-tools wine wine64 fonts-dejavu-core python3
step "windows prefix" unpack_prefix
step "windows configure" configure_windows
step "windows build" cmake --build "$build"
step "wine" prepare_wine
on_windows() { WINEPATH=$WINEPATH QT_PLUGIN_PATH=$QT_PLUGIN_PATH "$@"; }
count=0
while IFS= read -r program; do
    count=$((count + 1))
    step "wine $(basename "$program" .exe)" on_windows run_test_program "$program"
done < <(find "$build" -name 'tst_*.exe' | sort)
step "wine: there are test programs" test "$count" -gt 0
rm -rf "$compare"
step "windows: import on Linux" import linux "" "$root/build/dev/src/cli/tallybridgectl"
step "windows: import under Wine" on_windows import windows Z: timeout 600 "$wine" "$build/src/cli/tallybridgectl.exe"
step "windows: same sums, same mails" compare_imports
finish
