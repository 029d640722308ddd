// SPDX-License-Identifier: Apache-2.0
// variables_tests.cpp tests that a bad value of each variable of the tests fails the test that reads it.
#include "tests/variables.hpp"

#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "tests/shell.hpp"

namespace recordshare::tests {
namespace {

TEST(Variables, ANumberIsDigitsAloneWithinItsBounds) {
  EXPECT_EQ(number_from("100", "rounds", 100, 200), 100U);
  EXPECT_EQ(number_from("200", "rounds", 100, 200), 200U);
  EXPECT_EQ(number_from("18446744073709551615", "seed", 0, UINT64_MAX), UINT64_MAX);
  for (std::string const bad : {"", " ", "99", "201", "1e2", "0x80", "-150", "+150", "150 ", " 150", "150x", "garbage",
                                "18446744073709551616", "18446744073709551766"})
    EXPECT_THROW(number_from(bad, "rounds", 100, 200), std::runtime_error) << '`' << bad << '`';
}

TEST(Variables, AnAbsentOneHasItsDefault) {
  EXPECT_EQ(number_in_variable("RECORDSHARE_ABSENT", 7, 100, 200), 7U);
  EXPECT_FALSE(variable_is_on("RECORDSHARE_ABSENT"));
}

TEST(Variables, EveryWordOfRapidCheckIsKnownAndInItsBounds) {
  EXPECT_NO_THROW(check_rapidcheck_parameters(""));
  EXPECT_NO_THROW(check_rapidcheck_parameters("max_success=1 seed=0 max_size=0 max_discard_ratio=10 noshrink=1"));
  EXPECT_NO_THROW(check_rapidcheck_parameters("verbose_progress=1  verbose_shrinking=0 reproduce=BAwZmFg"));
  for (std::string const bad :
       {"max_success=0", "max_success=", "max_success", "max_success=-1", "max_success=x", "max_success=99999999999",
        "max_succes=100", "seed=", "seed=x", "seed=-1", "noshrink=yes", "noshrink=2", "max_size=-1",
        "reproduce=", "reproduce", "garbage", "seed=1 garbage", "seed=1,max_success=5"})
    EXPECT_THROW(check_rapidcheck_parameters(bad), std::runtime_error) << '`' << bad << '`';
}

/// Runs tests of this build with a variable set, and returns the exit status.
int status_with(std::string const& variable, std::string const& program, std::string const& filter) {
  return run_shell(variable + " " + shell_word(RECORDSHARE_BINARY_DIR "/bin/" + program) + " --gtest_brief=1 " +
                   "--gtest_filter=" + shell_word(filter) + " 2>&1")
      .status;
}

TEST(Variables, ABadNumberOfRoundsFailsTheRaces) {
  std::string const races = "Threads/Races.ExactlyOneGetsTheRecordAndAllOthersAreToldWho/2";
  EXPECT_EQ(status_with("RECORDSHARE_RACE_ROUNDS=100", "recordshare_tests", races), 0);
  for (std::string const bad : {"99", "0", "''", "garbage", "100x", "1e6", "-1", "99999999999999999999"})
    EXPECT_NE(status_with("RECORDSHARE_RACE_ROUNDS=" + bad, "recordshare_tests", races), 0) << bad;
}

TEST(Variables, ABadSwitchFailsTheLargeWorlds) {
  EXPECT_EQ(status_with("RECORDSHARE_LARGE_WORLDS=1", "recordshare_long_tests", "-*"), 0);
  for (std::string const bad : {"0", "''", "yes"})
    EXPECT_NE(status_with("RECORDSHARE_LARGE_WORLDS=" + bad, "recordshare_long_tests", "Worlds/Explore.*N5K2*"), 0)
        << bad;
}

TEST(Variables, BadParametersOfRapidCheckFailItsProgram) {
  for (std::string const bad : {"max_success=0", "garbage", "max_succes=7"})
    EXPECT_NE(status_with("RC_PARAMS=" + bad, "recordshare_rapidcheck", "-*"), 0) << bad;
  EXPECT_EQ(status_with("RC_PARAMS=max_success=1", "recordshare_rapidcheck", "-*"), 0);
}

}  // namespace
}  // namespace recordshare::tests
