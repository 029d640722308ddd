// SPDX-License-Identifier: Apache-2.0
// sets.hpp implements sets and relations of at most 8 agents, DNs, calls and records as machine words.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace recordshare::properties {

/// The maximum number of agents, DNs, calls and records of a bounded world: a relation of 8 by 8 is one 64-bit word.
inline constexpr std::size_t kBound = 8;

// Each kind of number is its own type, so that an agent cannot be used as a DN or a record.
enum class AgentNumber : std::uint8_t {};
enum class DnNumber : std::uint8_t {};
enum class CallNumber : std::uint8_t {};
enum class RecordNumber : std::uint8_t {};

/// The material conditional of logic, for truth values that are bool; a symbolic domain has its own.
[[nodiscard]] constexpr bool implies(bool p, bool q) noexcept { return !p || q; }
[[nodiscard]] constexpr bool iff(bool p, bool q) noexcept { return p == q; }

/// A set of numbers of one kind.
template <class Element>
class Set {
 public:
  using Word = std::uint8_t;

  constexpr Set() = default;
  constexpr explicit Set(Word word) noexcept : word_(word) {}

  /// The set of the first `count` numbers.
  [[nodiscard]] static constexpr Set first(std::size_t count) noexcept {
    return Set(static_cast<Word>((1U << count) - 1));
  }

  [[nodiscard]] constexpr bool contains(Element element) const noexcept {
    return (word_ >> static_cast<unsigned>(element) & 1U) != 0;
  }
  [[nodiscard]] constexpr bool is_empty() const noexcept { return word_ == 0; }
  [[nodiscard]] constexpr bool has_at_most_one() const noexcept { return (word_ & (word_ - 1U)) == 0; }
  [[nodiscard]] constexpr bool subset_of(Set other) const noexcept { return (word_ & ~other.word_) == 0; }
  [[nodiscard]] constexpr std::size_t size() const noexcept { return static_cast<std::size_t>(std::popcount(word_)); }
  [[nodiscard]] constexpr Word word() const noexcept { return word_; }

  friend constexpr Set operator|(Set a, Set b) noexcept { return Set(static_cast<Word>(a.word_ | b.word_)); }
  friend constexpr Set operator&(Set a, Set b) noexcept { return Set(static_cast<Word>(a.word_ & b.word_)); }
  friend constexpr Set operator-(Set a, Set b) noexcept { return Set(static_cast<Word>(a.word_ & ~b.word_)); }
  friend constexpr bool operator==(Set, Set) = default;

 private:
  Word word_ = 0;
};

using AgentSet = Set<AgentNumber>;
using DnSet = Set<DnNumber>;
using CallSet = Set<CallNumber>;
using RecordSet = Set<RecordNumber>;

/// The set of one number.
template <class Element>
[[nodiscard]] constexpr Set<Element> only(Element element) noexcept {
  return Set<Element>(static_cast<std::uint8_t>(1U << static_cast<unsigned>(element)));
}

/// The set if the condition holds, otherwise the empty set.
template <class Element>
[[nodiscard]] constexpr Set<Element> where(bool condition, Set<Element> set) noexcept {
  return Set<Element>(static_cast<std::uint8_t>(-static_cast<int>(condition) & set.word()));
}

// Words of 8 bytes: byte i belongs to number i.
inline constexpr std::uint64_t kBytes = 0x0101'0101'0101'0101;

/// For each set of numbers, the word whose bytes at these numbers are 0xFF.
inline constexpr std::array<std::uint64_t, 256> kByteMasks = [] {
  std::array<std::uint64_t, 256> masks{};
  for (std::size_t set = 0; set < masks.size(); ++set)
    for (std::size_t i = 0; i < kBound; ++i)
      if ((set >> i & 1U) != 0) masks[set] |= std::uint64_t{0xFF} << (8 * i);
  return masks;
}();

