// SPDX-License-Identifier: Apache-2.0
// target.hpp is what every fuzz target includes: bytes as they come, and how a finding is told.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "fuzz/event_bytes.hpp"
#include "fuzz/event_mutator.hpp"

namespace recordshare::fuzz {

using Bytes = std::span<std::uint8_t const>;

[[nodiscard]] inline std::string_view text_of(Bytes bytes) noexcept {
  return {reinterpret_cast<char const*>(bytes.data()), bytes.size()};
}

/// Where `fault` is not empty: says on standard error that a property does not hold, in one line that run.sh looks for,
/// and ends the process as a failed assertion does.
void expect_none(std::string_view target, std::string const& fault);

}  // namespace recordshare::fuzz

// Each target defines it. What libFuzzer asks for besides is in mutators.cpp, which is linked with libFuzzer only.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size);
