// SPDX-License-Identifier: Apache-2.0
// json_forms.hpp writes events and values as JSON in arbitrary forms: every escape, number, blank and order of members.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "tests/strict_json.hpp"

namespace recordshare::tests {

/// Draws forms. A seed gives the same lines on every machine.
class JsonForms {
 public:
  explicit JsonForms(std::uint64_t seed) : random_(seed) {}

  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(random_() % bound); }
  template <class T>
  T const& one_of(std::vector<T> const& all) {
    return all[below(all.size())];
  }

  /// A text of valid UTF-8 as a JSON string: each character as itself or by any escape that it has.
  std::string text(std::string_view value) {
    std::string out = "\"";
    for (std::uint32_t const code : code_points(value)) append_character(out, code);
    return out + "\"";
  }

  /// A valid name.
  std::string name() {
    std::string name;
    std::size_t const wanted = below(8) == 0 ? 256 : 1 + below(12);
    while (name.size() < wanted) {
      std::string character;
      append_utf8(character, code());
      if (name.size() + character.size() <= 256)
        name += character;
      else
        name += "x";
    }
    return name;
  }

  std::uint64_t integer() {
    static std::vector<std::uint64_t> const kEdges{0,
                                                   1,
                                                   9,
                                                   10,
                                                   255,
                                                   256,
                                                   0x7FFFFFFF,
                                                   0xFFFFFFFF,
                                                   0x100000000,
                                                   0x7FFFFFFFFFFFFFFF,
                                                   0x8000000000000000,
                                                   0xFFFFFFFFFFFFFFFE,
                                                   0xFFFFFFFFFFFFFFFF,
                                                   1'000'000'000'000'000'000,
                                                   9'999'999'999'999'999'999ULL};
    return below(2) == 0 ? one_of(kEdges) : random_() >> below(64);
  }

  std::string blank() {
    static std::vector<std::string> const kBlanks{"", "", "", " ", "\t", "\r", "\n", " \t\r \n"};
    return one_of(kBlanks);
  }

  /// Any number of JSON's grammar, which need not fit an integer or a double.
  std::string number() {
    std::string out = below(3) == 0 ? "-" : "";
    out += below(3) == 0 ? "0" : std::to_string(1 + below(9)) + digits(below(25));
    if (below(3) == 0) out += "." + digits(1 + below(25));
    if (below(3) == 0) {
      static std::vector<std::string> const kSigns{"e", "E", "e+", "E+", "e-", "E-"};
      out += one_of(kSigns) + digits(1 + below(14));
    }
    return out;
  }

  /// Any value, of at most `levels` levels.
  std::string any(std::size_t levels) {
    static std::vector<std::string> const kWords{"true", "false", "null"};
    switch (below(levels > 0 ? 6 : 3)) {
      case 0:
        return one_of(kWords);
      case 1:
        return number();
      case 2:
        return text(below(8) == 0 ? name() + '\0' : name());
      case 3:
        return std::to_string(integer());
      case 4: {
        std::string out = "[" + blank();
        for (std::size_t i = below(4); i > 0; --i) out += any(levels - 1) + blank() + (i > 1 ? "," : "") + blank();
        return out + "]";
      }
      default: {
        std::string out = "{" + blank();
        for (std::size_t i = below(4); i > 0; --i) {
          out += text(key()) + blank();
          out += ":" + blank() + any(levels - 1) + blank() + (i > 1 ? "," : "") + blank();
        }
        return out + "}";
      }
    }
  }

  /// A key: a member's name, or a name that looks like one.
  std::string key() {
    static std::vector<std::string> const kKeys{"dn",
                                                "agent",
                                                "chain",
                                                "record",
                                                "records",
                                                "from",
                                                "to",
                                                "type",
                                                "number",
                                                "from_number",
                                                "to_number",
                                                "dns",
                                                "agents",
                                                "numbers",
                                                "call",
                                                "new_call",
                                                "",
                                                "d",
                                                "dN",
                                                "dnx",
                                                "Type",
                                                "type ",
                                                "recordsrecords",
                                                "recor",
                                                "request",
                                                "t\u00ffpe",
                                                std::string("to\0", 3),
                                                "agent\n"};
    return one_of(kKeys);
  }

  /// A line: `members`, as keys with values in JSON, in this order; only blanks and escapes are drawn.
  std::string line(std::vector<std::pair<std::string, std::string>> const& members) {
    std::string out = blank() + "{" + blank();
    for (std::size_t i = 0; i < members.size(); ++i) {
      out += (i > 0 ? "," : "") + blank() + text(members[i].first);
      out += blank() + ":" + blank() + members[i].second + blank();
    }
    return out + "}" + blank();
  }

 private:
  std::uint32_t code() {
    static std::vector<std::uint32_t> const kEdges{1,      2,      8,      9,      10,     12,      13,      0x1F,
                                                   0x20,   '"',    '\\',   '/',    'e',    '1',     '{',     0x7E,
                                                   0x7F,   0x80,   0x9F,   0xA0,   0x7FF,  0x800,   0x5D0,   0x202E,
                                                   0xD7FF, 0xE000, 0xFEFF, 0xFFFD, 0xFFFF, 0x10000, 0x1F600, 0x10FFFF};
    return below(2) == 0 ? one_of(kEdges) : static_cast<std::uint32_t>('!' + below(94));
  }

  std::string digits(std::size_t count) {
    std::string out;
    while (out.size() < count) out.push_back(static_cast<char>('0' + below(10)));
    return out;
  }

  void append_unit(std::string& out, std::uint32_t unit) {
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4)
      out += (below(2) == 0 ? "0123456789abcdef" : "0123456789ABCDEF")[(unit >> shift) & 15U];
  }

  void append_character(std::string& out, std::uint32_t code) {
    constexpr std::string_view kMeant = "\"\\/\b\f\n\r\t";
    constexpr std::string_view kShort = "\"\\/bfnrt";
    std::size_t const at = code < 0x80 ? kMeant.find(static_cast<char>(code)) : std::string_view::npos;
    std::size_t const form = below(3);
    bool const must_escape = code < 0x20 || code == '"' || code == '\\';
    if (form == 0 && at != std::string_view::npos) {
      out += "\\";
      out += kShort[at];
    } else if (form < 2 && !must_escape) {
      append_utf8(out, code);
    } else if (code < 0x10000) {
      append_unit(out, code);
    } else {
      append_unit(out, 0xD800 + ((code - 0x10000) >> 10U));
      append_unit(out, 0xDC00 + ((code - 0x10000) & 0x3FFU));
    }
  }

  std::mt19937_64 random_;
};

}  // namespace recordshare::tests
