// SPDX-License-Identifier: Apache-2.0
// invariant_properties.cpp checks I1 to I18 on every step of random streams, one property for each.
#include "properties/oracle/invariants_of_streams.hpp"
#include "properties/oracle/metamorphic.hpp"
#include "tests/streams/arbitrary.hpp"

namespace recordshare::tests {
namespace {

namespace invariants = properties::invariants;
namespace streams = properties::streams;

template <class I>
void expect_holds(Stream const& stream) {
  expect_none(streams::fault_of_invariant<I, Engine>(stream));
}

RC_GTEST_PROP(Invariants, I1, (Stream const& stream)) { expect_holds<invariants::I1>(stream); }
RC_GTEST_PROP(Invariants, I2, (Stream const& stream)) { expect_holds<invariants::I2>(stream); }
RC_GTEST_PROP(Invariants, I3, (Stream const& stream)) { expect_holds<invariants::I3>(stream); }
RC_GTEST_PROP(Invariants, I4, (Stream const& stream)) { expect_holds<invariants::I4>(stream); }
RC_GTEST_PROP(Invariants, I5, (Stream const& stream)) { expect_holds<invariants::I5>(stream); }
RC_GTEST_PROP(Invariants, I6, (Stream const& stream)) { expect_holds<invariants::I6>(stream); }
RC_GTEST_PROP(Invariants, I7, (Stream const& stream)) { expect_holds<invariants::I7>(stream); }
RC_GTEST_PROP(Invariants, I8, (Stream const& stream)) { expect_holds<invariants::I8>(stream); }
RC_GTEST_PROP(Invariants, I9, (Stream const& stream)) { expect_holds<invariants::I9>(stream); }
RC_GTEST_PROP(Invariants, I10, (Stream const& stream)) {
  expect_holds<invariants::I10>(stream);
  expect_none(streams::fault_of_refusals<Engine>(stream));
}
RC_GTEST_PROP(Invariants, I11, (Stream const& stream)) { expect_holds<invariants::I11>(stream); }
RC_GTEST_PROP(Invariants, I12, (Stream const& stream)) { expect_none(streams::fault_of_other_chains<Engine>(stream)); }
RC_GTEST_PROP(Invariants, I13, (Stream const& stream)) { expect_none(streams::fault_of_progress<Engine>(stream)); }
RC_GTEST_PROP(Invariants, I14, (Stream const& stream, Seed seed)) {
  expect_holds<invariants::I14>(stream);
  expect_none(streams::fault_of_race<Engine>(stream, seed.value));
}
RC_GTEST_PROP(Invariants, I15, (Stream const& stream)) { expect_holds<invariants::I15>(stream); }
RC_GTEST_PROP(Invariants, I16, (Stream const& stream)) { expect_none(streams::fault_when_replayed<Engine>(stream)); }
RC_GTEST_PROP(Invariants, I17, (Stream const& stream)) { expect_holds<invariants::I17>(stream); }
RC_GTEST_PROP(Invariants, I18, (Stream const& stream)) { expect_none(streams::fault_of_contracts<Engine>(stream)); }

}  // namespace
}  // namespace recordshare::tests
