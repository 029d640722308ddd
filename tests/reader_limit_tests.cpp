// SPDX-License-Identifier: Apache-2.0
// reader_limit_tests.cpp tests the reader at its limits: lengths of lines, names and lists, depth, and cut quotes.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include <recordshare/recordshare.hpp>

#include "tests/strict_json.hpp"

namespace recordshare::tests {
namespace {

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t t = 0; t < times; ++t) all.append(text);
  return all;
}

/// One character of each length, as itself and escaped.
struct Character {
  std::string bytes;
  std::vector<std::string> written;
};
std::vector<Character> const kCharacters{{"a", {"a", "\\u0061"}},
                                         {"\n", {"\\n", "\\u000A"}},
                                         {"ä", {"ä", "\\u00e4"}},
                                         {"☺", {"☺", "\\u263a"}},
                                         {"😀", {"😀", "\\ud83d\\ude00"}}};

/// A text of exactly `size` bytes that ends with `last`, in JSON and as it is meant.
std::string padded(std::size_t size, std::string const& last, std::size_t last_size) {
  return std::string(size - last_size, 'x') + last;
}

TEST(ReaderLimits, ANameHas1To256BytesOfAnyCharacters) {
  EventReader reader;
  Engine engine;
  for (Character const& character : kCharacters)
    for (std::string const& written : character.written)
      for (std::size_t size = character.bytes.size(); size <= 516; ++size) {
        bool const fits = size <= 256;
        std::string const name = padded(size, character.bytes, character.bytes.size());
        for (EventForm const& form : event_forms())
          for (MemberForm const& member : form.members) {
            using enum MemberForm::Wanted;
            bool const is_list = member.wanted == Names || member.wanted_of_other == Dns;
            if ((member.wanted != Name && !is_list) || (size > 5 && size % 256 > 4 && size != 255)) continue;
            std::string const text = '"' + padded(size, written, character.bytes.size()) + '"';
            std::string const list = R"(["o",)" + text + R"(,"\u006f",)" + text + "]";
            for (bool const as_other : {false, true}) {
              if (as_other && member.other.empty()) continue;
              std::string const& value = member.wanted == Names || (as_other && is_list) ? list : text;
              std::string line = R"({"type":")" + std::string(form.type) + '"';
              for (MemberForm const& one : form.members)
                line += ",\"" + std::string(one.name == member.name && as_other ? one.other : one.name) +
                        "\":" + (one.name == member.name ? value : valid_value(one.wanted));
              line += "}";
              ASSERT_EQ(fault_of_reading(reader, line), "") << size << form.type << member.name;
              ASSERT_EQ(reader.read(line) != nullptr, fits) << size << form.type << member.name;
            }
          }
        // The engine has the same limit for names that come without a line.
        ASSERT_EQ(engine.apply(AgentLogout{name}).result, fits ? Result::Refused : Result::Invalid) << size;
        ASSERT_EQ(engine.apply(SingleStepTransferCompleted{1, name, "o"}).result == Result::Invalid, !fits) << size;
        ASSERT_EQ(engine.apply(SingleStepTransferCompleted{1, "o", name}).result == Result::Invalid, !fits) << size;
        ASSERT_EQ(engine.apply(DnUnmonitored{name}).result == Result::Invalid, !fits) << size;
      }
}

/// The message quotes 40 bytes of a text, whole characters alone, and says that it goes on if it does.
TEST(ReaderLimits, AQuoteIsCutBetweenCharactersAtEveryLength) {
  EventReader reader;
  for (Character const& character : kCharacters)
    for (std::string const& written : character.written)
      for (std::size_t before = 0; before <= 45; ++before)
        for (std::string const& after : {std::string(), std::string("y"), std::string(3, 'y'), repeated("☺", 50)}) {
          std::string const line = R"({"type":")" + std::string(before, 'x') + written + written + after + R"("})";
          ASSERT_EQ(fault_of_reading(reader, line), "") << before << line;
          std::string const message(reader.message());
          std::string const quote = message.substr(message.find('`'));
          ASSERT_LE(quote.size(), 40U + 2U + 3U);
          bool const is_whole = before + 2 * character.bytes.size() + after.size() <= 40;
          ASSERT_EQ(quote.ends_with("...`"), !is_whole) << quote;
        }
  for (std::size_t digits = 1; digits <= 60; ++digits)
    for (std::string const& number :
         {std::string(digits, '9'), "-" + std::string(digits, '1'), "0." + std::string(digits, '5')})
      for (std::string const& line : {R"({"type":"CallEnded","record":)" + number + "}", R"({"type":)" + number + "}",
                                      R"({"type":"DnMonitored","dn":)" + number + "}"})
        ASSERT_EQ(fault_of_reading(reader, line), "") << line;
}

