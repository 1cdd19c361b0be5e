#!/usr/bin/env bash
# tests/lint.sh [BASE]: clang-tidy and clazy over the source files that changed since BASE (default: the last commit), with the compile commands of
# the preset dev.
set -euo pipefail
cd "$(dirname "$0")/.."
base=${1:-HEAD~1}
mapfile -t files < <(git diff --name-only --diff-filter=d "$base" -- 'src/*.cpp' | grep -v platform_windows)
[ ${#files[@]} -gt 0 ] || { echo "no source file has changed since $base"; exit 0; }
# Clang cannot read the compiler's precompiled headers.
cmake --preset dev -B build/lint -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON >/dev/null
clang-tidy --quiet --warnings-as-errors='*' -p build/lint "${files[@]}"
clazy-standalone --checks="$(grep -v '^ *$' .clazy | tr -d '\n')" -p build/lint "${files[@]}"
