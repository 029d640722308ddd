#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# run.sh installs missing packages, builds the fuzz targets, runs them, and reports findings and coverage.
set -euo pipefail

target=
seconds=60
jobs=$(nproc)
out=build/fuzz/results
build=
help() {
  cat <<'HELP'
usage: bash fuzz/run.sh [--target T] [--time SECONDS] [--jobs N] [--out DIR] [--build DIR]

Installs what fuzzing needs (Debian 12; as root, or by sudo), builds the targets with clang-19, libFuzzer,
AddressSanitizer and UndefinedBehaviorSanitizer, and runs each on its corpus. The results are in DIR:

  recordshare.sarif, junit.xml   for code hosts and CI
  T/log.N, T/corpus/             the target's output; new inputs that reach more than fuzz/T_seed_corpus
  T/finding/                     of a finding: the smallest input, the same as a stream of events.md (stream.jsonl), the
                                 output of `recordshare explain` (explain.txt), a sequence diagram (diagram.mmd)

  --target T       only one target, such as engine_fuzzer
  --time SECONDS   how long each target runs (60)
  --jobs N         how many processes run at a time (all processors)
  --out DIR        the folder for results (build/fuzz/results)
  --build DIR      run the targets that are built in this folder, and build nothing

Exit status: 0; 1 for wrong usage; 2 if something was found.
HELP
}

# value_of OPTION VALUE prints the value, or fails if it is missing.
value_of() {
  [ -n "${2:-}" ] || { echo "option \`$1\` needs a value" >&2; exit 1; }
  printf '%s' "$2"
}

# number_of OPTION VALUE prints the value, or fails if it is not a number from 1.
number_of() {
  [[ ${2:-} =~ ^[1-9][0-9]{0,6}$ ]] || { echo "option \`$1\` needs a number, not \`${2:-}\`" >&2; exit 1; }
  printf '%s' "$2"
}

while [ $# -gt 0 ]; do
  case "$1" in
    --target) target=$(value_of "$@"); shift 2 ;;
    --time) seconds=$(number_of "$@"); shift 2 ;;
    --jobs) jobs=$(number_of "$@"); shift 2 ;;
    --out) out=$(value_of "$@"); shift 2 ;;
    --build) build=$(realpath "$(value_of "$@")"); shift 2 ;;
    --help) help; exit 0 ;;
    *) echo "unknown argument \`$1\`; see --help" >&2; exit 1 ;;
  esac
done

out=$(realpath -m "$out")
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. engine/setup.sh
. fuzz/options.sh

all_targets=()
for source in fuzz/*_fuzzer.cc; do all_targets+=("$(basename "$source" .cc)"); done
targets=("${all_targets[@]}")
if [ -n "$target" ]; then
  [ -e "fuzz/$target.cc" ] || { echo "unknown target \`$target\`; expected one of: ${all_targets[*]}" >&2; exit 1; }
  targets=("$target")
fi

if [ -z "$build" ]; then
  install_missing "${fuzz_packages[@]}"
  stage "building the targets with clang-19, libFuzzer, AddressSanitizer and UndefinedBehaviorSanitizer"
  cmake --preset fuzz --log-level=WARNING >/dev/null
  cmake --build --preset fuzz
  build=build/fuzz
fi

# files_in DIR counts the files of a folder.
files_in() { find "$1" -type f | wc -l; }

# last_of NAME LOG... prints the greatest of the last figures of this name in libFuzzer's logs.
last_of() {
  local name=$1 log
  shift
  for log in "$@"; do sed -n "s/.* $name: \([0-9]*\).*/\1/p" "$log" | tail -n 1; done | sort -n | tail -n 1
}

# fuzz_target TARGET SHARE runs a target in SHARE processes with one corpus, until the time is over or one process finds
# something.
fuzz_target() {
  local target=$1 share=$2 dir=$out/$1 begin=$SECONDS status=0 n options pids=()
  mapfile -t options < <(options_of "$target")
  rm -rf "$dir"
  mkdir -p "$dir/corpus" "$dir/crashes"
  for ((n = 1; n <= share; ++n)); do
    "$build/bin/$target" -print_funcs=0 -print_final_stats=1 -max_total_time="$seconds" -reload=1 "${options[@]}" \
      -artifact_prefix="$dir/crashes/" -dict="fuzz/$target.dict" "$dir/corpus" "fuzz/${target}_seed_corpus" \
      >"$dir/log.$n" 2>&1 &
    pids+=($!)
  done
  for ((n = 1; n <= share; ++n)); do wait -n "${pids[@]}" || { status=$?; break; }; done
  if [ "$status" -ne 0 ]; then kill "${pids[@]}" 2>/dev/null || true; fi
  wait
  echo $((SECONDS - begin)) >"$dir/seconds"
  tell_figures "$target" >"$dir/figures"
  if [ "$status" -ne 0 ]; then tell_finding "$target"; fi
}

