#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# describe.sh regenerates properties/document/evidence.json and model/README.md from the tables and the checks.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
. engine/setup.sh

only_help 'usage: bash tests/describe.sh

Builds the tests and the command (build/release), runs every test that cites a rule, counts the obligations of the
proof and the rows that each stream reaches, and writes properties/document/evidence.json and model/README.md. Commit
both.' "$@"

install_missing "${test_packages[@]}"
stage "building the tests"
configure_release
cmake --build --preset release --target recordshare_tests
stage "properties/document/evidence.json"
RECORDSHARE_UPDATE=1 build/release/bin/recordshare_tests --gtest_brief=1 \
  --gtest_filter=Traceability.TheEvidenceIsWhatIsSeenNow
stage "model/README.md"
cmake --build --preset release --target recordshare-check
build/release/bin/recordshare-check describe -o model/README.md
