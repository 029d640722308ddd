#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# seeds.sh regenerates the seed corpora from stories, shortest paths and fuzzing, minimized by coverage.
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

Regenerates fuzz/*_seed_corpus. The conformance stories and the shortest path to each row of the tables are encoded for
each target; each target is fuzzed for SECONDS (60; 0: not at all). Of these inputs and the old ones, a minimal set with
the same coverage is kept.
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
stage "building recordshare-corpus and the targets"
configure_release
cmake --build --preset release --target recordshare-corpus
cmake --preset fuzz --log-level=WARNING >/dev/null
cmake --build --preset fuzz

stage "generating the seeds"
seeds=build/fuzz/seeds
rm -rf "$seeds"
build/release/bin/recordshare-corpus seeds --out "$seeds"

# make_corpus TARGET fuzzes a target from its seeds, and keeps a minimal corpus with the same coverage.
make_corpus() {
  local target=$1 corpus=fuzz/$1_seed_corpus options
  mapfile -t options < <(options_of "$target")
  mkdir -p "$seeds/$target.grown" "$seeds/$target.least" "$corpus"
  if [ "$seconds" -gt 0 ]; then
    build/fuzz/bin/"$target" -print_funcs=0 -max_total_time="$seconds" "${options[@]}" -dict="fuzz/$target.dict" \
      "$seeds/$target.grown" "$seeds/${target}_seed_corpus" "$corpus" >"$seeds/$target.log" 2>&1
  fi
  build/release/bin/recordshare-corpus normalize --target "$target" --corpora "$seeds/$target.grown"
  # Only whether an edge is reached counts, not how often: a third of the inputs are enough.
  build/fuzz/bin/"$target" -print_funcs=0 -set_cover_merge=1 -use_counters=0 "${options[@]}" "$seeds/$target.least" \
    "$seeds/${target}_seed_corpus" "$corpus" "$seeds/$target.grown" >"$seeds/$target.merge.log" 2>&1
  # The paths to the rows are kept even if they add no edges.
  if [ "$target" != json_lines_fuzzer ]; then cp "$seeds/${target}_seed_corpus"/row-* "$seeds/$target.least"; fi
  rm -rf "$corpus"
  mv "$seeds/$target.least" "$corpus"
  echo "$target: $(find "$corpus" -type f | wc -l) inputs, $(cat "$corpus"/* | wc -c) bytes"
}
export -f options_of make_corpus
export seeds seconds

stage "fuzzing for $seconds s each, and minimizing the corpora"
for source in fuzz/*_fuzzer.cc; do basename "$source" .cc; done |
  xargs -P "$(nproc)" -I {} bash -euo pipefail -c 'make_corpus {}'

stage "measuring which rows the corpora reach"
build/release/bin/recordshare-corpus rows --corpora fuzz
