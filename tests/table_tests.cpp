// SPDX-License-Identifier: Apache-2.0
// table_tests.cpp tests that an incomplete table is rejected, and that the name of an invalid value is `?`.
#include <gtest/gtest.h>

#include "model/directory_table.hpp"
#include "model/domain.hpp"
#include "model/table.hpp"

namespace recordshare::tests {
namespace {

/// The rules of a chain without the rows that always apply, which decide if no other row does.
struct UndecidedRules : model::ChainRules {
  template <class Row>
  using Always = std::bool_constant<Row::If::always>;
  using Table = boost::mp11::mp_remove_if<model::ChainRules::Table, Always>;
};

TEST(Table, DecidesEveryEventInEveryPhase) {
  EXPECT_TRUE((model::is_total<model::ChainRules, model::Ids>()));
  EXPECT_TRUE((model::is_total<model::DirectoryRules, model::Ids>()));
  EXPECT_FALSE((model::is_total<UndecidedRules, model::Ids>()));
}

TEST(Vocabulary, AnUnknownValueIsNamedByAQuestionMark) {
  for (unsigned const beyond : {200U, 255U}) {
    EXPECT_EQ(name(static_cast<Reason>(beyond)), "?");
    EXPECT_EQ(name(static_cast<Rule>(beyond)), "?");
  }
}

TEST(Policies, AreEqualWhereEachIs) {
  Policies const defaults;
  EXPECT_EQ(defaults, Policies{});
  EXPECT_NE(defaults, (Policies{.final_scope = FinalScope::Chain}));
  EXPECT_NE(defaults, (Policies{.reschedule = Reschedule::Finalizes}));
}

}  // namespace
}  // namespace recordshare::tests
