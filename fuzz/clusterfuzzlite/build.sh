#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# build.sh builds the targets for ClusterFuzzLite, as for OSS-Fuzz.
exec bash "$SRC/recordshare/fuzz/oss-fuzz/build.sh"
