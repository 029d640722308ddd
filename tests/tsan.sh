#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# tsan.sh builds with clang-19 under ThreadSanitizer and runs every test.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
. engine/setup.sh

only_help 'usage: bash tests/tsan.sh

Installs what is missing, builds with clang-19 under ThreadSanitizer (build/tsan) and runs every test.' "$@"

install_missing "${test_packages[@]}"
install_node_modules
stage "tsan: building with clang-19 and ThreadSanitizer, warnings as errors"
# Everything is instrumented: accesses guarded by an uninstrumented lock would look like a race.
cmake --preset tsan --log-level=WARNING -DRECORDSHARE_WARNINGS_AS_ERRORS=ON -DRECORDSHARE_BENCHMARK=OFF \
  -DRECORDSHARE_SANITIZE_ALL=ON >/dev/null
# With address randomization, memory may lie where ThreadSanitizer does not expect it.
fixed=()
setarch -R true 2>/dev/null && fixed=(setarch -R)
"${fixed[@]}" cmake --build --preset tsan
stage "tsan: testing"
"${fixed[@]}" ctest --preset tsan -j "$(nproc)" --no-tests=error
