#!/usr/bin/env bash
# tests/soak.sh [--rounds 200] [--items 5000] [--seed 1] [--ctl PATH]: kills the import again and again (tests/acceptance/kill_test.py).
# The last line is "N passed, N failed".
set -euo pipefail
cd "$(dirname "$0")/.."

rounds=200 items=5000 seed=1 ctl=build/dev/src/cli/tallybridgectl
while [ $# -gt 0 ]; do
    case "$1" in
        --rounds) rounds=$2 ;;
        --items) items=$2 ;;
        --seed) seed=$2 ;;
        --ctl) ctl=$2 ;;
        *)
            sed -n '2,3s/^# //p' "$0" >&2
            exit 2
            ;;
    esac
    shift 2
done
exec python3 tests/acceptance/kill_test.py --ctl "$ctl" --rounds "$rounds" --items "$items" --seed "$seed" --lose-ledger 5
