#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# run_test.sh runs one test of this folder under Node; it is skipped, which says so, where what it needs is not there.
set -euo pipefail

# missing WHAT ends the test: as skipped (77), or as failed where all tests must run.
missing() {
  echo "not run: $1"
  [ -z "${RECORDSHARE_EVERY_TEST:-}" ] || exit 1
  exit 77
}

folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
test=$folder/$1
command -v node >/dev/null || missing "there is no node; install the package nodejs"
[ -e "$RECORDSHARE_BUILD/share/recordshare/review.html" ] ||
  missing "the review page is not built; run: cmake --build --preset release --target recordshare_review_page"
if grep -q browser.mjs "$test"; then
  [ -d "$folder/../../build/npm/node_modules/playwright-core" ] ||
    missing "build/npm is not there; tests/run.sh makes it"
  command -v chromium >/dev/null || missing "there is no browser; install the package chromium"
fi
exec node --test "$test"
