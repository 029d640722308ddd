// SPDX-License-Identifier: Apache-2.0
// line_mutator.cpp takes a text apart into its lines, changes some, and puts it together again.
#include "fuzz/line_mutator.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "properties/streams/generate.hpp"

namespace recordshare::fuzz {
namespace {

namespace streams = properties::streams;
using streams::Dice;
using Lines = std::vector<std::string>;

std::string_view text_of(std::span<std::uint8_t const> bytes) {
  return {reinterpret_cast<char const*>(bytes.data()), bytes.size()};
}

Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    auto const end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::size_t write(Lines const& lines, std::span<std::uint8_t> out) {
  std::size_t size = 0;
  for (auto const& line : lines) {
    auto const count = std::min(line.size(), out.size() - size);
    std::memcpy(out.data() + size, line.data(), count);
    size += count;
    if (size == out.size()) break;
    out[size++] = '\n';
  }
  return size;
}

std::string any_event(Dice& dice) {
  std::array<std::uint8_t, kEventBytes> bytes{};
  for (auto& byte : bytes) byte = dice.below(256);
  return streams::text_of(read_event(bytes));
}

/// Leaves one line to `mutate_bytes`, which may make it twice as long.
void change(std::string& line, MutateBytes mutate_bytes) {
  constexpr std::size_t kMore = 64;
  auto const size = line.size();
  line.resize(2 * size + kMore);
  line.resize(mutate_bytes(reinterpret_cast<std::uint8_t*>(line.data()), size, line.size()));
}

}  // namespace

std::size_t mutate_lines(std::span<std::uint8_t> buffer, std::size_t size, std::uint64_t seed,
                         MutateBytes mutate_bytes) {
  Dice dice(seed);
  Lines lines = lines_of(text_of(buffer.first(size)));
  auto const any = [&] { return lines.begin() + static_cast<std::ptrdiff_t>(dice.next() % lines.size()); };
  do {
    auto const what = dice.below(8);
    if (lines.empty() || what < 2) {
      lines.insert(lines.empty() || dice.one_in(2) ? lines.end() : any(), any_event(dice));
    } else if (what == 2) {
      lines.erase(any());
    } else if (what == 3) {
      std::string const line = *any();
      lines.insert(any(), line);
    } else if (what == 4) {
      std::swap(*any(), *any());
    } else {
      change(*any(), mutate_bytes);
    }
  } while (dice.one_in(3));
  return write(lines, buffer);
}

std::size_t cross_lines(std::span<std::uint8_t const> one, std::span<std::uint8_t const> other,
                        std::span<std::uint8_t> out, std::uint64_t seed) {
  Dice dice(seed);
  Lines lines = lines_of(text_of(one));
  Lines const more = lines_of(text_of(other));
  lines.resize(dice.next() % (lines.size() + 1));
  lines.insert(lines.end(), more.begin() + static_cast<std::ptrdiff_t>(dice.next() % (more.size() + 1)), more.end());
  return write(lines, out);
}

}  // namespace recordshare::fuzz
