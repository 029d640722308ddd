// SPDX-License-Identifier: Apache-2.0
// limits.hpp checks the contract of limits for every event and every combination of directory facts.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include <boost/mp11/algorithm.hpp>

#include "model/concrete_directory.hpp"
#include "properties/oracle/limit_contract.hpp"

namespace recordshare::properties::explore {

struct LimitReport {
  std::uint64_t outcomes = 0;
  std::uint64_t refused = 0;        ///< with `LimitReached`
  std::string_view broken_by = {};  ///< the type of the first event that breaks the contract; empty if none does
};

/// The directory's table needs so few facts that all combinations can be tried: remaining chains and records
/// from zero to enough, every other fact both ways. `Steps` has the interface of MsmSteps. O(1): some 20,000 outcomes.
template <class Steps>
class LimitTrial {
 public:
  explicit LimitTrial(Steps steps) : steps_(std::move(steps)) {}

  [[nodiscard]] LimitReport run() {
    model::DirectoryFacts facts;
    for (unsigned bits = 0; bits < 1U << kBothWays.size(); ++bits) {
      for (std::size_t fact = 0; fact < kBothWays.size(); ++fact)
        facts.*kBothWays[fact] = static_cast<bool>(bits >> fact & 1U);
      if (facts.out_of_memory && !(facts.names_exceeded && facts.members_exceeded)) continue;
      for (facts.chains_left = 0; facts.chains_left < 2; ++facts.chains_left)
        for (facts.records_left = 0; facts.records_left < 3; ++facts.records_left) try_all(facts);
    }
    return report_;
  }

 private:
  using Ids = model::Ids;
  using Facts = model::DirectoryFacts;

  void try_all(model::DirectoryFacts const& facts) {
    for (Standing const standing : {Standing::NotLoggedIn, Standing::Eligible}) {
      standing_ = standing;
      for (model::ChainIndex const chain : {kNone, kChain})
        for (model::ChainIndex const of_record : {kNone, kChain}) try_events(facts, chain, {of_record, 0});
    }
  }

  void try_events(model::DirectoryFacts const& facts, model::ChainIndex chain, model::RecordRef record) {
    boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, model::AnyEvent<Ids>>>(
        [&]<class E>(std::type_identity<E>) {
          for (std::size_t records = 0; records < (requires { &E::records; } ? kSome.size() : 1); ++records)
            take(facts, event_of<E>(chain, record, std::span(kSome).first(records)));
        });
  }

  /// The event for these facts. All its agents and DNs have the number 0: the directory's table cannot compare them.
  template <class E>
  static E event_of(model::ChainIndex chain, model::RecordRef record, Ids::Records records) {
    E event{};
    auto const put = [&]<class Value>(Value& value) {
      if constexpr (std::is_same_v<Value, model::ChainIndex>) value = chain;
      if constexpr (std::is_same_v<Value, model::RecordRef>) value = record;
      if constexpr (std::is_same_v<Value, Ids::Records>) value = records;
    };
    std::apply([&](auto const&... member) { (put(event.*member.pointer), ...); }, E::members());
    if constexpr (requires { event.request; }) event.request = Request::RecordProcessed;
    return event;
  }

  template <class E>
  void take(model::DirectoryFacts const& facts, E const& e) {
    model::Decision decision;
    model::ConcreteDirectory directory(facts, &standing_);
    steps_.decide(e, directory, decision);
    ++report_.outcomes;
    report_.refused += decision.reason == Reason::LimitReached ? 1 : 0;
    if (contracts::keeps_limits(e, facts, decision, directory.change()) || !report_.broken_by.empty()) return;
    report_.broken_by = model::name_of_event<E>();
  }

  static constexpr std::array kBothWays{&Facts::records_repeat, &Facts::names_exceeded, &Facts::members_exceeded,
                                        &Facts::out_of_memory};
  static constexpr std::array<RecordHandle, 4> kSome{};  // only their number is used
  static constexpr model::ChainIndex kChain{0};
  static constexpr model::ChainIndex kNone = model::kNoChain;

  Steps steps_;
  Standing standing_{};
  LimitReport report_;
};

}  // namespace recordshare::properties::explore
