// SPDX-License-Identifier: Apache-2.0
// conditions.hpp takes a row's guard apart into the conditions that it is made of.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <boost/mp11/algorithm.hpp>

#include "model/guards.hpp"
#include "model/notation.hpp"

namespace recordshare::properties::mutate {

/// A guard is a condition, unless it is made of others by Not, Either or Both.
template <class Guard>
struct Conditions {
  static constexpr std::size_t count = 1;
  static void names(std::vector<std::string>& out) { out.push_back(Guard::name()); }
  /// What the guard says, where `ask(number, answer)` may change the answer of each condition. They are numbered from
  /// `first`, and all are asked.
  template <class Event, class Domain, class Ask>
  static auto holds(Event const& event, Domain const& domain, std::size_t first, Ask&& ask) {
    return ask(first, Guard::holds(event, domain));
  }
};

template <class Guard>
struct Conditions<model::Not<Guard>> {
  static constexpr std::size_t count = Conditions<Guard>::count;
  static void names(std::vector<std::string>& out) { Conditions<Guard>::names(out); }
  template <class Event, class Domain, class Ask>
  static auto holds(Event const& event, Domain const& domain, std::size_t first, Ask&& ask) {
    return !Conditions<Guard>::holds(event, domain, first, ask);
  }
};

template <class One, class Other>
struct ConditionsOfTwo {
  static constexpr std::size_t count = Conditions<One>::count + Conditions<Other>::count;
  static void names(std::vector<std::string>& out) {
    Conditions<One>::names(out);
    Conditions<Other>::names(out);
  }
};

template <class One, class Other>
struct Conditions<model::Either<One, Other>> : ConditionsOfTwo<One, Other> {
  template <class Event, class Domain, class Ask>
  static auto holds(Event const& event, Domain const& domain, std::size_t first, Ask&& ask) {
    auto const one = Conditions<One>::holds(event, domain, first, ask);
    return Conditions<Other>::holds(event, domain, first + Conditions<One>::count, ask) || one;
  }
};

template <class One, class Other>
struct Conditions<model::Both<One, Other>> : ConditionsOfTwo<One, Other> {
  template <class Event, class Domain, class Ask>
  static auto holds(Event const& event, Domain const& domain, std::size_t first, Ask&& ask) {
    auto const one = Conditions<One>::holds(event, domain, first, ask);
    return Conditions<Other>::holds(event, domain, first + Conditions<One>::count, ask) && one;
  }
};

/// How many conditions all guards of a row have together.
template <class Row>
inline constexpr std::size_t kConditions = []<class... Guard>(boost::mp11::mp_list<Guard...>*) {
  return (std::size_t{0} + ... + Conditions<Guard>::count);
}(static_cast<typename Row::If::guards*>(nullptr));

/// Their names, in order.
template <class Row>
[[nodiscard]] std::vector<std::string> condition_names() {
  std::vector<std::string> names;
  boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, typename Row::If::guards>>(
      [&]<class Guard>(std::type_identity<Guard>) { Conditions<Guard>::names(names); });
  return names;
}

/// Whether all guards of the row hold, as a truth value of the domain, where `ask(number, answer)` may change the
/// answer of each condition, and `keep(number)` says which guards count.
template <class Row, class Event, class Domain, class Ask, class Keep>
[[nodiscard]] typename Domain::Bool all_hold(Event const& event, Domain const& domain, Ask&& ask, Keep&& keep) {
  typename Domain::Bool all = domain.truth();
  std::size_t condition = 0;
  std::size_t guard = 0;
  boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, typename Row::If::guards>>(
      [&]<class Guard>(std::type_identity<Guard>) {
        typename Domain::Bool const holds = Conditions<Guard>::holds(event, domain, condition, ask);
        if (keep(guard)) all = all && holds;
        condition += Conditions<Guard>::count;
        ++guard;
      });
  return all;
}

}  // namespace recordshare::properties::mutate