TEST(ReaderLimits, NoCharacterOfAMessageReachesATerminal) {
  EventReader reader;
  for (std::uint32_t code = 0; code < 0x3000; ++code) {
    if (code == '"' || code == '\\') continue;
    std::string character;
    append_utf8(character, code);
    if (code < 0x20) continue;  // only as an escape, below
    ASSERT_EQ(fault_of_reading(reader, R"({"type":"a)" + character + R"(b"})"), "") << code;
  }
  for (std::uint32_t code = 0; code < 0x20; ++code) {
    std::string const line =
        R"({"type":"a\u00)" + std::string(code < 16 ? "0" : "1") + "0123456789abcdef"[code % 16] + R"(b"})";
    ASSERT_EQ(fault_of_reading(reader, line), "") << line;
    ASSERT_EQ(std::string(reader.message()), "unknown event type: `a?b`");
  }
}

TEST(ReaderLimits, ALineIsReadUpToItsLastByte) {
  EventReader reader;
  std::string const too_long = "byte 1048577: the line is longer than 1048576 bytes";
  for (std::string const& start : {std::string(R"({"type":"CallEnded","record":7)"), std::string("{")}) {
    for (std::size_t const size :
         {kLineBytesMax - 1, kLineBytesMax, kLineBytesMax + 1, kLineBytesMax + 2, 2 * kLineBytesMax}) {
      std::string line = start;
      line.resize(size - 1, ' ');
      line += '}';
      Event const* const event = reader.read(line);
      bool const is_event = size <= kLineBytesMax && start.size() > 1;
      ASSERT_EQ(event != nullptr, is_event) << size << reader.message();
      if (size > kLineBytesMax) {
        ASSERT_EQ(std::string(reader.message()), too_long);
      }
    }
    // A fault in the last byte of the longest line is found there.
    std::string line = start;
    line.resize(kLineBytesMax - 1, ' ');
    static_cast<void>(reader.read(line + "x"));
    ASSERT_TRUE(std::string(reader.message()).starts_with("byte 1048576: ")) << reader.message();
    static_cast<void>(reader.read(line + " "));
    ASSERT_EQ(std::string(reader.message()), "byte 1048577: unexpected end of line");
  }
}

