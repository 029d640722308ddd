#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# run.sh installs missing packages, builds everything and runs every test, as shipped and under sanitizers.
set -euo pipefail

quick=
case "${1:-}" in
  '') ;;
  --quick) quick=1 ;;
  --help)
    cat <<'HELP'
usage: bash tests/run.sh [--quick]

Installs what building and testing need (Debian 12; as root, or by sudo), then
  1. builds with g++ 12 as shipped, warnings as errors, and runs every test (build/release);
  2. does the same with clang-19 under AddressSanitizer and UndefinedBehaviorSanitizer, except for the code that
     describes and checks the model (build/asan; see tests/README.md).
  --quick   only step 1, without the tests that need a browser
HELP
    exit 0
    ;;
  *)
    echo "unknown argument \`$1\`; see --help" >&2
    exit 1
    ;;
esac

cd "$(dirname "${BASH_SOURCE[0]}")/.."
. engine/setup.sh

results=$(mktemp)
trap 'rm -f "$results"' EXIT

# run_tests PRESET [OPTION]... runs the tests of a preset, and appends ctest's summary to the results. A test that lacks
# a package which this script installs fails; it is not skipped.
export RECORDSHARE_EVERY_TEST=1
run_tests() {
  local log status=0
  log=$(mktemp)
  ctest --preset "$@" -j "$(nproc)" --no-tests=error | tee "$log" || status=$?
  sed -n "s/^\([0-9]*% tests passed.*\)/$1: \1/p" "$log" >>"$results"
  rm -f "$log"
  return "$status"
}

without_browser=(-LE browser)
if [ -z "$quick" ]; then
  without_browser=()
  test_packages+=("${browser_packages[@]}")
fi
install_missing "${test_packages[@]}"
install_node_modules

stage "release: building with g++ 12, warnings as errors"
configure_release
cmake --build --preset release --target all recordshare_review_page
stage "release: testing"
failed=0
run_tests release "${without_browser[@]}" || failed=1

if [ -z "$quick" ]; then
  stage "asan: building with clang-19, AddressSanitizer and UndefinedBehaviorSanitizer, warnings as errors"
  cmake --preset asan --log-level=WARNING -DRECORDSHARE_WARNINGS_AS_ERRORS=ON -DRECORDSHARE_BENCHMARK=OFF >/dev/null
  cmake --build --preset asan
  stage "asan: testing"
  run_tests asan || failed=1
fi

stage "all done"
cat "$results"
awk '{ sub(/^[^:]*: /, ""); failed += $4; passed += $NF - $4 }
     END { print passed + 0 " passed, " failed + 0 " failed" }' "$results"
exit "$failed"
