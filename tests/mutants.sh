#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# mutants.sh plants small mistakes in the C++ sources, one at a time, and runs the tests that must find each.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
. engine/setup.sh

install_missing "${test_packages[@]}"
exec /usr/bin/python3 -B tests/mutants/main.py "$@"
