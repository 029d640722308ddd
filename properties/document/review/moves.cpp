// SPDX-License-Identifier: Apache-2.0
// moves.cpp makes every event with all values of its members in the cast.
#include "properties/document/review/moves.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "properties/document/review/event_json.hpp"
#include "properties/document/review/session.hpp"

namespace recordshare::properties::review {
namespace {

std::vector<std::string> first_of(std::set<std::string> const& names, std::size_t most) {
  std::vector<std::string> first(names.begin(), names.end());
  first.resize(std::min(first.size(), most));
  return first;
}

// The values of members. It owns the names, since the session's cast changes while an event is tried.
struct Pool {
  Pool(Session const& session, ChainId in)
      : agents(first_of(session.cast().agents, kOfferedAgentsMax)),
        numbers(first_of(session.cast().numbers, kOfferedNumbersMax)),
        dns(first_of(session.cast().dns, kOfferedDnsMax)),
        chain(in) {
    for (std::string const& agent : agents) parties.emplace_back(agent);
    for (std::string const& number : numbers) parties.emplace_back(Number{number});
    Engine const& engine = session.engine();
    for (RecordState const& record : engine.records(chain))
      if (records.size() < kOfferedRecordsMax) records.push_back(record.record);
    for (new_chain = 1; engine.phase(new_chain);) new_chain = new_chain.value() + 1;
    for (auto handle = new_chain.value() * 100 + 1; new_records.size() < 2; ++handle)
      if (!engine.chain_of(handle)) new_records.push_back(handle);
    for (new_record = chain.value() * 100 + 1; engine.chain_of(new_record);) new_record = new_record.value() + 1;
  }

  std::vector<std::string> agents;
  std::vector<std::string> numbers;
  std::vector<Party> parties;  ///< of `agents` and `numbers`
  std::vector<std::string> dns;
  ChainId chain;
  std::vector<RecordHandle> records;
  ChainId new_chain;
  std::vector<RecordHandle> new_records;  ///< for a chain to be loaded
  RecordHandle new_record;                ///< to be added to the chain
};

class Moves {
 public:
  Moves(Session& session, ChainId chain, OfferedCalls const& calls)
      : session_(session), pool_(session, chain), calls_(calls) {}

  json::array tell() && {
    each_type(std::make_index_sequence<std::variant_size_v<Event>>{});
    return std::move(moves_);
  }

 private:
  template <std::size_t... I>
  void each_type(std::index_sequence<I...>) {
    (all_of(std::variant_alternative_t<I, Event>{}), ...);
  }

  template <class One>
  void all_of(One one) {
    if constexpr (requires { one.request; }) {
      for (std::size_t r = 0; r < kRequests.size(); ++r) {
        one.request = enumerator_at<Request>(r);
        fill<0>(one);
      }
    } else {
      fill<0>(one);
    }
  }

  // Sets the members from number `I` on to every value; earlier members are already set.
  template <std::size_t I, class One>
  void fill(One& one) {
    if constexpr (I == std::tuple_size_v<decltype(One::members())>) {
      offer(one);
    } else {
      auto& member = one.*(std::get<I>(One::members()).pointer);
      constexpr std::string_view kName = std::get<I>(One::members()).name;
      auto const each = [&](auto const& values) {
        for (auto const& value : values) {
          member = value;
          fill<I + 1>(one);
        }
      };
      if constexpr (kName == "call" || kName == "new_call") {
        member = kName == "call" ? calls_.call : calls_.new_call;
        fill<I + 1>(one);
      } else if constexpr (kName == "dn" || kName == "dns") {
        each(pool_.dns);
      } else if constexpr (kName == "agents") {
        fill<I + 1>(one);  // nobody
        for (Party const& party : pool_.parties) {
          member = {&party, 1};
          fill<I + 1>(one);
        }
      } else if constexpr (std::is_same_v<std::remove_reference_t<decltype(member)>, Party>) {
        each(pool_.parties);
      } else if constexpr (kName == "agent") {
        each(pool_.agents);
      } else {
        give(one);
        fill<I + 1>(one);
      }
    }
  }

  // A chain, a record or records. Any record of the chain names the chain (events.md), so the first one is enough,
  // except if the event is about the record itself.
  template <class One>
  void give(One& one) {
    if constexpr (requires { one.records; }) {
      one.chain = pool_.new_chain;
      one.records = pool_.new_records;
    } else if constexpr (requires { one.chain; }) {
      one.chain = pool_.chain;
      if constexpr (requires { one.record; }) one.record = pool_.new_record;
    } else {
      one.record = pool_.records.empty() ? pool_.new_record : pool_.records.front();
    }
  }

  template <class One>
  static constexpr bool is_about_record = std::is_same_v<One, DesktopRequest> || std::is_same_v<One, RecordCanceled>;

  template <class One>
  void offer(One one) {
    constexpr bool is_of_chain = requires { one.record; } || requires { one.chain; };
    if constexpr (is_about_record<One>) {
      for (RecordHandle const record : pool_.records) {
        one.record = record;
        tell(one);
      }
    } else if constexpr (is_of_chain && !std::is_same_v<One, ChainLoaded>) {
      if (session_.engine().phase(pool_.chain)) tell(one);
    } else {
      tell(one);
    }
  }

  void tell(Event const& event) {
    std::string const line = line_of(event);
    Session::Trial const trial = session_.tried(event);
    json::object move{{"line", line}};
    add_event(move, event);
    move["result"] = name(trial.result);
    move["rule"] = name(trial.rule);
    move["sensible"] = trial.has_effect;
    move["reason"] = trial.reason == Reason::None ? "" : name(trial.reason);
    moves_.push_back(std::move(move));
  }

  Session& session_;
  Pool pool_;
  OfferedCalls calls_;
  json::array moves_;
};

}  // namespace

json::array moves_of(Session& session, ChainId chain, OfferedCalls const& calls) {
  return Moves(session, chain, calls).tell();
}

}  // namespace recordshare::properties::review
