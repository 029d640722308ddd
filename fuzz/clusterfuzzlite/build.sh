#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# build.sh is what ClusterFuzzLite calls: it builds as OSS-Fuzz does.
exec bash "$SRC/recordshare/fuzz/oss-fuzz/build.sh"
