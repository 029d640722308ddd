// SPDX-License-Identifier: Apache-2.0
// event_fields.hpp visits the members of events by field name, and converts events between domains.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

#include <recordshare/model/events.hpp>

namespace recordshare::model {

/// The name of a member of an event.
enum class FieldName : std::uint8_t {
  Request,
  Agent,
  From,
  To,
  Dn,
  Dns,
  Chain,
  Record,
  Records,
  Parties,
  Call,
  NewCall
};

namespace detail {

consteval FieldName field_named(std::string_view name) {
  constexpr std::array<std::string_view, 12> kNames{"request", "agent",  "from",    "to",     "dn",   "dns",
                                                    "chain",   "record", "records", "agents", "call", "new_call"};
  std::size_t index = 0;
  while (kNames[index] != name) ++index;  // past the end is not a constant expression
  return static_cast<FieldName>(index);
}

template <class E>
inline constexpr std::size_t kMemberCount = std::tuple_size_v<decltype(E::members())>;

template <class E, std::size_t index>
inline constexpr auto kField = std::get<index>(E::members());

/// The event's type in another domain.
template <class E, class D>
struct Over;
template <template <class> class E, class From, class D>
struct Over<E<From>, D> {
  using type = E<D>;
};
template <template <class, EventType> class E, class From, EventType T, class D>
struct Over<E<From, T>, D> {
  using type = E<D, T>;
};

}  // namespace detail

/// Calls `visit(std::integral_constant<FieldName, ...>, value)` for each member of the event, in the order of
/// events.md.
template <class E, class Visit>
constexpr void for_each_field(E& event, Visit&& visit) {
  using Type = std::remove_const_t<E>;
  if constexpr (requires { event.request; })
    visit(std::integral_constant<FieldName, FieldName::Request>{}, event.request);
  [&]<std::size_t... i>(std::index_sequence<i...>) {
    (visit(std::integral_constant<FieldName, detail::field_named(detail::kField<Type, i>.name)>{},
           event.*detail::kField<Type, i>.pointer),
     ...);
  }(std::make_index_sequence<detail::kMemberCount<Type>>());
}

/// The same for a variant.
template <class... E, class Visit>
constexpr void for_each_field(std::variant<E...> const& event, Visit&& visit) {
  std::visit([&](auto const& one) { for_each_field(one, visit); }, event);
}

/// Calls `visit(who)` for each agent or party that the event names.
template <class... E, class Visit>
constexpr void for_each_party(std::variant<E...> const& event, Visit&& visit) {
  for_each_field(event, [&](auto field, auto const& value) {
    if constexpr (field == FieldName::Agent || field == FieldName::From || field == FieldName::To) visit(value);
  });
}

/// Converts `event` to domain `D`; `put(to, from)` converts each member.
template <class D, class E, class Put>
  requires requires { typename detail::Over<E, D>::type; }
[[nodiscard]] constexpr auto rename(E const& event, Put&& put) {
  using Renamed = typename detail::Over<E, D>::type;
  Renamed to{};
  if constexpr (requires { event.request; }) put(to.request, event.request);
  [&]<std::size_t... i>(std::index_sequence<i...>) {
    (put(to.*detail::kField<Renamed, i>.pointer, event.*detail::kField<E, i>.pointer), ...);
  }(std::make_index_sequence<detail::kMemberCount<E>>());
  return to;
}

/// The same for a variant.
template <class D, class... E, class Put>
[[nodiscard]] constexpr AnyEvent<D> rename(std::variant<E...> const& event, Put&& put) {
  return std::visit([&](auto const& one) -> AnyEvent<D> { return rename<D>(one, put); }, event);
}

/// A default-constructed event of domain `D`: the variant's alternative at `index`.
template <class D>
[[nodiscard]] constexpr AnyEvent<D> event_at(std::size_t index) {
  AnyEvent<D> event;
  [&]<std::size_t... i>(std::index_sequence<i...>) {
    static_cast<void>(((index == i && (event.template emplace<i>(), true)) || ...));
  }(std::make_index_sequence<std::variant_size_v<AnyEvent<D>>>());
  return event;
}

/// A set of overloads, for std::visit.
template <class... Functions>
struct Overloaded : Functions... {
  using Functions::operator()...;
};
template <class... Functions>
Overloaded(Functions...) -> Overloaded<Functions...>;

}  // namespace recordshare::model