# tell_figures TARGET prints one line: executions, executions a second, coverage, the corpus.
tell_figures() {
  local dir=$out/$1 runs seconds_taken
  seconds_taken=$(cat "$dir/seconds")
  runs=$(cat "$dir"/log.* |
    sed -n 's/^stat::number_of_executed_units: *//p' | awk '{ sum += $1 } END { print sum + 0 }')
  printf '%s: %s executions in %s s, %s/s; coverage %s edges; corpus %s inputs, %s of them new\n' "$1" "$runs" \
    "$seconds_taken" "$((runs / (seconds_taken > 0 ? seconds_taken : 1)))" "$(last_of cov "$dir"/log.*)" \
    "$(($(files_in "fuzz/${1}_seed_corpus") + $(files_in "$dir/corpus")))" "$(files_in "$dir/corpus")"
}

# tell_finding TARGET shrinks the first crash and explains it.
tell_finding() {
  local dir=$out/$1 crash
  crash=$(find "$dir/crashes" -type f | sort | head -n 1)
  mkdir -p "$dir/finding"
  if [ -z "$crash" ]; then
    echo "$1 ended without an input: $(tail -q -n 1 "$dir"/log.*)" >"$dir/finding/fault"
    return
  fi
  cp "$crash" "$dir/finding/input.found"
  "$build/bin/recordshare-finding" shrink --target "$1" --program "$build/bin/$1" --out "$dir/finding" "$crash" ||
    echo "$1 failed on an input, but not when it was run again" >"$dir/finding/fault"
}

# merge_corpus TARGET keeps the new inputs that add coverage.
merge_corpus() {
  local dir=$out/$1
  mkdir -p "$dir/merged"
  "$build/bin/$1" -print_funcs=0 -merge=1 $(options_of "$1") "$dir/merged" "fuzz/${1}_seed_corpus" "$dir/corpus" \
    >"$dir/merge.log" 2>&1
  for file in "fuzz/${1}_seed_corpus"/*; do rm -f "$dir/merged/$(sha1sum "$file" | cut -d ' ' -f 1)"; done
  rm -rf "$dir/corpus"
  mv "$dir/merged" "$dir/corpus"
}

# progress prints the state of the targets every ten seconds, until it is killed.
progress() {
  while sleep 10; do
    for target in "${targets[@]}"; do
      [ -s "$out/$target/log.1" ] || continue
      printf '%s %s\n' "$target" "$(grep -a '^#[0-9]' "$out/$target/log.1" | tail -n 1 | cut -c 1-90)"
    done
  done
}

stage "fuzzing ${#targets[@]} targets for $seconds s each, $jobs at a time"
mkdir -p "$out"
progress &
progress_pid=$!
trap 'kill "$progress_pid" 2>/dev/null || true' EXIT
# If there are more processes than targets, each target gets an equal share.
share=$((jobs > ${#targets[@]} ? jobs / ${#targets[@]} : 1))
fuzzing=()
for target in "${targets[@]}"; do
  [ "${#fuzzing[@]}" -lt "$jobs" ] || wait -n "${fuzzing[@]}" || true
  fuzz_target "$target" "$share" &
  fuzzing+=($!)
  mapfile -t fuzzing < <(jobs -rp | grep -vx "$progress_pid")
done
wait "${fuzzing[@]}" || true
kill "$progress_pid"

stage "merging corpora and writing reports"
found=0
for target in "${targets[@]}"; do
  if [ -e "$out/$target/finding/fault" ]; then
    found=1
    printf 'FOUND by %s: %s\n  see %s\n' "$target" "$(cat "$out/$target/finding/fault")" "$out/$target/finding"
  else
    merge_corpus "$target"
    tell_figures "$target" >"$out/$target/figures"
  fi
  cat "$out/$target/figures"
done
"$build/bin/recordshare-finding" report --out "$out"
stage "all done: $out/recordshare.sarif, $out/junit.xml"
[ "$found" -eq 0 ] || exit 2
