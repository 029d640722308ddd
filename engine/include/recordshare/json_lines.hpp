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

/// The most bytes that a line may have, its `\n` not counted. (events.md)
inline constexpr std::size_t kLineBytesMax = std::size_t{1} << 20;

/// The most levels that a line's values may be nested, the line's own object being the first. (events.md)
inline constexpr std::size_t kDepthMax = 32;

/// Reads events from lines. It keeps its buffers from line to line, so that reading allocates nothing in steady state.
/// Thread-safety: one thread at a time.
class EventReader {
 public:
  EventReader();
  ~EventReader();
  EventReader(EventReader&&) noexcept;
  EventReader& operator=(EventReader&&) noexcept;

  /// The event that `line`, without its `\n`, holds; null where it holds none, and then `message()` says why.
  /// The event, and what it points at, lasts until the next call. Expected O(length of the line).
  [[nodiscard]] Event const* read(std::string_view line RECORDSHARE_LIFETIMEBOUND) noexcept RECORDSHARE_LIFETIMEBOUND;

  /// What is wrong with the line that was read last: one sentence that names the member, or the byte of the line
  /// (counted from 1), and the reason. Empty where nothing is.
  [[nodiscard]] std::string_view message() const noexcept RECORDSHARE_LIFETIMEBOUND;

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

/// Whether `line` is blank: spaces, tabs and `\r` alone. A blank line is skipped and not counted. (events.md)
[[nodiscard]] bool is_blank(std::string_view line) noexcept;

/// Appends the line of events.md, its `\n` included, that tells `outcome` of the event of type `type`, which was the
/// `sequence`th of its stream (from 1). Throws std::bad_alloc alone. O(length of the line).
void append_line(std::string& out, std::uint64_t sequence, std::string_view type, Outcome const& outcome);
void append_line(std::string& out, std::uint64_t sequence, std::string_view type, OwnedOutcome const& outcome);

/// Appends the line, its `\n` included, that `event` is in events.md. Throws std::bad_alloc alone.
/// EventReader::read gives it back. O(length of the line).
void append_line(std::string& out, Event const& event);

}  // namespace recordshare
