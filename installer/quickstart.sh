#!/usr/bin/env bash
# installer/quickstart.sh [WORK-FOLDER]
# From a fresh checkout to an imported sample, without a question: installs what the build needs, builds, makes a work folder
# (default ~/tallybridge-quickstart), imports the sample deliveries into a local archive and prints the sums. Doing it again is harmless.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=${1:-$HOME/tallybridge-quickstart}
build=$root/build/release
ctl=$build/src/cli/tallybridgectl

say() { printf '\n== %s\n' "$*"; }
die() { printf 'quickstart: %s\n' "$*" >&2; exit 1; }

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo "$@"
    else die "\"$*\" needs administrator rights: run it as root, then start this script again"
    fi
}

install_debian() {
    local wanted=(cmake g++ ninja-build qt6-base-dev libqt6sql6-sqlite libgmime-3.0-dev libzip-dev libphonenumber-dev libssh-dev libssl-dev qtkeychain-qt6-dev pkg-config
        qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools python3)
    local missing=() package
    for package in "${wanted[@]}"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
    done
    if [ ${#missing[@]} -eq 0 ]; then
        echo "everything is installed"
        return
    fi
    echo "installing: ${missing[*]}"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
}

install_macos() {
    command -v brew >/dev/null || die "please install Homebrew first (https://brew.sh)"
    local formula
    for formula in cmake ninja qt gmime libzip libphonenumber libssh qtkeychain openssl@3 pkgconf python3; do
        brew list --formula "$formula" >/dev/null 2>&1 || brew install "$formula"
    done
    configure+=("-DCMAKE_PREFIX_PATH=$(brew --prefix qt);$(brew --prefix openssl@3)")
    export PKG_CONFIG_PATH
    PKG_CONFIG_PATH="$(brew --prefix openssl@3)/lib/pkgconfig${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH}"
}

have_qt_widgets() {
    local folder
    for folder in /usr/lib/*/cmake /usr/lib64/cmake /usr/lib/cmake "$(brew --prefix qt 2>/dev/null || true)/lib/cmake"; do
        [ -e "$folder/Qt6Widgets/Qt6WidgetsConfig.cmake" ] && return 0
    done
    return 1
}

# sum NAME FILE: a number of the sync's JSON answer
sum() { python3 -c 'import json, sys; print(json.load(open(sys.argv[2]))[sys.argv[1]])' "$1" "$2"; }

configure=()
say "What the build needs"
if command -v apt-get >/dev/null; then install_debian
elif [ "$(uname -s)" = Darwin ]; then install_macos
else die "this system is not known here; the packages are listed in README.md, build with: cmake --preset release && cmake --build build/release"
fi

say "Building (release)"
command -v ccache >/dev/null || configure+=("-DCMAKE_CXX_COMPILER_LAUNCHER=")
have_qt_widgets || configure+=("-DTALLYBRIDGE_BUILD_UI=OFF")
cd "$root"
cmake --preset release ${configure[@]+"${configure[@]}"} >"$root/build-release.log" 2>&1 || { tail -n 30 "$root/build-release.log" >&2; die "configuring failed, see build-release.log"; }
mkdir -p "$build"
mv "$root/build-release.log" "$build/configure.log"
cmake --build "$build"
[ -x "$ctl" ] || die "$ctl was not built"

say "Work folder $work"
mkdir -p "$work"
work=$(cd "$work" && pwd)
mkdir -p "$work/deliveries"
cp "$root"/resources/sample/deliveries/*.zip "$work/deliveries/"
# The mapping is the user's to change: it is copied only once.
[ -e "$work/mapping.csv" ] || cp "$root/resources/sample/mapping.csv" "$work/mapping.csv"
big=$(find "$work/deliveries" -name '202503070000-TeleMessage_*.zip' | head -n 1)
[ -n "$big" ] || python3 "$root/resources/sample/make_sample.py" --big-delivery "$work/deliveries"

run() { "$ctl" --data-dir "$work/data" "$@"; }
if run connector show sample >/dev/null 2>&1; then
    echo "the connector \"sample\" is there already"
else
    run connector add --name sample --type whatsapp --source "folder:$work/deliveries" --destination "local:$work/archive" \
        --mapping "$work/mapping.csv" --domain contoso.example --accept-terms
fi

say "Importing"
code=0
run --json sync sample >"$work/last-sync.json" 2>"$work/last-sync.log" || code=$?
case $code in
    0 | 3) ;;
    *)
        cat "$work/last-sync.json" "$work/last-sync.log" >&2
        die "the import could not run (exit code $code)"
        ;;
esac

answer=$work/last-sync.json
printf '\n  items at the source      %8s\n  copies after fan-out     %8s\n    imported               %8s\n    partial                %8s   (an attachment is over 10 MB)\n    skipped                %8s   (already there)\n    failed                 %8s\n\n' \
    "$(sum available_from_source "$answer")" "$(sum available_for_import "$answer")" "$(sum imported "$answer")" "$(sum partial "$answer")" \
    "$(sum skipped "$answer")" "$(sum failed "$answer")"
python3 - "$answer" <<'PYTHON'
import json, sys
answer = json.load(open(sys.argv[1]))
total = answer["imported"] + answer["partial"] + answer["skipped"] + answer["failed"]
print(f"  the sums {'hold' if total == answer['available_for_import'] else 'DO NOT HOLD'}: "
      f"{answer['available_for_import']} = {answer['imported']} + {answer['partial']} + {answer['skipped']} + {answer['failed']}")
for reason, count in sorted(answer["reasons"].items()):
    print(f"    failed: {count:4d} {reason}")
if not answer["available_from_source"]:
    print("  nothing new: everything was imported by an earlier run")
sys.exit(total != answer["available_for_import"])
PYTHON
if [ "$code" -eq 3 ]; then
    echo
    echo "Exit code 3 means: finished, but some copies failed or are partial. In the sample that is on purpose: it holds"
    echo "people without a mailbox, a number with two mailboxes, an encrypted item and an attachment over the limit."
fi

say "Where to look"
cat <<TEXT
  mails      $work/archive/<mailbox>/.WhatsApp Archiver/   (Maildir: any mail program or server reads it)
  failures   $ctl --data-dir $work/data failures sample
  proof      $ctl --data-dir $work/data verify sample
  status     $ctl --data-dir $work/data status
  mapping    $work/mapping.csv (change it, then: … retry sample)
  more       $root/docs/command-line.md
TEXT

window=$(find "$build/ui" -maxdepth 2 -type f -perm -u+x \( -name tallybridge -o -path '*/tallybridge.app/*' \) 2>/dev/null | head -n 1 || true)
if [ -n "$window" ] && { [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname -s)" = Darwin ]; }; then
    say "Starting the window"
    "$window" --data-dir "$work/data" >/dev/null 2>&1 &
fi
