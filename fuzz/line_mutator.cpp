// SPDX-License-Identifier: Apache-2.0
// line_mutator.cpp splits a text into lines, mutates some, and joins them again.
#include "fuzz/line_mutator.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "engine/report/lines.hpp"
#include "fuzz/phrases.hpp"

namespace recordshare::fuzz {
namespace {

namespace streams = properties::streams;
using generator::Random;
using Lines = std::vector<std::string_view>;

std::string_view text_of(std::span<std::uint8_t const> bytes) {
  return {reinterpret_cast<char const*>(bytes.data()), bytes.size()};
}

void split(std::string_view text, Lines& lines) {
  lines.clear();
  while (!text.empty()) lines.push_back(take_line(text));
}

/// Writes the lines that fit. A single line is written without its newline, as the reader of lines expects.
std::size_t write(Lines const& lines, std::span<std::uint8_t> out) {
  std::size_t size = 0;
  for (auto const line : lines) {
    if (size > 0 && size < out.size()) out[size++] = '\n';
    auto const count = std::min(line.size(), out.size() - size);
    std::copy_n(line.begin(), count, out.begin() + static_cast<std::ptrdiff_t>(size));
    size += count;
  }
  if (lines.size() > 1 && size < out.size()) out[size++] = '\n';
  return size;
}

/// An event; in three of four cases of a few agents and one chain, so that events interact.
streams::Move any_event(Random& random) {
  auto const move = any_move(random);
  if (random.once_in(4)) return move;
  constexpr std::uint8_t kFew = 3;
  auto const party = [&] {
    auto const few = random.byte_below(kFew);
    return random.once_in(4) ? static_cast<std::uint8_t>(streams::kAgents + few % 2) : few;
  };
  bool const has_numbers = streams::mentions(move.kind).has_numbers;
  return {.kind = move.kind,
          .agent = has_numbers ? party() : random.byte_below(kFew),
          .to = party(),
          .dn = random.byte_below(kFew),
          .dns = static_cast<streams::DnBits>(random.once_in(4) ? 1U << random.below(kFew) : 0U),
          .record = random.byte_below(2),
          .count = 2,
          .repeats = move.repeats,
          .parties = static_cast<streams::PartyBits>(move.parties & 7U),
          .call = move.call};
}

/// Mutates the lines of one text after the other. New lines are kept until the text is written.
class Mutation {
 public:
  Lines const& run(std::string_view text, std::uint64_t seed, MutateBytes mutate_bytes) {
    random_ = Random(seed);
    mutate_bytes_ = mutate_bytes;
    kept_count_ = 0;
    split(text, lines_);
    do change();
    while (random_.once_in(3) && kept_count_ + kPhraseMax < kept_.size());
    return lines_;
  }

 private:
  Lines::iterator any() { return lines_.begin() + static_cast<std::ptrdiff_t>(random_.next() % lines_.size()); }

  void change() {
    auto const what = random_.below(11);
    if (lines_.empty() || what < 2) {
      insert(keep(streams::text_of(any_event(random_))));
    } else if (what == 2) {
      for (auto const& move : phrase(random_, any_event(random_))) insert(keep(streams::text_of(move)));
    } else if (what < 5) {
      insert(keep(of_another_type(*any())));
    } else if (what == 5) {
      lines_.erase(any());
    } else if (what == 6) {
      insert(*any());
    } else if (what == 7) {
      std::swap(*any(), *any());
    } else if (what == 8) {
      insert(keep(with_number_for_agent(*any())));
    } else {
      change_bytes(*any());
    }
  }

  /// After the last line, or, in one of four cases, anywhere.
  void insert(std::string_view line) {
    lines_.insert(lines_.empty() || !random_.once_in(4) ? lines_.end() : any(), line);
  }

  /// An event of another type with the names of this line: the next step of a consultation, for instance.
  std::string of_another_type(std::string_view line) {
    constexpr std::string_view kType = "\"type\":\"";
    std::string other(line);
    auto const at = other.find(kType);
    if (at == std::string::npos) return other;
    auto const begin = at + kType.size();
    auto const kind = streams::Kind::numbered(random_.below(streams::Kind::count));
    auto const type = kind.request() ? name(*kind.request()) : kEvents[kind.index()].name;
    return other.replace(begin, std::min(other.find('"', begin), other.size()) - begin, type);
  }

  /// The line with a number in place of an agent, or an agent in place of a number.
  std::string with_number_for_agent(std::string_view line) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kPairs{{{"\"agent\":", "\"number\":"},
                                                                                   {"\"from\":", "\"from_number\":"},
                                                                                   {"\"to\":", "\"to_number\":"},
                                                                                   {"\"agents\":", "\"numbers\":"}}};
    std::string other(line);
    auto const& [agent, number] = random_.one_of(kPairs);
    for (auto const& [from, to] : {std::pair(agent, number), std::pair(number, agent)})
      if (auto const at = other.find(from); at != std::string::npos) return other.replace(at, from.size(), to);
    return other;
  }

  /// Mutates one line by `mutate_bytes`, which may double its length.
  void change_bytes(std::string_view& line) {
    constexpr std::size_t kMore = 64;
    auto& changed = keep(line);
    changed.resize(2 * line.size() + kMore);
    changed.resize(mutate_bytes_(reinterpret_cast<std::uint8_t*>(changed.data()), line.size(), changed.size()));
    line = changed;
  }

  std::string& keep(std::string_view line) {
    auto& kept = kept_[kept_count_++];
    kept = line;
    return kept;
  }

  static constexpr std::size_t kPhraseMax = 3;

  Random random_{0};
  MutateBytes mutate_bytes_ = nullptr;
  Lines lines_;
  std::array<std::string, 16> kept_;
  std::size_t kept_count_ = 0;
};

}  // namespace

std::size_t mutate_lines(std::span<std::uint8_t> buffer, std::size_t size, std::uint64_t seed,
                         MutateBytes mutate_bytes) {
  static thread_local std::string text;
  static thread_local Mutation mutation;
  text = text_of(buffer.first(size));
  return write(mutation.run(text, seed, mutate_bytes), buffer);
}

std::size_t cross_lines(std::span<std::uint8_t const> one, std::span<std::uint8_t const> other,
                        std::span<std::uint8_t> out, std::uint64_t seed) {
  static thread_local Lines lines;
  static thread_local Lines more;
  Random random(seed);
  split(text_of(one), lines);
  split(text_of(other), more);
  if (random.once_in(4)) {
    lines.resize(random.next() % (lines.size() + 1));
    lines.insert(lines.end(), more.begin() + static_cast<std::ptrdiff_t>(random.next() % (more.size() + 1)),
                 more.end());
  } else if (!more.empty()) {
    // Consecutive lines of the other text, at the end or anywhere.
    auto const at = random.next() % more.size();
    auto const count = std::min<std::size_t>(1 + random.below(8), more.size() - at);
    auto const place = random.once_in(2) ? lines.size() : random.next() % (lines.size() + 1);
    auto const first = more.begin() + static_cast<std::ptrdiff_t>(at);
    lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(place), first, first + static_cast<std::ptrdiff_t>(count));
  }
  return write(lines, out);
}

}  // namespace recordshare::fuzz
