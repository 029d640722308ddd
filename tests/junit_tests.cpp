// SPDX-License-Identifier: Apache-2.0
// junit_tests.cpp compares JUnit files with every kind of test case, whole.
#include <string>

#include <gtest/gtest.h>

#include "engine/report/xml.hpp"

namespace recordshare::tests {
namespace {

using command::JUnitCase;

TEST(JUnit, EachKindOfCaseIsWrittenWhole) {
  std::string text;
  command::append_junit(text, "a & b",
                        {{.name = "passes"},
                         {.name = "fails", .failure = "1 < 2", .details = "see \"here\"\nand there", .seconds = 1.5},
                         {.name = "prints", .output = "<what it printed>", .seconds = 0.25},
                         {.name = "is skipped", .is_skipped = true}});
  EXPECT_EQ(text, R"(<?xml version="1.0" encoding="UTF-8"?>
<testsuite name="a &amp; b" tests="4" failures="1" errors="0" skipped="1" time="1.750000">
  <testcase classname="a &amp; b" name="passes" time="0.000000">
  </testcase>
  <testcase classname="a &amp; b" name="fails" time="1.500000">
    <failure message="1 &lt; 2">see &quot;here&quot;&#10;and there</failure>
  </testcase>
  <testcase classname="a &amp; b" name="prints" time="0.250000">
    <system-out>&lt;what it printed&gt;</system-out>
  </testcase>
  <testcase classname="a &amp; b" name="is skipped" time="0.000000">
    <skipped/>
  </testcase>
</testsuite>
)");
  text.clear();
  command::append_junit(text, "none", {});
  EXPECT_EQ(text, R"(<?xml version="1.0" encoding="UTF-8"?>
<testsuite name="none" tests="0" failures="0" errors="0" skipped="0" time="0.000000">
</testsuite>
)");
}

}  // namespace
}  // namespace recordshare::tests
