// SPDX-License-Identifier: Apache-2.0
// event_bytes.cpp encodes and decodes streams of events as bytes.
#include "fuzz/event_bytes.hpp"

#include <algorithm>

namespace recordshare::fuzz {
namespace {

namespace streams = properties::streams;
using streams::Kind;
using streams::Move;

constexpr std::uint8_t kWithLimits = 0x80;  // of byte 1
constexpr std::uint8_t kRequest = 0xC0;     // of an event's byte 0
constexpr std::size_t kNumbers = 0x40;      // of events, and of requests
static_assert(kEvents.size() <= kNumbers && kRequests.size() <= kNumbers);

constexpr std::uint32_t kMembersMax = 7;  // that a limit of an input can be

constexpr unsigned kPolicyBits = 2;
static_assert(kPolicies.size() * kPolicyBits <= 8, "byte 0 has no room for more policies");
static_assert(std::ranges::all_of(kPolicies, [](auto const& policy) { return policy.values.size() <= 4; }));

Kind kind_of(std::uint8_t byte) noexcept {
  std::size_t const number = byte % kNumbers;
  if ((byte & kRequest) == kRequest) return Kind::numbered(kEvents.size() + number_in_use(number, kRequests.size()));
  return Kind::numbered(number_in_use(number, kEvents.size()));
}

std::uint8_t byte_of(Kind kind) noexcept {
  std::size_t number = 0;
  while (Kind::numbered(number) != kind) ++number;
  return static_cast<std::uint8_t>(number < kEvents.size() ? number : kRequest | (number - kEvents.size()));
}

std::uint8_t low(std::uint8_t byte) noexcept { return byte & 0xFU; }
std::uint8_t high(std::uint8_t byte) noexcept { return byte >> 4U; }
std::uint8_t within(unsigned number, std::size_t count) noexcept { return static_cast<std::uint8_t>(number % count); }

std::uint8_t byte_of(std::size_t low_bits, std::size_t shift, std::size_t high_bits) noexcept {
  return static_cast<std::uint8_t>(low_bits | high_bits << shift);
}

streams::PartyBits parties_of(std::uint8_t byte) noexcept {
  unsigned parties = 0;
  for (std::size_t party = 0; party < kPartiesOfInputs; ++party)
    parties |= (byte >> party & 1U) << party_of_stream(party);
  return static_cast<streams::PartyBits>(parties);
}

std::uint8_t byte_of(streams::PartyBits parties) noexcept {
  unsigned byte = 0;
  for (std::size_t party = 0; party < kPartiesOfInputs; ++party)
    byte |= (parties >> party_of_stream(party) & 1U) << party;
  return static_cast<std::uint8_t>(byte);
}

void read_header(std::span<std::uint8_t const> bytes, EventInput& input) noexcept {
  std::uint8_t header[kHeaderBytes]{};
  std::copy_n(bytes.begin(), std::min(bytes.size(), kHeaderBytes), header);
  input.stream.policies = policies_of(header[0]);
  input.limits = {};
  if ((header[1] & kWithLimits) != 0)
    input.limits = {.names = low(header[1]),
                    .chains = within(low(header[2]), streams::kChains + 1),
                    .records = within(high(header[2]), kHomes * kRecordsOfHome + 1),
                    .members = static_cast<std::uint32_t>(kMembersMax - (high(header[1]) & kMembersMax))};
  input.cut = header[3];
}

}  // namespace

Policies policies_of(std::uint8_t byte) noexcept {
  Policies policies;
  unsigned rest = byte;
  for (PolicyTerm const& policy : kPolicies) {
    policy.set_in(policies, (rest & 3U) % policy.values.size());
    rest >>= kPolicyBits;
  }
  return policies;
}

std::uint8_t byte_of(Policies const& policies) noexcept {
  std::size_t byte = 0;
  for (std::size_t i = 0; i < kPolicies.size(); ++i) byte |= kPolicies[i].value_in(policies) << (kPolicyBits * i);
  return static_cast<std::uint8_t>(byte);
}

void normalize(std::string& input, std::size_t header) noexcept {
  for (std::size_t at = header; at + kEventBytes <= input.size(); at += kEventBytes)
    input[at] = static_cast<char>(byte_of(kind_of(static_cast<std::uint8_t>(input[at]))));
}

Move read_event(std::span<std::uint8_t const, kEventBytes> bytes) noexcept {
  Kind const kind = kind_of(bytes[0]);
  auto const party = [](std::uint8_t number) { return party_of_stream(within(number, kPartiesOfInputs)); };
  bool const has_numbers = streams::mentions(kind).has_numbers;
  return streams::without_unused({.kind = kind,
                                  .agent = has_numbers ? party(low(bytes[1])) : within(low(bytes[1]), streams::kAgents),
                                  .to = party(high(bytes[1])),
                                  .dn = within(low(bytes[2]), streams::kDns),
                                  .dns = static_cast<streams::DnBits>(bytes[4] & ((1U << streams::kDns) - 1)),
                                  .chain = within(bytes[2] >> 4U & 3U, streams::kChains),
                                  .home = within(bytes[2] >> 6U, kHomes),
                                  .record = within(bytes[3] & 3U, kRecordsOfHome),
                                  .count = within(bytes[3] >> 2U & 0xFU, kRecordsOfHome + 1),
                                  .repeats = (bytes[3] & 0x40U) != 0,
                                  .parties = parties_of(bytes[4]),
                                  .call = within(bytes[5] & 3U, streams::kCalls + 1),
                                  .new_call = within(bytes[5] >> 2U & 3U, streams::kCalls + 1)});
}

void read_events(std::span<std::uint8_t const> bytes, EventInput& input) {
  read_header(bytes, input);
  auto& moves = input.stream.moves;
  moves.clear();
  for (std::size_t at = kHeaderBytes; at + kEventBytes <= bytes.size() && moves.size() < kEventsMax; at += kEventBytes)
    moves.push_back(read_event(bytes.subspan(at).first<kEventBytes>()));
  input.cut = input.cut * moves.size() / 256;
}

std::array<std::uint8_t, kEventBytes> bytes_of(Move const& move) noexcept {
  return {byte_of(move.kind),
          byte_of(party_of_input(move.agent), 4, party_of_input(move.to)),
          byte_of(move.dn, 4, std::size_t{move.chain} | std::size_t{move.home} << 2U),
          byte_of(move.record, 2, std::size_t{move.count} | (move.repeats ? std::size_t{16} : 0)),
          static_cast<std::uint8_t>(move.dns | byte_of(move.parties)),
          byte_of(move.call, 2, move.new_call)};
}

std::string bytes_of(EventInput const& input) {
  std::string bytes;
  auto const add = [&](std::size_t low_bits, std::size_t shift, std::size_t high_bits) {
    bytes.push_back(static_cast<char>(byte_of(low_bits, shift, high_bits)));
  };
  auto const& moves = input.stream.moves;
  bool const limited = input.limits != Limits{};
  std::size_t const fewer_members = kMembersMax - std::min(input.limits.members, kMembersMax);
  add(byte_of(input.stream.policies), 0, 0);
  add(limited ? input.limits.names | std::size_t{kWithLimits} | fewer_members << 4U : 0, 0, 0);
  add(limited ? input.limits.chains : 0, 4, limited ? input.limits.records : 0);
  // Rounded up, so that it decodes to the same number.
  add(moves.empty() ? 0 : (input.cut * 256 + moves.size() - 1) / moves.size(), 0, 0);
  for (std::size_t i = 0; i < std::min(moves.size(), kEventsMax); ++i) {
    auto const event = bytes_of(moves[i]);
    bytes.append(event.begin(), event.end());
  }
  return bytes;
}

}  // namespace recordshare::fuzz
