// SPDX-License-Identifier: Apache-2.0
// reader_form_tests.cpp compares the reader with an independent one: all short numbers, escapes and byte sequences, all
// cuts and one-byte changes of a line, and events written in arbitrary forms.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <recordshare/recordshare.hpp>

#include "tests/json_forms.hpp"
#include "tests/plain_lines.hpp"
#include "tests/strict_json.hpp"
#include "tests/variables.hpp"

namespace recordshare::tests {
namespace {

/// Lines with a gap: every place where a value, a part of a text or a key can stand.
std::vector<std::pair<std::string, std::string>> const kGapsInTexts{
    {R"({"type":"DnMonitored","dn":")", R"("})"},
    {R"({"type":"DnMonitored","dn":"a\n)", R"(zzzzzzzzzz"})"},
    {R"({"type":"DnMonitored","dn":"7","x":")", R"("})"},
    {R"({"type":"DnMonitored","dn":"7",")", R"(":[1]})"},
    {R"({"type":"CallRecovered","record":7,"agents":["\n",")", R"(","\n"]})"},
    {R"({"type":")", R"(","dn":"7"})"},
};
std::vector<std::pair<std::string, std::string>> const kGapsForValues{
    {R"({"type":"CallEnded","record":)", "}"},
    {R"({"type":"ChainLoaded","chain":1,"records":[)", "]}"},
    {R"({"type":"ChainLoaded","chain":1,"records":[7,)", R"(],"x":1})"},
    {R"({"type":"CallEnded","record":7,"x":)", "}"},
    {R"({"x":[0,)", R"(],"type":"CallEnded","record":7})"},
    {R"({"type":)", "}"},
    {R"({"type":"DnMonitored","dn":)", "}"},
    {R"({"type":"AgentLogin","agent":"a","dns":["\n",)", "]}"},
};

class ReaderForms : public testing::Test {
 protected:
  /// Ends the test after the first few differences: thousands say no more.
  void compare(std::string_view line) {
    ++lines_;
    std::string const fault = fault_of_reading(reader_, line);
    if (fault.empty() || ++faults_ > 5) return;
    ADD_FAILURE() << fault << "\nof " << testing::PrintToString(std::string(line));
  }
  void compare_in_texts(std::string const& part) {
    for (auto const& [before, after] : kGapsInTexts) compare(before + part + after);
  }
  void compare_as_values(std::string const& part) {
    for (auto const& [before, after] : kGapsForValues) compare(before + part + after);
  }
  /// In one of the gaps, in turn.
  void compare_as_value(std::string const& part) {
    auto const& [before, after] = kGapsForValues[lines_ % kGapsForValues.size()];
    compare(before + part + after);
  }
  /// All texts of up to `length` of these characters.
  template <class Check>
  static void for_each_text(std::string_view characters, std::size_t length, Check const& check) {
    std::string text;
    auto const extend = [&](auto const& self) -> void {
      check(text);
      if (text.size() == length) return;
      for (char const c : characters) {
        text.push_back(c);
        self(self);
        text.pop_back();
      }
    };
    extend(extend);
  }

