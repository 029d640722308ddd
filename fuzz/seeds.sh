#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# seeds.sh makes the seed corpora anew: stories, shortest paths, what fuzzing adds to them, and of all that the least.
set -euo pipefail

seconds=60
while [ $# -gt 0 ]; do
  case "$1" in
    --time)
      [[ ${2:-} =~ ^[0-9]{1,6}$ ]] || { echo "option \`--time\` needs a number, not \`${2:-}\`" >&2; exit 1; }
      seconds=$2
      shift 2
      ;;
    --help)
      cat <<'HELP'
usage: bash fuzz/seeds.sh [--time SECONDS]

Writes fuzz/*_seed_corpus anew. The conformance stories and the explorer's shortest path to each row of the tables are
put into the form of each target; each is fuzzed for SECONDS (60; 0 leaves that out); and of these inputs, and those
that were there, as few are kept as reach the same.
HELP
      exit 0
      ;;
    *) echo "unknown argument \`$1\`; see --help" >&2; exit 1 ;;
  esac
done

cd "$(dirname "${BASH_SOURCE[0]}")/.."
. engine/setup.sh
. fuzz/options.sh

install_missing "${test_packages[@]}" "${fuzz_packages[@]}"
stage "building what makes the seeds, and the targets"
configure_release
cmake --build --preset release --target recordshare-corpus
cmake --preset fuzz --log-level=WARNING >/dev/null
cmake --build --preset fuzz

stage "making the seeds"
seeds=build/fuzz/seeds
rm -rf "$seeds"
build/release/bin/recordshare-corpus seeds --out "$seeds"

# make_corpus TARGET fuzzes it from its seeds, and keeps the least that reaches the same.
make_corpus() {
  local target=$1 corpus=fuzz/$1_seed_corpus options
  mapfile -t options < <(options_of "$target")
  mkdir -p "$seeds/$target.grown" "$seeds/$target.least" "$corpus"
  if [ "$seconds" -gt 0 ]; then
    build/fuzz/bin/"$target" -print_funcs=0 -max_total_time="$seconds" "${options[@]}" -dict="fuzz/$target.dict" \
      "$seeds/$target.grown" "$seeds/${target}_seed_corpus" "$corpus" >"$seeds/$target.log" 2>&1
  fi
  build/release/bin/recordshare-corpus normalize --target "$target" --corpora "$seeds/$target.grown"
  # Whether an edge is reached counts here, and not how often: so a third of the inputs are enough.
  build/fuzz/bin/"$target" -print_funcs=0 -set_cover_merge=1 -use_counters=0 "${options[@]}" "$seeds/$target.least" \
    "$seeds/${target}_seed_corpus" "$corpus" "$seeds/$target.grown" >"$seeds/$target.merge.log" 2>&1
  # What the rows need is kept whatever the edges say.
  if [ "$target" != json_lines_fuzzer ]; then cp "$seeds/${target}_seed_corpus"/row-* "$seeds/$target.least"; fi
  rm -rf "$corpus"
  mv "$seeds/$target.least" "$corpus"
  echo "$target: $(find "$corpus" -type f | wc -l) inputs, $(cat "$corpus"/* | wc -c) bytes"
}
export -f options_of make_corpus
export seeds seconds

stage "fuzzing from them for $seconds s each, and keeping the least"
for source in fuzz/*_fuzzer.cc; do basename "$source" .cc; done |
  xargs -P "$(nproc)" -I {} bash -euo pipefail -c 'make_corpus {}'

stage "which rows they reach"
build/release/bin/recordshare-corpus rows --corpora fuzz
