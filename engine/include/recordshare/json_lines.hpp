// SPDX-License-Identifier: Apache-2.0
// json_lines.hpp reads and writes the JSON Lines of events.md, one line at a time.
//
//     Engine engine;
//     EventReader reader;
//     std::string out;
//     if (Event const* const event = reader.read(R"({"type":"DnMonitored","dn":"7001"})"))
//       append_line(out, 1, type_name(*event), engine.apply(*event));
//     assert(out == "{\"seq\":1,\"type\":\"DnMonitored\",\"result\":\"accepted\",\"rule\":\"E1\",\"changes\":[]}\n");
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include <recordshare/events.hpp>
#include <recordshare/outcome.hpp>
#include <recordshare/owned_outcome.hpp>
#include <recordshare/platform.hpp>

namespace recordshare {

/// The maximum length of a line in bytes, without its `\n`. (events.md)
inline constexpr std::size_t kLineBytesMax = std::size_t{1} << 20;

/// The maximum nesting depth of a line's values; the line's own object is level 1. (events.md)
inline constexpr std::size_t kDepthMax = 32;

/// How chain ids and record handles are written. JavaScript keeps numbers exact only up to 2^53. (events.md)
enum class IdForm : std::uint8_t { Number, String };

/// Reads events from lines. It reuses its buffers, so that reading does not allocate in steady state.
/// Thread-safety: one thread at a time. Only construction throws: std::bad_alloc.
class EventReader {
 public:
  EventReader();
  ~EventReader();
  EventReader(EventReader&&) noexcept;
  EventReader& operator=(EventReader&&) noexcept;

  /// Parses `line`, which has no `\n`. Returns null if the line is not a valid event; `message()` then says why.
  /// The event is valid until the next call, and while `line` is: it may point into `line`. Expected O(length).
  [[nodiscard]] Event const* read(std::string_view line RECORDSHARE_LIFETIMEBOUND) noexcept RECORDSHARE_LIFETIMEBOUND;

  /// What is wrong with the line that was read last: one sentence with the reason and the member's name or the byte's
  /// position in the line (from 1). Empty if the line was valid.
  [[nodiscard]] std::string_view message() const noexcept RECORDSHARE_LIFETIMEBOUND;

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

/// Whether `line` has only spaces, tabs and `\r`. Blank lines are skipped and not counted. (events.md) O(length).
[[nodiscard]] bool is_blank(std::string_view line) noexcept;

/// Appends the answer line of events.md, with its `\n`: `outcome` of the event of type `type` at position `sequence`
/// (from 1) of its stream. Throws only std::bad_alloc. O(length of the line).
void append_line(std::string& out, std::uint64_t sequence, std::string_view type, Outcome const& outcome,
                 IdForm ids = IdForm::Number);
void append_line(std::string& out, std::uint64_t sequence, std::string_view type, OwnedOutcome const& outcome,
                 IdForm ids = IdForm::Number);

/// Appends `event` as a line of events.md, with its `\n`; EventReader::read is the inverse. Throws only
/// std::bad_alloc. O(length of the line).
void append_line(std::string& out, Event const& event, IdForm ids = IdForm::Number);

}  // namespace recordshare
