#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# header_examples.sh HEADER NAME prints a test that runs the example at the top of a public header. NAME is the header's
# name as users include it. The test is HeaderExample.NAME and includes the header first.
set -euo pipefail
example=$(sed -n '/^#pragma once/q; s|^//     ||p' "$1")
[[ -n $example ]] || { echo "$1: no example before #pragma once" >&2; exit 1; }
test_name=$(tr -c '[:alnum:]\n' _ <<<"${2%.hpp}")
cat <<END
// Made from the example of $2.
#include <$2>
// Headers that the example needs but does not show.
#include <array>
#include <iostream>
#include <type_traits>
#include <recordshare/conformance.hpp>
#include <recordshare/recordshare.hpp>
#include <gtest/gtest.h>
#undef NDEBUG
#include <cassert>
using namespace recordshare;
TEST(HeaderExample, $test_name) {
$example
}
END
