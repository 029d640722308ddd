// SPDX-License-Identifier: Apache-2.0
// options.hpp defines an engine's options, fixed for its lifetime: policies and limits.
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

/// The limits on an engine's state; an event that would exceed one is refused with `LimitReached`.
///
/// Memory: about 150 bytes per chain with two records, 45 per further record, 40 per member of a chain, 150 per name.
/// A name counts while it is in use: an agent who is logged in, is a member of a chain or finalized a record of a
/// loaded chain; a number that is a member; a DN that is monitored or at which an agent is logged in; the id of a live
/// call.
struct Limits {
  std::uint32_t names = 1'000'000;   ///< agents, numbers, DNs and call ids together; at most `kNamesMax`
  std::uint32_t chains = 1'000'000;  ///< loaded at the same time; at most `kChainsMax`
  std::uint32_t records = 1'000;     ///< per chain; at most `kRecordsMax`
  std::uint32_t members = 1'000;     ///< per chain: parties, keepers and both ends of consultations; at most
                                     ///< `kMembersMax`; all whom an event names count before others leave

  static constexpr std::uint32_t kNamesMax = 16'000'000;      ///< ids have 24 bits
  static constexpr std::uint32_t kChainsMax = 2'000'000'000;  ///< indexes of chains have 32 bits
  static constexpr std::uint32_t kRecordsMax = 65'535;        ///< positions in a chain have 16 bits
  static constexpr std::uint32_t kMembersMax = 65'535;        ///< an event visits all: about 0.2 ms

  friend bool operator==(Limits const&, Limits const&) = default;
};

/// An engine's options. Values above the maximum are clamped.
struct Options {
  Policies policies;
  Limits limits;
};

}  // namespace recordshare
