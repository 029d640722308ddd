// SPDX-License-Identifier: Apache-2.0
// reference_properties.cpp compares the engine with the reference, and with itself on equivalent streams.
#include "properties/oracle/metamorphic.hpp"
#include "properties/oracle/play.hpp"
#include "tests/streams/arbitrary.hpp"

namespace recordshare::tests {
namespace {

namespace streams = properties::streams;

RC_GTEST_PROP(EngineAndReference, AgreeOnEveryStream, (Stream const& stream)) {
  expect_none(streams::fault_against_reference<Engine>(stream));
}

RC_GTEST_PROP(EngineAndReference, AgreeUnderEveryLimit, (Stream const& stream, Seed seed)) {
  expect_none(streams::fault_against_reference<Engine>(stream, streams::some_limits(seed.value)));
}

RC_GTEST_PROP(Metamorphic, NamesMeanNothing, (Stream const& stream, Seed seed)) {
  expect_none(streams::fault_when_renamed<Engine>(stream, seed.value));
}

RC_GTEST_PROP(Metamorphic, EventsOfDifferentChainsMayComeInAnyOrder, (Stream const& stream, Seed seed)) {  // I12
  expect_none(streams::fault_when_interleaved<Engine>(stream, seed.value));
}

RC_GTEST_PROP(Metamorphic, AStreamMayBeCutInTwo, (Stream const& stream, Seed seed)) {  // I16
  expect_none(streams::fault_when_cut<Engine>(stream, seed.value));
}

RC_GTEST_PROP(Metamorphic, AStreamMayComeAsLines, (Stream const& stream)) {
  expect_none(streams::fault_through_lines<Engine>(stream));
}

RC_GTEST_PROP(Metamorphic, RefusedEventsMayBeLeftOut, (Stream const& stream)) {  // I10
  expect_none(streams::fault_without_the_refused<Engine>(stream));
}

RC_GTEST_PROP(Metamorphic, RequestsThatFinalizeNothingMayBeLeftOut, (Stream const& stream)) {  // D5 to D9
  expect_none(streams::fault_without_what_only_asks<Engine>(stream));
}

RC_GTEST_PROP(Metamorphic, WhoIsAwayForAMomentComesBackToTheSame, (Stream const& stream, Seed seed)) {  // R1
  expect_none(streams::fault_when_away_for_a_moment<Engine>(stream, seed.value));
}

RC_GTEST_PROP(Metamorphic, WhatIsGivenBackLeavesNothingBehind, (Stream const& stream)) {  // E2, E4, E6
  expect_none(streams::fault_when_given_back<Engine>(stream));
}

}  // namespace
}  // namespace recordshare::tests
