// SPDX-License-Identifier: Apache-2.0
// options.hpp gives what is fixed for the life of an engine: its policies and its limits.
//
//     Options options;
//     options.policies.final_scope = FinalScope::Chain;
//     options.limits.names = 10'000;
//     Engine const engine(options);
//     assert(engine.options().limits.names == 10'000);
#pragma once

#include <cstdint>

#include <recordshare/model/vocabulary.hpp>

namespace recordshare {

/// The most that an engine will hold; an event that would exceed it is refused with `LimitReached`.
///
/// A chain takes some 150 bytes with two records, and each further record some 45 bytes; a place of an agent in a chain
/// takes some 40 bytes; a name takes some 150 bytes.
/// A name counts while it is held: an agent who is logged in, has a place in a chain or finalized a record of a
/// loaded chain; a DN that is monitored or at which somebody is logged in.
struct Limits {
  std::uint32_t names = 1'000'000;   ///< agents and DNs together; at most `kNamesMax`
  std::uint32_t chains = 1'000'000;  ///< loaded at one time; at most `kChainsMax`
  std::uint32_t records = 1'000;     ///< of one chain; at most `kRecordsMax`
  std::uint32_t members = 1'000;     ///< of one chain: its parties, keepers and ends of consultations; at most
                                     ///< `kMembersMax`; counted with whom the event brings in, even if others leave

  static constexpr std::uint32_t kNamesMax = 16'000'000;      ///< ids of agents have 24 bits
  static constexpr std::uint32_t kChainsMax = 2'000'000'000;  ///< indexes of chains have 32 bits
  static constexpr std::uint32_t kRecordsMax = 65'535;        ///< positions in a chain have 16 bits
  static constexpr std::uint32_t kMembersMax = 65'535;        ///< an event, which visits all, then takes some 0.2 ms

  friend bool operator==(Limits const&, Limits const&) = default;
};

/// An engine's options. Limits above their most are lowered to it.
struct Options {
  Policies policies;
  Limits limits;
};

}  // namespace recordshare