  EventReader reader_;
  Engine engine_;
  std::size_t lines_ = 0;
  std::size_t faults_ = 0;
};

TEST_F(ReaderForms, AllShortNumbers) {
  for_each_text("-+.eE019", 4, [&](std::string const& text) { compare_as_value(text); });
  for_each_text("-+.eE019", 3, [&](std::string const& text) { compare_as_values(text); });
  for_each_text("-.e019", 6, [&](std::string const& text) { compare(kGapsForValues[0].first + text + "}"); });
  for_each_text("0,[]-. ", 5, [&](std::string const& text) { compare(kGapsForValues[1].first + text + "]}"); });
}

/// Around every power of ten and of two up to 2^70, with all that can stand before and after the digits.
TEST_F(ReaderForms, NumbersAtTheirBounds) {
  std::vector<std::string> numbers{"0"};
  std::string power = "1";
  for (int two = 0; two <= 70; ++two) {
    for (int near = -1; near <= 1; ++near) {  // the last digit is neither 0 nor 9
      numbers.push_back(power);
      numbers.back().back() = static_cast<char>(power.back() + near);
    }
    int carry = 0;
    for (std::size_t at = power.size(); at > 0; --at) {
      int const doubled = 2 * (power[at - 1] - '0') + carry;
      power[at - 1] = static_cast<char>('0' + doubled % 10);
      carry = doubled / 10;
    }
    if (carry > 0) power.insert(0, "1");
  }
  for (std::size_t zeros = 1; zeros <= 30; ++zeros)
    numbers.insert(numbers.end(),
                   {std::string(zeros, '9'), "1" + std::string(zeros, '0'), "1" + std::string(zeros - 1, '0') + "1"});
  for (std::size_t length : {21U, 39U, 40U, 41U, 308U, 400U, 5000U}) numbers.push_back(std::string(length, '9'));
  for (std::string const& number : numbers)
    for (std::string const before : {"", "", "-", "0", " "})
      for (std::string const after :
           {"", ".0", "e0", "e1", "E-1", "e+0", "e999999999999", "e-999999999999", ".5e-0", " ", "x"})
        compare_as_value(before + number + after);
}

/// Boost.JSON cannot hold these exponents: the reader reads such a line twice.
TEST_F(ReaderForms, HugeExponentsBesideEveryOtherForm) {
  std::vector<std::string> const exponents{"1e99999999999", "-0.5E+99999999999", "0e-99999999999",
                                           "1E2147483648",  "7e-2147483649",     "1e00000000000000000000"};
  std::vector<std::string> const texts{"1e5",
                                       R"(\")",
                                       R"(\\)",
                                       R"(a\"1e7)",
                                       R"(\\\"2E+9)",
                                       R"(\u0022)",
                                       "e",
                                       "\xc3\xa4"
                                       "1E9"};
  for (std::string const& exponent : exponents)
    for (std::string const& text : texts) {
      compare(R"({"type":"DnMonitored","dn":")" + text + R"(","x":)" + exponent + "}");
      compare(R"({"x":)" + exponent + R"(,"type":"DnMonitored","dn":")" + text + R"("})");
      compare(R"({"x":[)" + exponent + R"(,"1e9",)" + exponent + R"(],"type":"AgentLogin","agent":")" + text +
              R"(","dn":"1e8"})");
      compare(R"({"type":"DnMonitored","dn":)" + exponent + R"(,")" + text + R"(":1})");
      compare(R"({"type":")" + text + R"(","x":)" + exponent + "}");
      compare(R"({"type":"CallEnded","x":")" + text + R"(","record":)" + exponent + "}");
      compare(R"({"type":"CallEnded","record":7,")" + text + R"(":)" + exponent + "}");
      for (std::string const wrong : {"x", "e", "e5", ".5", "\"", "\\", "-", "+1", ",", "]", "\x01", "\xff"})
        compare(R"({"type":"DnMonitored","dn":")" + text + R"(","x":)" + exponent + wrong + "}");
    }
  // The text after it is read as if it stood alone.
  for_each_text("-+.eE09,\"", 4, [&](std::string const& text) {
    compare(R"({"type":"CallEnded","record":7,"x":[1e99999999999,)" + text + "]}");
  });
}

/// Wrong bytes at the very beginning: the message names the first byte of a character that is cut short.
TEST_F(ReaderForms, AllShortLines) {
  for_each_text("\"\xC3\xE2\x82\xF0{}x", 4, [&](std::string const& text) { compare(text); });
}

TEST_F(ReaderForms, EveryEscape) {
  for (int byte = 0; byte < 256; ++byte) compare_in_texts("\\" + std::string(1, static_cast<char>(byte)));
  for (int byte = 0; byte < 256; ++byte)
    for (std::size_t digit = 0; digit < 4; ++digit) {
      std::string escape = "\\u00Af";
      escape[2 + digit] = static_cast<char>(byte);
      compare_in_texts(escape);
    }
  auto const escape_of = [](unsigned code, std::string_view hex) {
    std::string escape = "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) escape += hex[(code >> static_cast<unsigned>(shift)) & 15U];
    return escape;
  };
  for (unsigned code = 0; code < 0x10000; ++code) {
    std::string const escape = escape_of(code, code % 2 == 0 ? "0123456789abcdef" : "0123456789ABCDEF");
    auto const& [before, after] = kGapsInTexts[code % kGapsInTexts.size()];
    compare(before + escape + after);
  }
  for (unsigned const one : {0U, 0x41U, 0xD7FFU, 0xD800U, 0xD801U, 0xDBFFU, 0xDC00U, 0xDFFFU, 0xE000U, 0xFFFFU})
    for (unsigned const other : {0U, 0x41U, 0xD7FFU, 0xD800U, 0xDBFFU, 0xDC00U, 0xDC01U, 0xDFFFU, 0xE000U, 0xFFFFU})
      for (std::string const between : {"", "x", "\\n", "\\", "\\u", "\xc3\xa4"})
        compare_in_texts(escape_of(one, "0123456789abcdef") + between + escape_of(other, "0123456789ABCDEF"));
}

