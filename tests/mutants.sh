#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# mutants.sh plants small mistakes in the C++ sources, or in the script of the review page (--page), one at a time, and
# runs the tests that must find each.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
. engine/setup.sh

if [ "${1:-}" = --page ]; then
  install_missing "${test_packages[@]}" "${browser_packages[@]}"
  install_node_modules
  configure_release
  cmake --build --preset release --target recordshare-command recordshare_review_page
  exec node tests/npm/mutants.mjs "${@:2}"
fi
install_missing "${test_packages[@]}"
exec /usr/bin/python3 -B tests/mutants/main.py "$@"
