// SPDX-License-Identifier: Apache-2.0
// kept_events.hpp keeps events of a stream with the data to which they point.
#pragma once

#include <deque>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>
#include <vector>

#include <recordshare/events.hpp>

namespace recordshare::generator {

/// Copies of events that own their data.
class KeptEvents {
 public:
  void keep(Event const& event) {
    events_.push_back(event);
    std::visit(
        [&](auto& kept) {
          auto const own = [&](auto const& field) { kept.*field.pointer = owned(kept.*field.pointer); };
          std::apply([&](auto const&... fields) { (own(fields), ...); }, kept.members());
        },
        events_.back());
  }
  [[nodiscard]] std::span<Event const> events() const noexcept { return events_; }

 private:
  std::string_view owned(std::string_view name) { return *names_.emplace(name).first; }
  Party owned(Party const& party) {
    std::string_view const name = owned(party.name);
    return party.is_number ? Party(Number{name}) : Party(name);
  }
  DnNames owned(DnNames const& dns) {
    if (dns.size() == 1) return owned(*dns.begin());
    std::vector<std::string_view>& kept = dns_.emplace_back();
    for (std::string_view const dn : dns) kept.push_back(owned(dn));
    return kept;
  }
  Names::Parties owned(Names::Parties parties) {
    std::vector<Party>& kept = parties_.emplace_back();
    for (Party const& party : parties) kept.push_back(owned(party));
    return kept;
  }
  std::span<RecordHandle const> owned(std::span<RecordHandle const> records) {
    return lists_.emplace_back(records.begin(), records.end());
  }
  template <class Tag>
  static Identifier<Tag> owned(Identifier<Tag> id) {
    return id;
  }

  std::vector<Event> events_;
  std::set<std::string> names_;
  std::deque<std::vector<RecordHandle>> lists_;
  std::deque<std::vector<std::string_view>> dns_;
  std::deque<std::vector<Party>> parties_;
};

}  // namespace recordshare::generator
