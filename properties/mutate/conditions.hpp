// SPDX-License-Identifier: Apache-2.0
// conditions.hpp splits the guards of a row into conditions.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <boost/mp11/algorithm.hpp>

#include "model/guards.hpp"
#include "model/notation.hpp"

namespace recordshare::properties::mutate {

/// A guard is a condition, unless it combines others with Not, Either or Both.
template <class Guard>
struct Conditions {
  static constexpr std::size_t count = 1;
  static void names(std::vector<std::string>& out) { out.push_back(Guard::name()); }
  /// The guard's value, if `ask(number, answer)` may replace the value of each condition. Conditions are numbered from
  /// `first`, and all are evaluated.
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

/// The number of conditions in all guards of a row.
template <class Row>
inline constexpr std::size_t kConditions = []<class... Guard>(boost::mp11::mp_list<Guard...>*) {
  return (std::size_t{0} + ... + Conditions<Guard>::count);
}(static_cast<typename Row::If::guards*>(nullptr));

/// The names of the conditions, in order.
template <class Row>
[[nodiscard]] std::vector<std::string> condition_names() {
  std::vector<std::string> names;
  boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, typename Row::If::guards>>(
      [&]<class Guard>(std::type_identity<Guard>) { Conditions<Guard>::names(names); });
  return names;
}

/// Whether all guards of the row hold, as a truth value of the domain. `ask(number, answer)` may replace the value of
/// each condition, and `keep(number)` selects the guards.
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
