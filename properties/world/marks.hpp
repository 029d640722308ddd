// SPDX-License-Identifier: Apache-2.0
// marks.hpp stores the state of the records of a bounded world: unknown, Open, or Final with its cause.
#pragma once

#include <cstdint>
#include <optional>

#include <recordshare/model/vocabulary.hpp>
#include "properties/world/sets.hpp"

namespace recordshare::properties {

/// The state of one record in a byte: 0 unknown, 1 Open, and from 0x80 Final with the request in bits 3 to 6 (8 means
/// the server) and the agent in bits 0 to 2.
class Mark {
 public:
  constexpr Mark() = default;
  constexpr explicit Mark(std::uint8_t byte) noexcept : byte_(byte) {}
  [[nodiscard]] static constexpr Mark unknown() noexcept { return {}; }
  [[nodiscard]] static constexpr Mark open() noexcept { return Mark{1}; }
  [[nodiscard]] static constexpr Mark final(Request request, AgentNumber agent) noexcept {
    auto const byte = 0x80U | static_cast<unsigned>(index_of(request)) << 3 | static_cast<unsigned>(agent);
    return Mark{static_cast<std::uint8_t>(byte)};
  }
  /// E8: finalized by the server, not by an agent.
  [[nodiscard]] static constexpr Mark canceled() noexcept { return Mark{0xC0}; }

  [[nodiscard]] constexpr bool is_final() const noexcept { return byte_ >= 0x80; }
  /// For a Final record: the request; nothing if the server finalized it.
  [[nodiscard]] constexpr std::optional<Request> request() const noexcept {
    return byte_ == 0xC0 ? std::nullopt : std::optional(enumerator_at<Request>(byte_ >> 3 & 0xFU));
  }
  [[nodiscard]] constexpr AgentNumber agent() const noexcept {
    return AgentNumber{static_cast<std::uint8_t>(byte_ & 7U)};
  }
  [[nodiscard]] constexpr std::uint8_t byte() const noexcept { return byte_; }
  friend constexpr bool operator==(Mark, Mark) = default;

 private:
  std::uint8_t byte_ = 0;
};

/// A request by its index in kRequests.
enum class RequestNumber : std::uint8_t {};
static_assert(kRequests.size() <= kBound);

/// The mark of every record; a record that is not in the chain is unknown.
class Marks {
 public:
  constexpr Marks() = default;
  constexpr explicit Marks(std::uint64_t word) noexcept : word_(word) {}

  [[nodiscard]] constexpr Mark of(RecordNumber record) const noexcept {
    return Mark(static_cast<std::uint8_t>(word_ >> (8 * static_cast<unsigned>(record))));
  }
  [[nodiscard]] constexpr RecordSet final() const noexcept { return RecordSet(gathered(word_ >> 7 & kBytes)); }
  [[nodiscard]] constexpr RecordSet open() const noexcept {
    return RecordSet(gathered(word_ & ~(word_ >> 7) & kBytes));
  }
  [[nodiscard]] constexpr RecordSet known() const noexcept {
    return RecordSet(gathered((word_ | word_ >> 7) & kBytes));
  }
  /// The request (by its index), and the agent, that finalized each Final record; neither if the server did.
  [[nodiscard]] constexpr Relation<RecordNumber, RequestNumber> by() const noexcept {
    Relation<RecordNumber, RequestNumber> all;
    each_request([&](RecordNumber record, Mark mark) {
      all = all | only(record, RequestNumber{static_cast<std::uint8_t>(index_of(*mark.request()))});
    });
    return all;
  }
  [[nodiscard]] constexpr Relation<RecordNumber, AgentNumber> who() const noexcept {
    Relation<RecordNumber, AgentNumber> all;
    each_request([&](RecordNumber record, Mark mark) { all = all | only(record, mark.agent()); });
    return all;
  }
  /// These marks, with `mark` for every record of `records`.
  [[nodiscard]] constexpr Marks with(RecordSet records, Mark mark) const noexcept {
    auto const mask = kByteMasks[records.word()];
    return Marks((word_ & ~mask) | (mark.byte() * kBytes & mask));
  }
  /// Whether no record is known.
  [[nodiscard]] constexpr bool is_empty() const noexcept { return word_ == 0; }
  [[nodiscard]] constexpr std::uint64_t word() const noexcept { return word_; }
  friend constexpr bool operator==(Marks, Marks) = default;

 private:
  /// Visits the records that a request finalized.
  template <class Visit>
  constexpr void each_request(Visit&& visit) const noexcept {
    for (std::uint8_t r = 0; r < kBound; ++r)
      if (Mark const mark = of(RecordNumber{r}); mark.is_final() && mark.request().has_value())
        visit(RecordNumber{r}, mark);
  }

  std::uint64_t word_ = 0;
};

}  // namespace recordshare::properties
