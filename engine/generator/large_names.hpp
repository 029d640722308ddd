// SPDX-License-Identifier: Apache-2.0
// large_names.hpp defines the sizes and names of the large profile's streams.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include <recordshare/model/identifiers.hpp>

namespace recordshare::generator {

inline constexpr std::uint32_t kLargeChains = 1000;      ///< the most that have distinct handles
inline constexpr std::size_t kLargeRecords = 1100;       ///< of a chain: above the limit's default
inline constexpr std::size_t kLargeParties = 300;        ///< of a call
inline constexpr std::uint32_t kLargeOutsiders = 600;    ///< names that come and go with calls
inline constexpr std::uint32_t kLargeCalls = 64;         ///< ids of a chain's calls
inline constexpr std::uint64_t kLargeHandles = 1 << 12;  ///< of one generation of a chain

/// Most events concern the agents of these numbers, who log in first: their ids are around 2^8 and 2^16, so that two of
/// them have an id in common if it is cut.
inline constexpr std::uint32_t kLargeCrowd = 200;
inline constexpr std::array<std::uint32_t, 3> kLargeCrowds{0, 156, 65'436};

/// A name of 1 to 256 bytes. Names of different numbers or kinds differ, often in a few bytes only: at the beginning,
/// in the middle or at the end, after up to 120 common bytes; some are not ASCII. `kind` is a lower-case letter.
[[nodiscard]] std::string large_name(std::uint32_t number, char kind);

/// The id of the chain `number`, from 0: just below or above a power of two, or equal to others in its lower 32 bits.
[[nodiscard]] ChainId large_chain_id(std::uint32_t number) noexcept;

/// A handle; `position` is below kLargeHandles, and `generation` below 256. Those of one chain in four are small; of
/// another, down from 2^64; of another, equal in their lower 32 bits; of another, up from 2^63.
[[nodiscard]] RecordHandle large_handle(std::uint32_t chain, std::uint8_t generation, std::size_t position) noexcept;

}  // namespace recordshare::generator
