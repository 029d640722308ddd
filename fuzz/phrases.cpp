// SPDX-License-Identifier: Apache-2.0
// phrases.cpp draws single events and phrases: short sequences of related events.
#include "fuzz/phrases.hpp"

#include <array>
#include <cstdint>

#include "fuzz/event_bytes.hpp"

namespace recordshare::fuzz {

namespace streams = properties::streams;

streams::Move any_move(generator::Random& random) {
  std::array<std::uint8_t, kEventBytes> bytes{};
  for (auto& byte : bytes) byte = random.byte_below(256);
  streams::Move move = read_event(bytes);
  move.kind = streams::Kind::numbered(random.below(streams::Kind::count));
  return streams::without_unused(move);
}

Moves phrase(generator::Random& random, streams::Move const& like) {
  using enum EventType;
  auto const with = [&](streams::Kind kind) {
    streams::Move move = like;
    move.kind = kind;
    return streams::without_unused(move);
  };
  auto load = with(ChainLoaded);
  load.count = static_cast<std::uint8_t>(1 + random.below(kRecordsOfHome));
  static constexpr std::array kEnds{TransferCompleted, ConferenceCompleted, ConsultationReleased};
  auto const end_of_consultation = with(random.one_of(kEnds));
  switch (random.below(7)) {
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
    default:
      return {with(ChainUnloaded), load};
  }
}

}  // namespace recordshare::fuzz
