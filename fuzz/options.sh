# SPDX-License-Identifier: Apache-2.0
# options.sh reads the options of a target for run.sh and seeds.sh.
# shellcheck shell=bash

# options_of TARGET prints its options as arguments for libFuzzer.
options_of() { sed -n 's/^\([a-z_]*\) *= *\(.*\)$/-\1=\2/p' "fuzz/$1.options"; }