/// All sequences of one and two bytes, and those of three and four at the bounds of RFC 3629's table.
TEST_F(ReaderForms, EveryByteSequence) {
  auto const put = [&](std::string const& bytes) {
    auto const& [before, after] = kGapsInTexts[lines_ % kGapsInTexts.size()];
    compare(before + bytes + after);
    bool const is_valid = !code_points(bytes).empty() && bytes.find('\0') == std::string::npos;
    EXPECT_EQ(engine_.apply(AgentLogout{bytes}).result, is_valid ? Result::Refused : Result::Invalid)
        << testing::PrintToString(bytes);  // names reach an engine without a line, too
  };
  auto const text_of = [](std::initializer_list<int> bytes) {
    std::string text;
    for (int const byte : bytes) text.push_back(static_cast<char>(byte));
    return text;
  };
  for (int one = 0; one < 256; ++one) {
    compare_in_texts(text_of({one}));
    compare(text_of({one}) + R"({"type":"CallEnded","record":7})");
    compare(R"({"type":"CallEnded","record":7})" + text_of({one}));
    compare(R"({"type":"CallEnded",)" + text_of({one}) + R"("record":7})");
    compare_as_values(text_of({one}));
    for (int other = 0x7E; other < 256; ++other)
      if (one >= 0xC0 || other % 16 == 0) put(text_of({one, other}));
  }
  std::array<int, 12> const kEdges{0x00, 0x22, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF};
  for (int const lead : {0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xF7, 0xF8})
    for (int const second : kEdges)
      for (int const third : kEdges) {
        put(text_of({lead, second, third}));
        if (lead < 0xF0) continue;
        for (int const fourth : kEdges) put(text_of({lead, second, third, fourth}));
      }
}

std::string const kWithEverything =
    R"( { "type":"ChainLoaded", "x":[-1.5E+7,true,null,{"a\ud83d\uDE00":"\u00e4☺😀\/\b"}],"chain":18446744073709551615,)"
    "\t\"records\":[0,101 ,18446744073709551615],\"records\":[7]\r} ";

TEST_F(ReaderForms, ALineCutAnywhere) {
  for (EventForm const& form : event_forms()) {
    std::string const line = valid_line(form);
    for (std::size_t size = 0; size <= line.size(); ++size) compare(line.substr(0, size));
  }
  for (std::size_t size = 0; size <= kWithEverything.size(); ++size)
    for (std::size_t from : {std::size_t{0}, size / 2, size}) compare(kWithEverything.substr(from, size - from));
}

TEST_F(ReaderForms, ALineWithAnyByteChanged) {
  for (std::size_t at = 0; at < kWithEverything.size(); ++at) {
    compare(kWithEverything.substr(0, at) + kWithEverything.substr(at + 1));
    for (int byte = 0; byte < 256; ++byte) {
      std::string line = kWithEverything;
      line[at] = static_cast<char>(byte);
      compare(line);
    }
    for (std::string const part : {"\"", "\\", "{", "}", "[", "]", ",", ":", "0", "-", "e", " ", "\x7f", "\xc2\x9b",
                                   "\xe2\x80\xae", "\xef\xbb\xbf", "\xf0", "/*", "//"})
      compare(kWithEverything.substr(0, at) + part + kWithEverything.substr(at));
  }
}

/// An event and all the ways to write it: the same members, in any order, with others, and given before.
class AnyForm {
 public:
  explicit AnyForm(std::uint64_t seed) : forms_(seed) {}

