// SPDX-License-Identifier: Apache-2.0
// printable_tests.cpp tests what becomes of untrusted text: on a terminal, and quoted in a message of the reader.
#include "engine/library/printable.hpp"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "engine/library/line_fault.hpp"

namespace recordshare::tests {
namespace {

struct Example {
  std::string_view text;
  std::string_view printed;  ///< by printable()
  std::string_view quoted;   ///< in a message
};

/// Both sides of every bound of what is printed, and every way not to be UTF-8.
std::vector<Example> const kExamples{
    {"", "", ""},
    {" ~", " ~", " ~"},
    {std::string_view("\0", 1), "\\u0000", "?"},
    {"a\tb\x1Fz", "a\\u0009b\\u001fz", "a?b?z"},
    {"\x7F", "\\u007f", "?"},
    {"\xC2\x80\xC2\x9F\xC2\xA0", "\\u0080\\u009f\xC2\xA0", "??\xC2\xA0"},
    {"\xD8\x9B\xD8\x9C\xD8\x9D", "\xD8\x9B\\u061c\xD8\x9D", "\xD8\x9B?\xD8\x9D"},
    {"\xE2\x80\x8D\xE2\x80\x8E\xE2\x80\x8F\xE2\x80\x90", "\xE2\x80\x8D\\u200e\\u200f\xE2\x80\x90",
     "\xE2\x80\x8D??\xE2\x80\x90"},
    {"\xE2\x80\xA7\xE2\x80\xA8\xE2\x80\xAE\xE2\x80\xAF", "\xE2\x80\xA7\\u2028\\u202e\xE2\x80\xAF",
     "\xE2\x80\xA7??\xE2\x80\xAF"},
    {"\xE2\x81\xA5\xE2\x81\xA6\xE2\x81\xA9\xE2\x81\xAA", "\xE2\x81\xA5\\u2066\\u2069\xE2\x81\xAA",
     "\xE2\x81\xA5??\xE2\x81\xAA"},
    {"\xF0\x9F\x98\x80\xF4\x8F\xBF\xBF", "\xF0\x9F\x98\x80\xF4\x8F\xBF\xBF", "\xF0\x9F\x98\x80\xF4\x8F\xBF\xBF"},
    {"\x80z", "\\x80z", "?z"},
    {"a\xFF", "a\\xff", "a?"},
    {"\xC3", "\\xc3", "?"},
    {"\xE2\x82z", "\\xe2\\x82z", "??z"},
    {"\xED\xA0\x80", "\\xed\\xa0\\x80", "???"},
};

TEST(Printable, IsEveryCharacterThatATerminalTakesAsText) {
  for (Example const& one : kExamples) EXPECT_EQ(printable(one.text), one.printed) << testing::PrintToString(one.text);
  std::string out = "kept ";
  append_printable(out, "\xFFz");
  EXPECT_EQ(out, "kept \\xffz");
}

TEST(Printable, AQuotedTextHasAQuestionMarkForEveryOtherOne) {
  std::string message = "it is replaced";
  for (Example const& one : kExamples) {
    tell_unknown_type(message, one.text);
    EXPECT_EQ(message, "unknown event type: `" + std::string(one.quoted) + "`");
  }
}

/// A text of more than 40 bytes is cut after the last character that ends within them.
TEST(Printable, AQuotedTextIsCutBetweenTwoCharacters) {
  std::string const full(kQuotedBytesMax, 'a');
  std::string message;
  tell_unknown_type(message, full);
  EXPECT_EQ(message, "unknown event type: `" + full + "`");
  for (std::string_view const character : {"b", "\xC3\xA4", "\xE2\x82\xAC", "\xF0\x9F\x98\x80"}) {
    for (std::size_t before = kQuotedBytesMax - 4; before <= kQuotedBytesMax; ++before) {
      std::string const text = full.substr(0, before) + std::string(character);
      std::string const tail(kQuotedBytesMax, 'c');
      std::size_t const fits = before + character.size() <= kQuotedBytesMax ? text.size() : before;
      std::string shown = (text + tail).substr(0, fits < text.size() ? fits : kQuotedBytesMax);
      tell_unknown_type(message, text + tail);
      EXPECT_EQ(message, "unknown event type: `" + shown + "...`");
    }
  }
}

}  // namespace
}  // namespace recordshare::tests
