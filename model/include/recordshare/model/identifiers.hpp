// SPDX-License-Identifier: Apache-2.0
// identifiers.hpp defines ChainId and RecordHandle, distinct integer types that cannot be confused.
//
//     RecordHandle const record = 101;
//     std::uint64_t const stored = record.value();
//     assert(RecordHandle(stored) == record);
//     static_assert(!std::is_convertible_v<RecordHandle, ChainId>);
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <type_traits>

namespace recordshare {

// A negative number must not silently become a large identifier. In C++20, a signed number must therefore be a
// constant expression. Before C++20 it is converted as static_cast does.
#if defined(__cpp_consteval)
#define RECORDSHARE_CONSTANT_ONLY consteval
#else
#define RECORDSHARE_CONSTANT_ONLY constexpr
#endif

/// An identifier from 0 to 2^64-1. `Tag` distinguishes the kinds of identifiers.
///
/// It converts implicitly from any unsigned integer and from a non-negative signed constant: `101` is a RecordHandle
/// where one is expected. A bool, a character, a floating-point number or another kind of identifier does not compile.
/// Only `value()` converts back to an integer.
///
/// Complexity: O(1) for each member, the same code as for the integer. Nothing throws.
template <class Tag>
class Identifier {
  template <class Number>
  static constexpr bool is_number =
      std::is_integral_v<Number> && sizeof(Number) <= sizeof(std::uint64_t) && !std::is_same_v<Number, bool> &&
      !std::is_same_v<Number, char> && !std::is_same_v<Number, wchar_t> && !std::is_same_v<Number, char16_t> &&
      !std::is_same_v<Number, char32_t>
#if defined(__cpp_char8_t)
      && !std::is_same_v<Number, char8_t>
#endif
      ;

 public:
  /// Identifier 0, a valid identifier like any other.
  constexpr Identifier() noexcept = default;

  template <class Number, std::enable_if_t<is_number<Number> && std::is_unsigned_v<Number>, int> = 0>
  constexpr Identifier(Number number) noexcept : value_(number) {}  // NOLINT(*-explicit-*)

  template <class Number, std::enable_if_t<is_number<Number> && std::is_signed_v<Number>, int> = 0>
  RECORDSHARE_CONSTANT_ONLY Identifier(Number number) noexcept  // NOLINT(*-explicit-*)
      : value_(number < 0 ? is_negative() : static_cast<std::uint64_t>(number)) {}

  [[nodiscard]] constexpr std::uint64_t value() const noexcept { return value_; }

  friend constexpr bool operator==(Identifier a, Identifier b) noexcept { return a.value_ == b.value_; }
  friend constexpr bool operator!=(Identifier a, Identifier b) noexcept { return a.value_ != b.value_; }
  friend constexpr bool operator<(Identifier a, Identifier b) noexcept { return a.value_ < b.value_; }
  friend constexpr bool operator<=(Identifier a, Identifier b) noexcept { return a.value_ <= b.value_; }
  friend constexpr bool operator>(Identifier a, Identifier b) noexcept { return a.value_ > b.value_; }
  friend constexpr bool operator>=(Identifier a, Identifier b) noexcept { return a.value_ >= b.value_; }

  /// Writes the number.
  template <class Traits>
  friend std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, Identifier id) {
    return out << id.value_;
  }

 private:
  static std::uint64_t is_negative() noexcept { return 0; }  // not constexpr, so that the conversion is an error

  std::uint64_t value_ = 0;
};
#undef RECORDSHARE_CONSTANT_ONLY

/// A chain's id (`GSW_CHAIN_ID`).
using ChainId = Identifier<struct ChainTag>;

/// A record's handle (`GSW_RECORD_HANDLE`).
using RecordHandle = Identifier<struct RecordTag>;

}  // namespace recordshare

template <class Tag>
struct std::hash<recordshare::Identifier<Tag>> {
  std::size_t operator()(recordshare::Identifier<Tag> id) const noexcept {
    return std::hash<std::uint64_t>()(id.value());
  }
};
