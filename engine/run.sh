#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# run.sh installs missing packages, builds the command, and plays the guide's three scenarios.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
. engine/setup.sh

only_help 'usage: bash engine/run.sh

Installs what building needs (Debian 12; as root, or by sudo), builds build/release/bin/recordshare, and plays the
three scenarios of the guide through `recordshare explain`. A second run does only what is still missing.' "$@"

install_missing "${build_packages[@]}"
stage "building the command"
configure_release
cmake --build --preset release --target recordshare-command

stage "Scenario 1: single-step transfer"
build/release/bin/recordshare explain engine/scenarios/1-single-step-transfer.jsonl
stage "Scenario 2: two-step transfer with a consultation call"
build/release/bin/recordshare explain engine/scenarios/2-two-step-transfer.jsonl
stage "Scenario 3: conference"
build/release/bin/recordshare explain engine/scenarios/3-conference.jsonl
