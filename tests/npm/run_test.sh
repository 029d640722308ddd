#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# run_test.sh runs one test of this folder under Node; without the programs that it needs it is skipped.
set -euo pipefail

case "${RECORDSHARE_EVERY_TEST-1}" in
  1) ;;
  *)
    echo "RECORDSHARE_EVERY_TEST is \`$RECORDSHARE_EVERY_TEST\`: expected 1" >&2
    exit 1
    ;;
esac

# missing WHAT ends the test as skipped (77), or as failed if all tests must run.
missing() {
  echo "not run: $1"
  [ -z "${RECORDSHARE_EVERY_TEST:-}" ] || exit 1
  exit 77
}

folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
test=$folder/$1
command -v node >/dev/null || missing "node is missing; install the package nodejs"
[ -e "$RECORDSHARE_BUILD/share/recordshare/review.html" ] ||
  missing "the review page is not built; run: cmake --build --preset release --target recordshare_review_page"
if grep -q browser.mjs "$test"; then
  [ -d "$folder/../../build/npm/node_modules/playwright-core" ] ||
    missing "build/npm is missing; run: bash tests/run.sh"
  command -v chromium >/dev/null || missing "chromium is missing; install the package chromium"
fi
exec node --test "$test"
