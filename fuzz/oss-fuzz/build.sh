#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# build.sh builds the fuzz targets for OSS-Fuzz and ClusterFuzzLite, with $CXX, $CXXFLAGS and $LIB_FUZZING_ENGINE, from
# $SRC/recordshare in $WORK. It puts each target, its dictionary, options and zipped seed corpus into $OUT.
set -euo pipefail

source=$SRC/recordshare
build=$WORK/recordshare

# Everything is instrumented alike, so that AddressSanitizer sees the bounds of all containers.
cmake -S "$source" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=None \
  -DCMAKE_CXX_COMPILER="$CXX" -DCMAKE_CXX_FLAGS="$CXXFLAGS" \
  -DRECORDSHARE_FUZZ=ON -DRECORDSHARE_FUZZING_ENGINE="$LIB_FUZZING_ENGINE" -DRECORDSHARE_SANITIZE_ALL=ON \
  -DRECORDSHARE_TESTS=OFF -DRECORDSHARE_BENCHMARK=OFF -DRECORDSHARE_COMMAND=OFF
cmake --build "$build" --target recordshare_fuzz_targets

for target in "$source"/fuzz/*_fuzzer.cc; do
  name=$(basename "$target" .cc)
  cp "$build/bin/$name" "$source/fuzz/$name.dict" "$source/fuzz/$name.options" "$OUT/"
  rm -f "$OUT/${name}_seed_corpus.zip"
  (cd "$source/fuzz/${name}_seed_corpus" && zip -q -r "$OUT/${name}_seed_corpus.zip" .)
done
