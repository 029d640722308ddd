// SPDX-License-Identifier: Apache-2.0
// line_buffer.hpp builds a line in a buffer on the stack and appends it to a string in blocks, for speed.
#pragma once

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace recordshare {

/// A short text, padded so that a copy is a few instructions of fixed size.
struct Word {
  static constexpr std::size_t kBytesMax = 64;

  constexpr Word() = default;
  constexpr Word(std::initializer_list<std::string_view> parts) {
    for (std::string_view const part : parts)
      for (char const c : part) text[size++] = c;
  }

  std::array<char, kBytesMax> text{};
  std::size_t size = 0;
};

/// The caller reserves room first; only `put_text` reserves its own.
class LineBuffer {
 public:
  /// Enough for a few words and numbers in a row.
  static constexpr std::size_t kRoomBytes = 512;
  static constexpr std::size_t kDigitsMax = 20;  ///< of 2^64-1

  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): to clear the buffer would cost more than to fill it
  explicit LineBuffer(std::string& out) noexcept : out_(out) {}
  LineBuffer(LineBuffer const&) = delete;
  LineBuffer& operator=(LineBuffer const&) = delete;

  void make_room() {
    if (buffer_.size() - used_ < kRoomBytes) flush();
  }

  void put(char c) noexcept { buffer_[used_++] = c; }

  template <std::size_t N>
  void put(char const (&literal)[N]) noexcept {
    std::memcpy(buffer_.data() + used_, literal, N - 1);
    used_ += N - 1;
  }

  void put(Word const& word) noexcept {
    std::memcpy(buffer_.data() + used_, word.text.data(), Word::kBytesMax);
    used_ += word.size;
  }

  void put(std::uint64_t number) noexcept {
    char* const begin = buffer_.data() + used_;
    used_ += static_cast<std::size_t>(std::to_chars(begin, begin + kDigitsMax, number).ptr - begin);
  }

  /// Appends `text` with the escapes of events.md, without quotes.
  void put_text(std::string_view text) {
    while (text.size() >= sizeof(std::uint64_t)) {
      put_part(text.substr(0, sizeof(std::uint64_t)));
      text.remove_prefix(sizeof(std::uint64_t));
    }
    put_part(text);
    make_room();
  }

  void flush() {
    out_.append(buffer_.data(), used_);
    used_ = 0;
  }

 private:
  // The character after the backslash for each byte that must be escaped, 'u' for `\u00xx`; 0 for all other bytes.
  static constexpr std::array<char, 256> kEscapes = [] {
    std::array<char, 256> escapes{};
    for (std::size_t c = 0; c < 0x20; ++c) escapes[c] = 'u';
    escapes['\b'] = 'b';
    escapes['\f'] = 'f';
    escapes['\n'] = 'n';
    escapes['\r'] = 'r';
    escapes['\t'] = 't';
    escapes['"'] = '"';
    escapes['\\'] = '\\';
    return escapes;
  }();

  // Whether one of eight bytes is below 0x20, a quote or a backslash: tests all at once (Anderson, "Bit Twiddling
  // Hacks", hasless and haszero).
  static constexpr bool has_escape(std::uint64_t eight) noexcept {
    constexpr std::uint64_t kOnes = 0x0101010101010101U;
    constexpr std::uint64_t kHighs = 0x8080808080808080U;
    std::uint64_t const quotes = eight ^ (kOnes * '"');
    std::uint64_t const backslashes = eight ^ (kOnes * '\\');
    std::uint64_t const controls = (eight - kOnes * 0x20) & ~eight;
    return ((controls | ((quotes - kOnes) & ~quotes) | ((backslashes - kOnes) & ~backslashes)) & kHighs) != 0;
  }

  /// Appends at most eight bytes of a text; all at once if none needs an escape, which is the usual case.
  void put_part(std::string_view part) {
    make_room();
    std::array<char, sizeof(std::uint64_t)> bytes{};
    bytes.fill('a');
    copy_short(bytes.data(), part.data(), part.size());
    std::uint64_t eight = 0;
    std::memcpy(&eight, bytes.data(), bytes.size());
    if (has_escape(eight)) {
      for (char const c : part) put_escaped(c);
    } else {
      std::memcpy(buffer_.data() + used_, bytes.data(), bytes.size());
      used_ += part.size();
    }
  }

  /// Copies at most eight bytes by overlapping loads and stores of fixed sizes.
  static void copy_short(char* to, char const* from, std::size_t count) noexcept {
    if (count == 8) {
      std::memcpy(to, from, 8);
    } else if (count >= 4) {
      std::memcpy(to, from, 4);
      std::memcpy(to + count - 4, from + count - 4, 4);
    } else if (count > 0) {
      to[0] = from[0];
      to[count / 2] = from[count / 2];
      to[count - 1] = from[count - 1];
    }
  }

  void put_escaped(char c) noexcept {
    auto const byte = static_cast<unsigned char>(c);
    char const escape = kEscapes[byte];
    if (escape == 0) {
      put(c);
      return;
    }
    put('\\');
    put(escape);
    if (escape != 'u') return;
    constexpr std::string_view kHex = "0123456789abcdef";
    put("00");
    put(kHex[byte >> 4U]);
    put(kHex[byte & 15U]);
  }

  std::string& out_;
  std::size_t used_ = 0;
  std::array<char, 4 * kRoomBytes> buffer_;  // most lines are shorter
};

}  // namespace recordshare
