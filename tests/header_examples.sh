#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Prints a test of the example that a public header opens with: header_examples.sh HEADER NAME.
# NAME is what users include. The test is called HeaderExample.NAME; the header is the first that it includes.
set -euo pipefail
example=$(sed -n '/^#pragma once/q; s|^//     ||p' "$1")
[[ -n $example ]] || { echo "$1: no example before #pragma once" >&2; exit 1; }
test_name=$(tr -c '[:alnum:]\n' _ <<<"${2%.hpp}")
cat <<END
// Made from the example of $2.
#include <$2>
// What its text shows but does not name.
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
