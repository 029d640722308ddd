#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# coverage.sh measures which outcomes of the tables' rows the corpora reach.
set -euo pipefail

corpora=fuzz
case "${1:-}" in
  '') ;;
  --help)
    cat <<'HELP'
usage: bash fuzz/coverage.sh [DIR]

Installs what is missing, builds what is needed, and plays every input of the corpora (fuzz/*_seed_corpus, or
DIR/*_seed_corpus) on the tables, row by row. The outcomes of a row are: it decides, and each result of each of its
conditions. Exit status: 0 if the corpora together reach every outcome, 1 if not.
HELP
    exit 0
    ;;
  -*)
    echo "unknown argument \`$1\`; see --help" >&2
    exit 1
    ;;
  *) corpora=$(realpath "$1") ;;
esac

cd "$(dirname "${BASH_SOURCE[0]}")/.."
. engine/setup.sh

install_missing "${test_packages[@]}"
configure_release
cmake --build --preset release --target recordshare-corpus
build/release/bin/recordshare-corpus rows --corpora "$corpora"
