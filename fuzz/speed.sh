#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# speed.sh measures the targets' executions a second, with and without sanitizers, beside a target that does nothing.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
. engine/setup.sh

only_help 'usage: bash fuzz/speed.sh

Installs what is missing, builds the targets with sanitizers (build/fuzz) and without (build/fuzz-fast), and runs each
for ten seconds, one after the other, from its seed corpus: engine_fuzzer, machine_fuzzer and replay_fuzzer on inputs
of exactly 64 events, json_lines_fuzzer of 100 bytes, stream_fuzzer of 1,000; and one that does nothing, in the same
run.' "$@"

install_missing "${fuzz_packages[@]}"
stage "building with sanitizers, and without"
cmake --preset fuzz --log-level=WARNING >/dev/null
cmake --build --preset fuzz --target recordshare_fuzz_targets empty_target
cmake --preset fuzz -B build/fuzz-fast --log-level=WARNING -DRECORDSHARE_SANITIZERS= >/dev/null
cmake --build build/fuzz-fast --target recordshare_fuzz_targets empty_target

# inputs_of TARGET BYTES DIR writes inputs of exactly BYTES bytes into the folder, cut from the target's concatenated
# seeds.
inputs_of() {
  local n
  cat "fuzz/${1}_seed_corpus"/* >"$3/all"
  for ((n = 0; n < 200; ++n)); do
    # Not a pipe: the writer may be cut off early, which is not a failure.
    head -c "$2" >"$3/$n" \
      < <([ "$1" = json_lines_fuzzer ] || head -c 32 "$3/all"; tail -c +$((1 + n * 200)) "$3/all" 2>/dev/null)
  done
  rm "$3/all"
}

# runs_a_second PROGRAM BYTES DIR prints the executions a second on inputs of BYTES bytes.
runs_a_second() {
  "$1" -print_funcs=0 -max_total_time=10 -max_len="$2" -len_control=0 -keep_seed=1 -print_final_stats=1 "$3" 2>&1 |
    sed -n 's/^stat::average_exec_per_sec: *//p'
}

stage "running each for ten seconds"
printf '%-20s %8s %16s %16s %8s\n' target bytes 'with sanitizers' without 'x'
for line in empty_target:260 engine_fuzzer:260 machine_fuzzer:288 replay_fuzzer:260 json_lines_fuzzer:100 \
  stream_fuzzer:1000; do
  target=${line%:*} bytes=${line#*:}
  figures=()
  for build in build/fuzz build/fuzz-fast; do
    inputs=$(mktemp -d)
    inputs_of "${target/empty_target/engine_fuzzer}" "$bytes" "$inputs"
    figures+=("$(runs_a_second "$build/bin/$target" "$bytes" "$inputs")")
    rm -rf "$inputs"
  done
  printf '%-20s %8s %16s %16s %8s\n' "$target" "$bytes" "${figures[@]}" \
    "$(awk "BEGIN { printf \"%.1f\", ${figures[1]} / ${figures[0]} }")"
done
