#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# campaign.sh plays many new streams of small and large worlds, runs long races, and explores the largest worlds.
set -euo pipefail

case "${1:-}" in
  --help)
    cat <<'HELP'
usage: bash tests/campaign.sh [STREAMS]

Builds build/release, plays STREAMS new streams (100000) on each property of recordshare_rapidcheck, spread over the
processors, runs 1,000,000 rounds of the race with 2, 4 and 8 threads, plays 200,000 events of large worlds for each
combination of policies, and explores the worlds of 4 and 5 agents with 2 records. A property that fails prints its
stream, and the RC_PARAMS that reproduce it.
HELP
    exit 0
    ;;
  *[!0-9]*)
    echo "unknown argument \`$1\`; see --help" >&2
    exit 1
    ;;
esac
streams=${1:-100000}

cd "$(dirname "${BASH_SOURCE[0]}")/.."
. engine/setup.sh

install_missing "${test_packages[@]}"
stage "building"
configure_release
cmake --build --preset release --target recordshare_rapidcheck recordshare_tests recordshare_long_tests

stage "$streams streams for each property"
shards=$(nproc)
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
running=()
for ((shard = 0; shard < shards; ++shard)); do
  RC_PARAMS="max_success=$streams" GTEST_TOTAL_SHARDS=$shards GTEST_SHARD_INDEX=$shard \
    build/release/bin/recordshare_rapidcheck --gtest_brief=1 >"$logs/$shard" 2>&1 &
  running+=($!)
done
failed=0
for ((shard = 0; shard < shards; ++shard)); do
  wait "${running[shard]}" || failed=1
  cat "$logs/$shard"
done

stage "races"
RECORDSHARE_RACE_ROUNDS=1000000 build/release/bin/recordshare_tests --gtest_brief=1 --gtest_filter='*Races*' || failed=1
stage "large worlds"
RECORDSHARE_LARGE_EVENTS=200000 build/release/bin/recordshare_long_tests --gtest_brief=1 \
  --gtest_filter='*LargeWorld.TheEngine*' || failed=1
stage "worlds of 4 and 5 agents with 2 records"
RECORDSHARE_LARGE_WORLDS=1 build/release/bin/recordshare_long_tests --gtest_brief=1 \
  --gtest_filter='*N4K2*:*N5K2*:DnWorld.EveryEventInEveryStateIs*' ||
  failed=1
stage "all done"
exit "$failed"
