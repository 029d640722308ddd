#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# coverage.sh measures which lines, branches and conditions of model/ and engine/ the tests run.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
. engine/setup.sh

only_help 'usage: bash tests/coverage.sh

Installs what is missing, builds with clang-19 and -fcoverage-mcdc (build/coverage), runs every test but those of the
install and the README, and prints lines, branches and MC/DC of model/ and engine/, file by file, and uncovered lines
with their reasons (tests/coverage_left.txt). build/coverage/report/index.html shows the same line by line. Fails if an
uncovered line has no reason, or a folder is below its minimum in tests/coverage_table.py.' "$@"

install_missing "${test_packages[@]}"
install_node_modules
stage "building with clang-19, counting lines, branches and conditions"
cmake --preset coverage --log-level=WARNING -DRECORDSHARE_BENCHMARK=OFF >/dev/null
cmake --build --preset coverage

stage "testing"
rm -rf build/coverage/profiles build/coverage/report
mkdir build/coverage/profiles
failed=0
# Each program merges into one of four profiles: one profile per process would be thousands.
LLVM_PROFILE_FILE="$PWD/build/coverage/profiles/%4m.profraw" \
  ctest --preset coverage -j "$(nproc)" -E 'Install\.|Build\.|ReadmeBlock|Tidy' --output-on-failure || failed=1

stage "merging the profiles"
find build/coverage/profiles -name '*.profraw' >build/coverage/profiles/list
llvm-profdata-19 merge --sparse --input-files=build/coverage/profiles/list --output=build/coverage/merged.profdata
programs=()
for program in recordshare recordshare-check recordshare_tests recordshare_long_tests recordshare_rapidcheck \
  recordshare_allocation_tests engine_fuzzer machine_fuzzer json_lines_fuzzer stream_fuzzer replay_fuzzer; do
  programs+=(-object "build/coverage/bin/$program")
done
what=(--instr-profile=build/coverage/merged.profdata "${programs[@]:1}")
mapfile -t sources < <(find model engine -name '*.hpp' -o -name '*.cpp' | grep -v -e /bench/ -e boost_json | sort)
llvm-cov-19 show "${what[@]}" --format=html --show-mcdc --show-branches=count \
  --output-dir=build/coverage/report "${sources[@]}" >/dev/null
llvm-cov-19 export "${what[@]}" --format=text "${sources[@]}" >build/coverage/measured.json
python3 tests/coverage_table.py build/coverage/measured.json || failed=1
stage "all done: build/coverage/report/index.html shows every line"
exit "$failed"
