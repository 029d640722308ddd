// SPDX-License-Identifier: Apache-2.0
// table_tests.cpp tests that an incomplete table is rejected, and what stands for an invalid value.
#include <gtest/gtest.h>

#include "model/describe.hpp"
#include "model/directory_table.hpp"
#include "model/domain.hpp"
#include "model/table.hpp"

namespace recordshare::tests {
namespace {

/// The rules of a chain in which the rows that always apply, which decide if no other row does, ask for something.
struct AskingRules : model::ChainRules {
  template <class Row>
  struct Asking : Row {
    using If = std::conditional_t<Row::If::always, model::If<model::Attended>, typename Row::If>;
  };
  template <class Row>
  using Ask = Asking<Row>;
  using Table = boost::mp11::mp_transform<Ask, model::ChainRules::Table>;
};

/// They always apply, but not in every phase.
struct RulesOfLiveChains : model::ChainRules {
  template <class Row>
  struct Live : Row {
    using In = std::conditional_t<Row::If::always, model::In<model::Live>, typename Row::In>;
  };
  template <class Row>
  using OnlyLive = Live<Row>;
  using Table = boost::mp11::mp_transform<OnlyLive, model::ChainRules::Table>;
};

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
  EXPECT_FALSE((model::is_total<AskingRules, model::Ids>()));
  EXPECT_FALSE((model::is_total<RulesOfLiveChains, model::Ids>()));
}

/// The guards of a row in one text are those that describe lists.
TEST(Table, TheGuardsOfARowAreNamedInTheirOrder) {
  auto const rows = model::rows_in_words();
  std::size_t at = 0;
  auto const compare = [&]<class Row>(std::type_identity<Row>) {
    std::string expected;
    for (std::string const& guard : rows.at(at).guards) expected += (expected.empty() ? "" : ", and ") + guard;
    EXPECT_EQ(Row::If::name(), expected) << rows[at].id;
    ++at;
  };
  using boost::mp11::mp_for_each, boost::mp11::mp_transform;
  mp_for_each<mp_transform<std::type_identity, model::DirectoryRules::Table>>(compare);
  mp_for_each<mp_transform<std::type_identity, model::ChainRules::Table>>(compare);
  EXPECT_EQ(at, rows.size());
}

TEST(Vocabulary, AnUnknownValueIsNamedByAQuestionMarkAndHasTheTermOfNone) {
  for (unsigned const beyond : {200U, 255U}) {
    EXPECT_EQ(name(static_cast<Reason>(beyond)), "?");
    EXPECT_EQ(name(static_cast<Rule>(beyond)), "?");
    EXPECT_EQ(&term_of(static_cast<Reason>(beyond)), &term_of(Reason::None));
    EXPECT_EQ(&term_of(static_cast<Rule>(beyond)), &term_of(Rule::None));
    EXPECT_EQ(&term_of(static_cast<Request>(beyond)), &kNoRequest);
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
