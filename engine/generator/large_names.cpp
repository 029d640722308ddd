// SPDX-License-Identifier: Apache-2.0
// large_names.cpp makes names that are hard to tell apart.
#include "engine/generator/large_names.hpp"

#include <recordshare/events.hpp>

namespace recordshare::generator {
namespace {

std::string number_of_width(std::uint32_t number, std::size_t width) {
  std::string digits = std::to_string(number);
  return std::string(width - digits.size(), '0') + digits;
}

}  // namespace

std::string large_name(std::uint32_t number, char kind) {
  std::string const digits = kind + number_of_width(number / 8, 8);
  switch (number % 8) {
    case 0:  // short, of different lengths
      return kind + std::to_string(number / 8);
    case 1:
      return std::string(16, '=') + digits;
    case 2:  // the longest, with a common beginning
      return std::string(kNameBytesMax - digits.size(), '=') + digits;
    case 3:  // the longest, with a common end
      return digits + std::string(kNameBytesMax - digits.size(), '=');
    case 4:  // a common beginning and a common end
      return std::string(60, '=') + digits + std::string(59, '=');
    case 5:  // not ASCII: its first byte is above all of ASCII
      return "\xE2\x82\xAC" + digits;
    case 6:  // characters that are escaped in JSON
      return "\"\\\n\x01" + digits;
    default: {  // a common beginning of each length
      std::size_t const common = number / 8 % (kNameBytesMax - digits.size());
      return std::string(common, '-') + digits;
    }
  }
}

ChainId large_chain_id(std::uint32_t number) noexcept {
  constexpr std::uint64_t k63 = std::uint64_t{1} << 63;
  constexpr std::uint64_t k32 = std::uint64_t{1} << 32;
  constexpr std::array<std::uint64_t, 14> kEdges{0xFF,    0x100,      k63,     k63 - 1,     0,
                                                 k63 + 1, 0xFFFF,     0x10000, 0x7FFF'FFFF, 0x8000'0000,
                                                 k32 - 1, k32 + 0xFF, k32,     UINT64_MAX};
  if (number < kEdges.size()) return kEdges[number];
  return (number % 2 == 0 ? k63 : 0) | std::uint64_t{number} << 40 | 0xFF;
}

RecordHandle large_handle(std::uint32_t chain, std::uint8_t generation, std::size_t position) noexcept {
  std::uint64_t const small = (std::uint64_t{chain} + 1) << 20 | std::uint64_t{generation} << 12 | position;
  switch (chain % 4) {
    case 0:
      return small;
    case 1:
      return ~small;
    case 2:
      return small << 32;
    default:
      return small | std::uint64_t{1} << 63;
  }
}

}  // namespace recordshare::generator
