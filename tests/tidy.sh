#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# tidy.sh checks the layout of every source with clang-format-19 and every translation unit with clang-tidy-19.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
. engine/setup.sh

only_help 'usage: bash tests/tidy.sh

Installs what is missing, and checks the layout of every source with clang-format-19 and every translation unit with
clang-tidy-19 (build/tidy). A unit that was found tidy is passed over until it, or what it includes, changes: an hour
of processor time the first time.' "$@"

install_missing "${tidy_packages[@]}"
mapfile -t sources < <(find model engine properties fuzz tests -name '*.hpp' -o -name '*.cpp' -o -name '*.cc' | sort)

stage "clang-format: ${#sources[@]} files"
clang-format-19 --dry-run -Werror "${sources[@]}"

# Boost.JSON's sources and the independent model's C code (in model_world.cpp) are not ours; the consumers and the
# examples are not part of the build.
mapfile -t units < <(printf '%s\n' "${sources[@]}" |
  grep '\.cpp$\|\.cc$' |
  grep -v -e '^engine/library/boost_json' -e '^properties/compare/model_world' -e '^tests/consumer' -e '^fuzz/example')

# Nothing is built in build/tidy: a precompiled header would be missing.
stage "clang-tidy: ${#units[@]} translation units; one that was tidy is passed over until it changes"
cmake --preset asan -B build/tidy --log-level=WARNING -DRECORDSHARE_WARNINGS_AS_ERRORS=ON -DRECORDSHARE_BENCHMARK=ON \
  -DRECORDSHARE_SANITIZE_ALL=ON -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON >/dev/null
mkdir -p build/tidy/tidied

# everything_of UNIT prints everything that the result depends on: the checks, the flags, and the preprocessed unit with
# comments and macros.
everything_of() {
  clang-tidy-19 --version
  find .clang-tidy model engine properties fuzz tests -name .clang-tidy -exec cat {} +
  grep -F "$1" build/tidy/compile_commands.json
  local include=(-I. -Iengine/include -Imodel/include -Iproperties/conform/include)
  clang++-19 -std=c++20 -E -C -dD -D__clang_analyzer__ "${include[@]}" "$1"
}

# check_unit UNIT prints clang-tidy's findings in the unit; fails if there are any.
check_unit() {
  local mark
  mark=build/tidy/tidied/$(everything_of "$1" | sha256sum | cut -d ' ' -f 1)
  [ ! -e "$mark" ] || return 0
  echo "$1"
  # Mutators are compiled per kind of inputs, and only in fuzzing builds.
  if ! clang-tidy-19 -p build/tidy --quiet --extra-arg=-DRECORDSHARE_INPUTS=Events "$1" \
    2> >(grep -v ' warnings\? generated' >&2); then
    echo "$1 is not tidy"
    return 1
  fi
  touch "$mark"
}
export -f everything_of check_unit
printf '%s\n' "${units[@]}" | xargs -P "$(nproc)" -I {} bash -o pipefail -c 'check_unit {}'

stage "all done"
echo "${#sources[@]} files laid out, ${#units[@]} translation units tidy"