/// As many records as a line can hold, and the counts around powers of two; the last of them is read, too.
TEST(ReaderLimits, AListHasAsManyRecordsAsItsLine) {
  EventReader reader;
  std::string const start = R"({"type":"ChainLoaded","chain":1,"records":[)";
  std::size_t const most = (kLineBytesMax - start.size() - 2 + 1) / 2;
  std::vector<std::size_t> counts{0, 1, 2, most};
  for (std::size_t power = 4; power < 200'000; power *= 2) counts.insert(counts.end(), {power - 1, power, power + 1});
  for (std::size_t const count : counts) {
    std::string line = start;
    for (std::size_t r = 0; r < count; ++r) line += r + 1 == count ? "7" : "1,";
    Event const* const event = reader.read(line + "]}");
    ASSERT_NE(event, nullptr) << reader.message();
    Names::Records const records = std::get<ChainLoaded>(*event).records;
    ASSERT_EQ(records.size(), count);
    if (count > 0) {
      ASSERT_EQ(records.back(), 7U);
    }
    if (count > 1) {
      ASSERT_EQ(records[count - 2], 1U);
    }
    ASSERT_EQ(reader.read(line + (count > 0 ? "," : "") + "7.0]}"), nullptr);
  }
}

/// A list of so many names, each of these bytes of JSON.
std::string names_of(std::size_t count, std::string const& written) {
  std::string list;
  for (std::size_t n = 0; n < count; ++n) list += (n == 0 ? "\"" : ",\"") + written + '"';
  return "[" + list + "]";
}

TEST(ReaderLimits, AListHasAsManyNamesAsEventsMdSays) {
  EventReader reader;
  std::string const no_list = "an array with too many elements or an invalid one";
  for (std::string const& written : {std::string("7001"), std::string("\\u0037"), std::string(256, 'x')})
    for (std::size_t const count : {0U, 1U, 2U, 15U, 16U, 17U, 18U, 999U, 1'000U, 1'001U, 1'002U, 3'000U}) {
      std::string const list = names_of(count, written);
      std::string const login = R"({"type":"AgentLogin","agent":"a","dns":)" + list + "}";
      ASSERT_EQ(fault_of_reading(reader, login), "") << count << written;
      Event const* event = reader.read(login);
      ASSERT_EQ(event != nullptr, count >= 1 && count <= 16) << reader.message();
      if (event != nullptr) {
        ASSERT_EQ(std::get<AgentLogin>(*event).dns.size(), count);
      }
      for (std::string const& other : {std::string("[]"), names_of(1'000, "y"), names_of(1'001, "y")})
        for (bool const first : {true, false}) {
          std::string const line = R"({"type":"CallRecovered","record":7,"agents":)" + (first ? list : other) +
                                   R"(,"numbers":)" + (first ? other : list) + "}";
          ASSERT_EQ(fault_of_reading(reader, line), "") << count << written;
          event = reader.read(line);
          ASSERT_EQ(event != nullptr, count <= 1'000 && other.size() <= names_of(1'000, "y").size());
          if (event == nullptr) {
            ASSERT_TRUE(reader.message().ends_with(no_list)) << reader.message();
          } else {
            ASSERT_EQ(std::get<CallRecovered>(*event).parties.size(), count + (other.size() > 2 ? 1'000 : 0));
          }
        }
    }
}

/// The names that have escapes are kept until the next line, however many there are and whichever line came before.
TEST(ReaderLimits, AListOfNamesFillsTheLongestLine) {
  EventReader reader;
  std::string const start = R"({"type":"CallRecovered","record":7,"agents":)";
  std::string const escaped = names_of(1'000, [] {
    std::string text;
    for (int i = 0; i < 120; ++i) text += "\\u00e4";
    return text + "x";
  }());
  for (std::string const& agents : {escaped, names_of(1'000, std::string(256, 'x'))})
    for (std::string const& before : {start + "[]}", start + R"(["\n"]})", start + R"(["\n","\n)"}) {
      std::string line = start + agents + R"(,"numbers":)" + names_of(8, "\\u263a");
      static_cast<void>(reader.read(before));
      bool const has_room = line.size() < kLineBytesMax;
      if (has_room) line.resize(kLineBytesMax - 1, ' ');
      line += "}";
      Event const* const event = reader.read(line);
      ASSERT_EQ(event != nullptr, has_room) << reader.message();
      ASSERT_EQ(has_room ? fault_of_reading(reader, line) : "", "");
    }
  // As many names as a line holds; all but the first are of no use.
  std::string const many = names_of((kLineBytesMax - start.size() - 3) / 4, "x");
  ASSERT_EQ(fault_of_reading(reader, start + many + "}"), "");
  std::string const with_escapes = names_of((kLineBytesMax - start.size() - 3) / 9, "\\u0078");
  ASSERT_EQ(fault_of_reading(reader, start + with_escapes + "}"), "");
  ASSERT_EQ(fault_of_reading(reader, start + with_escapes.substr(0, with_escapes.size() - 1) + ",7]}"), "");
}

TEST(ReaderLimits, ADepthOf32OfAnyMixtureIsRead) {
  EventReader reader;
  for (std::size_t levels = 28; levels <= 36; ++levels)
    for (std::uint64_t mixture = 0; mixture < 64; ++mixture) {
      std::string open;
      std::string close;
      for (std::size_t level = 1; level < levels; ++level) {
        bool const is_array = (mixture >> (level % 6) & 1U) == 1;
        open += is_array ? "[0," : R"({"a":0,"b":)";
        close.insert(0, is_array ? ",1]" : R"(,"a":1})");
      }
      for (std::string const value : {"7", "\"x\"", "[]", "{}", "null"})
        for (std::string const& line :
             {R"({"type":"CallEnded","record":7,"x":)" + open + value + close + "}",
              R"({"x":)" + open + value + close + R"(,"type":"CallEnded","record":7})",
              R"({"type":"ChainLoaded","chain":1,"records":)" + open + value + close + "}",
              R"({"type":"CallRecovered","record":7,"numbers":)" + open + value + close + "}"})
          ASSERT_EQ(fault_of_reading(reader, line), "") << line;
    }
}

/// The chain's limit on records is exact, for every way to reach it and every limit near a power of two.
TEST(ReaderLimits, AChainHasExactlyAsManyRecordsAsItsLimit) {
  for (std::uint32_t const limit : {1U, 2U, 7U, 8U, 9U, 255U, 256U, 257U, 1'000U, 4'096U, 65'534U, 65'535U}) {
    std::vector<RecordHandle> records;
    for (std::uint64_t r = 0; r <= limit; ++r) records.emplace_back(r);
    Engine engine({.policies = {}, .limits = {.records = limit}});
    EXPECT_EQ(engine.apply(ChainLoaded{1, records}).reason, Reason::LimitReached) << limit;
    EXPECT_EQ(engine.apply(ChainLoaded{1, std::span(records).first(limit)}).result, Result::Accepted) << limit;
    EXPECT_EQ(engine.apply(RecordAdded{1, records.back()}).reason, Reason::LimitReached) << limit;
    std::uint64_t listed = 0;
    for (RecordState const& record : engine.records(1)) EXPECT_EQ(record.record, RecordHandle(listed++));
    EXPECT_EQ(listed, limit);
    EXPECT_EQ(engine.chain_of(RecordHandle(limit - std::uint64_t{1})), ChainId(1U));
    EXPECT_EQ(engine.chain_of(records.back()), std::nullopt);
    if (limit == 1) continue;
    EXPECT_EQ(engine.apply(ChainUnloaded{1}).result, Result::Accepted);
    EXPECT_EQ(engine.apply(ChainLoaded{1, std::span(records).first(limit - 1)}).result, Result::Accepted) << limit;
    EXPECT_EQ(engine.apply(RecordAdded{1, records.back()}).result, Result::Accepted) << limit;
    EXPECT_EQ(engine.apply(RecordAdded{1, records[limit - 1]}).reason, Reason::LimitReached) << limit;
  }
}

}  // namespace
}  // namespace recordshare::tests
