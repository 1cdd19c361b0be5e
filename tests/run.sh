#!/usr/bin/env bash
# tests/run.sh [--quick]: installs what the tests need, builds the preset dev and runs all tests (--quick: the unit tests only).
# The last line is "N passed, N failed".
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root" || exit 1
quick=no
for option in "$@"; do
    case "$option" in
        --quick) quick=yes ;;
        *)
            sed -n '2,3s/^# //p' "$0" >&2
            exit 2
            ;;
    esac
done
# shellcheck source=tests/support/steps.sh
. tests/support/steps.sh
build=build/dev
ctl=$build/src/cli/tallybridgectl

step "packages" install_packages cmake g++ ninja-build ccache qt6-base-dev libqt6sql6-sqlite libgmime-3.0-dev libzip-dev libphonenumber-dev \
    libssh-dev libssl-dev qtkeychain-qt6-dev pkg-config qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools fonts-dejavu-core fonts-noto-core fonts-noto-cjk python3 python3-cryptography dovecot-imapd openssh-server openssh-client dbus gnome-keyring \
    xvfb openbox trayer xdotool at-spi2-core python3-pyatspi imagemagick
step "configure dev" configure_preset dev
step "build dev" cmake --build "$build"
run_ctest "unit tests" "$build"
run_counted "graph stand-in" python3 tests/support/graph/test_standin.py
if [ "$quick" = no ]; then
    if [ -e "${TALLYBRIDGE_SHARED:-../shared}/contract/graph.yaml" ] && { [ -n "${PRISM:-}" ] || command -v prism >/dev/null || command -v npm >/dev/null; }; then
        run_counted "graph contract" python3 tests/support/graph/prism.py --self-test
    else
        echo "        the Graph contract or npm is not there: nothing was checked with Prism"
    fi
    run_counted "wizard by mouse" python3 tests/ui/wizard_mouse.py --program "$build/ui/tallybridge" --ctl "$ctl" --shots out/wizard-mouse
    run_counted "tray" python3 tests/ui/tray.py --program "$build/ui/tallybridge" --shots out/tray
    for script in tests/acceptance/[!_]*.py; do
        run_counted "$(basename "$script")" python3 "$script" --ctl "$ctl"
    done
    for script in tests/integration/[!_]*.py tests/integration/*.sh; do
        case "$script" in
            *'*'*) ;;                      # nothing there
            */dovecot_archive.py) ;;       # needs an archive: archive_readers.py runs it
            *.py) run_counted "$(basename "$script")" python3 "$script" --ctl "$ctl" ;;
            *.sh) run_counted "$(basename "$script")" bash "$script" "$ctl" ;;
        esac
    done
fi
finish