/// The numbers whose bytes have bit 0 set; no other bit may be.
[[nodiscard]] constexpr std::uint8_t gathered(std::uint64_t bits) noexcept {
  return static_cast<std::uint8_t>(bits * 0x0102'0408'1020'4080 >> 56);
}

/// A set of ordered pairs: byte i is the set of the seconds of number i.
template <class First, class Second>
class Relation {
 public:
  constexpr Relation() = default;
  constexpr explicit Relation(std::uint64_t word) noexcept : word_(word) {}

  [[nodiscard]] constexpr bool contains(First first, Second second) const noexcept {
    return (word_ >> place(first, second) & 1U) != 0;
  }
  [[nodiscard]] constexpr bool is_empty() const noexcept { return word_ == 0; }
  [[nodiscard]] constexpr std::size_t size() const noexcept { return static_cast<std::size_t>(std::popcount(word_)); }
  [[nodiscard]] constexpr std::uint64_t word() const noexcept { return word_; }

  /// All first elements of pairs; all second elements.
  [[nodiscard]] constexpr Set<First> domain() const noexcept {
    std::uint64_t const low = 0x7F * kBytes;
    return Set<First>(gathered((((word_ & low) + low) | word_) >> 7 & kBytes));
  }
  [[nodiscard]] constexpr Set<Second> range() const noexcept {
    std::uint64_t word = word_ | word_ >> 32;
    word |= word >> 16;
    return Set<Second>(static_cast<std::uint8_t>(word | word >> 8));
  }

  /// The pairs whose first, or whose second, element is in the set.
  [[nodiscard]] constexpr Relation from(Set<First> firsts) const noexcept {
    return Relation(word_ & kByteMasks[firsts.word()]);
  }
  [[nodiscard]] constexpr Relation into(Set<Second> seconds) const noexcept {
    return Relation(word_ & seconds.word() * kBytes);
  }

  /// Whether no first element has two seconds; whether no second element has two firsts.
  [[nodiscard]] constexpr bool is_function() const noexcept { return domain().size() == size(); }
  [[nodiscard]] constexpr bool is_injective() const noexcept { return range().size() == size(); }

  friend constexpr Relation operator|(Relation a, Relation b) noexcept { return Relation(a.word_ | b.word_); }
  friend constexpr Relation operator&(Relation a, Relation b) noexcept { return Relation(a.word_ & b.word_); }
  friend constexpr Relation operator-(Relation a, Relation b) noexcept { return Relation(a.word_ & ~b.word_); }
  friend constexpr bool operator==(Relation, Relation) = default;

  [[nodiscard]] static constexpr unsigned place(First first, Second second) noexcept {
    return 8 * static_cast<unsigned>(first) + static_cast<unsigned>(second);
  }

 private:
  std::uint64_t word_ = 0;
};

using Consultations = Relation<AgentNumber, AgentNumber>;  // initiator to target
using Logins = Relation<AgentNumber, DnNumber>;            // agent to DN

/// The relation of one pair.
template <class First, class Second>
[[nodiscard]] constexpr Relation<First, Second> only(First first, Second second) noexcept {
  return Relation<First, Second>(std::uint64_t{1} << Relation<First, Second>::place(first, second));
}

/// The relation of one first element to each of these.
template <class First, class Second>
[[nodiscard]] constexpr Relation<First, Second> only(First first, Set<Second> seconds) noexcept {
  return Relation<First, Second>(std::uint64_t{seconds.word()} << (8 * static_cast<unsigned>(first)));
}

template <class First, class Second>
[[nodiscard]] constexpr Relation<First, Second> where(bool condition, Relation<First, Second> relation) noexcept {
  return condition ? relation : Relation<First, Second>();
}

/// Whether no agent is in two of these pairs, as either end, nor both ends of one.
[[nodiscard]] constexpr bool is_matching(Consultations pairs) noexcept {
  if (pairs.is_empty()) return true;
  auto const firsts = pairs.domain();
  auto const seconds = pairs.range();
  return firsts.size() == pairs.size() && seconds.size() == pairs.size() && (firsts & seconds).is_empty();
}

}  // namespace recordshare::properties
