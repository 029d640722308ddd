#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# tidy.sh checks the layout of every source with clang-format-19 and every translation unit with clang-tidy-19.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
. engine/setup.sh

install_missing "${tidy_packages[@]}"
mapfile -t sources < <(find model engine properties fuzz tests -name '*.hpp' -o -name '*.cpp' | sort)

stage "clang-format: ${#sources[@]} files"
clang-format-19 --dry-run -Werror "${sources[@]}"

stage "clang-tidy: every translation unit"
cmake --preset asan --log-level=WARNING -DRECORDSHARE_WARNINGS_AS_ERRORS=ON -DRECORDSHARE_BENCHMARK=ON >/dev/null
# Boost.JSON's own sources are not ours; the consumer is no part of the build.
mapfile -t units < <(printf '%s\n' "${sources[@]}" |
  grep '\.cpp$' | grep -v -e '^engine/boost_json' -e '^tests/consumer/')
printf '%s\n' "${units[@]}" | xargs -P "$(nproc)" -n 1 clang-tidy-19 -p build/asan --quiet

stage "all done"
echo "${#sources[@]} files laid out, ${#units[@]} translation units tidy"
