// SPDX-License-Identifier: Apache-2.0
// phrases.cpp draws single events and phrases: short sequences of related events.
#include "fuzz/phrases.hpp"

#include <array>
#include <cstdint>

#include "fuzz/event_bytes.hpp"

namespace recordshare::fuzz {

namespace streams = properties::streams;

streams::Move any_move(generator::Random& random) {
  auto bytes = bytes_of(streams::Move{.kind = streams::Kind::numbered(random.below(streams::Kind::count))});
  for (std::size_t i = 1; i < bytes.size(); ++i) bytes[i] = random.byte_below(256);
  bytes[4] &= random.byte_below(256);    // few of the DNs and parties
  if (!random.once_in(4)) bytes[5] = 0;  // most events give no id of a call
  return read_event(bytes);
}

Moves phrase(generator::Random& random, streams::Move const& like) {
  using enum EventType;
  auto const with = [&](streams::Kind kind) {
    streams::Move move = like;
    move.kind = kind;
    return read_event(bytes_of(move));
  };
  auto load = with(ChainLoaded);
  load.count = static_cast<std::uint8_t>(1 + random.below(kRecordsOfHome));
  static constexpr std::array kEnds{TransferCompleted, ConferenceCompleted, ConsultationReleased};
  auto const end_of_consultation = with(random.one_of(kEnds));
  switch (random.below(10)) {
    case 0:
      return {with(DnMonitored), with(AgentLogin)};
    case 1:
      return {load, with(CallEstablished)};
    case 2:
      return {with(ConsultationInitiated), with(ConsultationEstablished), end_of_consultation};
    case 3:
      return {with(ConsultationInitiated), end_of_consultation};
    case 4:
      return {with(SingleStepConferenceCompleted), with(PartyLeft)};
    case 5:
      return {with(CallEstablished), with(CallEnded)};
    case 6: {  // a device is told in place of the agent who is logged in there
      auto login = with(AgentLogin);
      login.dn = login.dn % (kPartiesOfInputs - 1 - streams::kAgents);
      auto established = with(CallEstablished);
      established.agent = static_cast<std::uint8_t>(streams::kAgents + login.dn);
      return {login, established};
    }
    case 7: {  // another agent takes the DN
      auto taken = with(AgentLogin);
      taken.agent = static_cast<std::uint8_t>((taken.agent + 1) % streams::kAgents);
      return {with(AgentLogin), taken};
    }
    case 8: {  // the late end of an earlier call
      auto established = with(CallEstablished);
      established.call = static_cast<std::uint8_t>(1 + random.below(streams::kCalls));
      auto ended = with(CallEnded);
      ended.call = static_cast<std::uint8_t>(1 + random.below(streams::kCalls));
      return {established, ended};
    }
    default:
      return {with(ChainUnloaded), load};
  }
}

}  // namespace recordshare::fuzz