  std::string line() {
    EventForm const form = forms_.one_of(kForms);
    event_ = R"({"type":")" + std::string(form.type) + '"';
    std::vector<std::pair<std::string, std::string>> members{{"type", forms_.text(form.type)}};
    for (MemberForm const& member : form.members) add(members, member);
    for (std::size_t i = members.size(); i > 1; --i) std::swap(members[i - 1], members[forms_.below(i)]);
    auto const valid = members;
    for (std::size_t more = forms_.below(4); more > 0; --more) {
      std::string const key = forms_.key();
      auto const is_key = [&](auto const& member) { return member.first == key; };
      if (form.has(key) && std::ranges::none_of(valid, is_key)) continue;  // it was left out
      // Before the member that counts, or anywhere if the type does not list it.
      auto const last = std::ranges::find_if(members, is_key);
      bool const is_listed = std::ranges::any_of(valid, is_key);
      auto const bound = static_cast<std::size_t>(last - members.begin()) + (is_listed ? 1 : 0);
      members.insert(members.begin() + static_cast<std::ptrdiff_t>(forms_.below(std::max<std::size_t>(bound, 1))),
                     {key, forms_.any(5)});
    }
    event_ += "}\n";
    return forms_.line(members);
  }
  /// The event of the last line, in the form of events.md.
  [[nodiscard]] std::string const& event() const { return event_; }
  JsonForms& forms() { return forms_; }

 private:
  static inline std::vector<EventForm> const kForms = event_forms();

  using Wanted = MemberForm::Wanted;
  using Written = std::pair<std::string, std::string>;  ///< plainly, and in another form

  void add(std::vector<std::pair<std::string, std::string>>& members, MemberForm const& member) {
    if (member.is_optional && forms_.below(2) == 0) return;
    bool const as_other = !member.other.empty() && forms_.below(2) == 0;
    std::string const name(as_other ? member.other : member.name);
    Wanted const wanted = as_other ? member.wanted_of_other : member.wanted;
    bool const is_list = wanted != Wanted::Name && wanted != Wanted::Integer;
    std::size_t const items = is_list ? forms_.below(5) + (wanted == Wanted::Dns ? 1 : 0) : 1;
    std::string plain;
    std::string spaced;
    for (std::size_t i = 0; i < items; ++i) {
      auto const [one, in_form] = wanted == Wanted::Integer || wanted == Wanted::Records ? id() : name_and_form();
      plain += (i == 0 ? "" : ",") + one;
      spaced += (i == 0 ? "" : ",") + forms_.blank() + in_form + forms_.blank();
    }
    members.emplace_back(name, is_list ? "[" + spaced + "]" : spaced);
    if (wanted == Wanted::Names && items == 0) return;  // it is not written
    bool const is_one_dn = wanted == Wanted::Dns && items == 1;
    event_ += ",\"" + (is_one_dn ? "dn" : name) + "\":" + (is_list && !is_one_dn ? "[" + plain + "]" : plain);
  }

  Written name_and_form() {
    std::string const name = forms_.name();
    return {plain_text(name), forms_.text(name)};
  }
  Written id() {
    std::string const digits = std::to_string(forms_.integer());
    return {digits, as_id(digits)};
  }

  /// Digits as a number or as a string.
  std::string as_id(std::string const& digits) { return forms_.below(3) == 0 ? forms_.text(digits) : digits; }

  JsonForms forms_;
  std::string event_;
};

TEST_F(ReaderForms, AnEventIsTheSameInEveryForm) {
  AnyForm any(1);
  for (std::uint64_t k = 0; k < number_in_variable("RECORDSHARE_READER_LINES", 20'000, 0, 1'000'000'000); ++k) {
    std::string const line = any.line();
    Event const* const event = reader_.read(line);
    ASSERT_NE(event, nullptr) << reader_.message() << "\nof " << line;
    std::string printed;
    append_line(printed, *event);
    ASSERT_EQ(printed, any.event()) << line;
    ASSERT_EQ(predict(line).event + "\n", any.event()) << line;
    Event const* const again = reader_.read(std::string_view(printed).substr(0, printed.size() - 1));
    ASSERT_NE(again, nullptr) << printed;
    std::string twice;
    append_line(twice, *again);
    ASSERT_EQ(twice, printed);
  }
}

TEST_F(ReaderForms, ASpoiledLineIsReadAlikeByBothReaders) {
  using std::string_view_literals::operator""sv;
  std::string_view const bytes = "\"\"\"\\\\\\/{}[],:eE+-.0019u \t\r\n\0\x01\x1f\x7f\x80\xc3\xa4\xe2\xed\xf0\xf4\xff"sv;
  AnyForm any(2);
  JsonForms& draw = any.forms();
  for (std::uint64_t k = 0; k < number_in_variable("RECORDSHARE_READER_LINES", 20'000, 0, 1'000'000'000); ++k) {
    std::string line = any.line();
    for (std::size_t changes = 1 + draw.below(3); changes > 0 && !line.empty(); --changes) {
      std::size_t const at = draw.below(line.size());
      std::size_t const size = 1 + draw.below(8);
      switch (draw.below(5)) {
        case 0:
          line[at] = bytes[draw.below(bytes.size())];
          break;
        case 1:
          line.insert(at, 1, bytes[draw.below(bytes.size())]);
          break;
        case 2:
          line.erase(at, size);
          break;
        case 3:
          line.insert(at, line.substr(draw.below(line.size()), size));
          break;
        default:
          line.resize(at);
      }
    }
    compare(line);
  }
}

}  // namespace
}  // namespace recordshare::tests
