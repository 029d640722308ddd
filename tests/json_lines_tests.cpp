// SPDX-License-Identifier: Apache-2.0
// json_lines_tests.cpp tests the reader and the writer of lines against events.md, rule by rule.
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <recordshare/recordshare.hpp>

namespace recordshare::tests {
namespace {

std::string printed(Event const& event) {
  std::string line;
  append_line(line, event);
  EXPECT_TRUE(line.ends_with('\n'));
  line.pop_back();
  return line;
}

// The event of a line, printed again; or '!' and the message for an invalid line.
std::string read_again(std::string const& line) {
  EventReader reader;
  Event const* const event = reader.read(line);
  if (event == nullptr) {
    EXPECT_FALSE(reader.message().empty());
    return "!" + std::string(reader.message());
  }
  EXPECT_EQ(reader.message(), "");
  return printed(*event);
}

std::string monitored(std::string const& members) { return read_again(R"({"type":"DnMonitored",)" + members + "}"); }

std::string const kMonitored = R"({"type":"DnMonitored","dn":"7001"})";

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t t = 0; t < times; ++t) all.append(text);
  return all;
}

// One event of every type, with members that need no escape.
std::vector<std::string> one_line_of_every_type() {
  return {
      R"({"type":"DnMonitored","dn":"7001"})",
      R"({"type":"DnUnmonitored","dn":"7001"})",
      R"({"type":"AgentLogin","agent":"alice","dn":"7001"})",
      R"({"type":"AgentLogout","agent":"alice"})",
      R"({"type":"ChainLoaded","chain":1,"records":[101,102,18446744073709551615]})",
      R"({"type":"ChainLoaded","chain":0,"records":[]})",
      R"({"type":"ChainUnloaded","chain":18446744073709551615})",
      R"({"type":"RecordAdded","chain":1,"record":103})",
      R"({"type":"RecordCanceled","record":101})",
      R"({"type":"PreviewRecord","record":101,"agent":"alice"})",
      R"({"type":"CallEstablished","record":101,"agent":"alice"})",
      R"({"type":"SingleStepTransferCompleted","record":101,"from":"alice","to":"bob"})",
      R"({"type":"ConsultationInitiated","record":101,"from":"alice","to":"bob"})",
      R"({"type":"ConsultationEstablished","record":101,"from":"alice","to":"bob"})",
      R"({"type":"ConsultationReleased","record":101,"from":"alice","to":"bob"})",
      R"({"type":"TransferCompleted","record":101,"from":"alice","to":"bob"})",
      R"({"type":"ConferenceCompleted","record":101,"from":"alice","to":"bob"})",
      R"({"type":"SingleStepConferenceCompleted","record":101,"from":"alice","to":"bob"})",
      R"({"type":"PartyLeft","record":101,"agent":"alice"})",
      R"({"type":"CallEnded","record":101})",
      R"({"type":"ChainedRecordRequest","agent":"alice","record":101})",
      R"({"type":"UpdateCallCompletionStats","agent":"alice","record":101})",
      R"({"type":"RecordReschedule","agent":"alice","record":101})",
      R"({"type":"ScheduledRecordReschedule","agent":"alice","record":101})",
      R"({"type":"DoNotCall","agent":"alice","record":101})",
      R"({"type":"RecordProcessed","agent":"alice","record":101})",
      R"({"type":"RecordReject","agent":"alice","record":101})",
      R"({"type":"RequestRecordCancel","agent":"alice","record":101})",
  };
}

TEST(JsonLines, EveryTypeIsReadAndWrittenAsItStands) {
  for (std::string const& line : one_line_of_every_type()) EXPECT_EQ(read_again(line), line);
}

TEST(JsonLines, EveryTypeOfTheVocabularyIsRead) {
  EventReader reader;
  std::size_t types = 0;
  auto const expect_type = [&](std::string_view type) {
    std::string line = R"({"dn":"d","agent":"a","chain":1,"records":[1],"record":1,"from":"f","to":"t","type":")";
    line.append(type).append("\"}");
    Event const* const event = reader.read(line);
    ASSERT_NE(event, nullptr) << type << ": " << reader.message();
    EXPECT_EQ(type_name(*event), type);
    ++types;
  };
  for (EventTerm const& event : kEvents) expect_type(event.name);
  for (RequestTerm const& request : kRequests) expect_type(request.name);
  EXPECT_EQ(types, 28U);
}

TEST(JsonLines, MembersStandInAnyOrderAndWithAnySpace) {
  EXPECT_EQ(read_again(" \t{ \"dn\" : \"7001\" ,\r\"type\":\"DnMonitored\" } \r"), kMonitored);
}

TEST(JsonLines, OfAMemberGivenTwiceTheLastCounts) {
  EXPECT_EQ(monitored(R"("dn":7,"dn":"7002","dn":"7001")"), kMonitored);
  EXPECT_EQ(monitored(R"("dn":"7001","dn":7)"),
            "!member `dn` must be a string of 1 to 256 bytes without U+0000, not `7`");
  EXPECT_EQ(read_again(R"({"type":"CallEnded","type":"DnMonitored","dn":"7001"})"), kMonitored);
  EXPECT_EQ(read_again(R"({"type":"ChainLoaded","chain":1,"records":[1,"x"],"records":[2]})"),
            R"({"type":"ChainLoaded","chain":1,"records":[2]})");
}

TEST(JsonLines, MembersThatAreNotListedMayHoldAnything) {
  EXPECT_EQ(monitored(R"("dn":"7001","agent":5,"x":{"dn":7,"type":[null,true,false,1.5e-3]},"record":"x")"),
            kMonitored);
  EXPECT_EQ(monitored(R"("dn":"7001","x":{"a":1,"a":2},"records":{"records":[1]})"), kMonitored);
  EXPECT_EQ(monitored(R"("dn":"7001","":0,"recordsrecords":0)"), kMonitored);
}

TEST(JsonLines, NamesOfMembersMayBeEscaped) {
  EXPECT_EQ(read_again(R"({"\u0074ype":"Dn\u004donitored","d\u006e":"7\u0030\u00301"})"), kMonitored);
}

TEST(JsonLines, ADepthOf32IsRead) {
  EXPECT_EQ(monitored(R"("dn":"7001","x":)" + repeated("[", 31) + repeated("]", 31)), kMonitored);
  EXPECT_EQ(monitored(R"("dn":"7001","x":)" + repeated("[", 32) + repeated("]", 32)),
            "!byte 70: nested deeper than 32 levels");
  EXPECT_EQ(monitored(R"("dn":"7001","x":)" + repeated(R"({"x":)", 31) + "1" + repeated("}", 31)), kMonitored);
  EXPECT_EQ(monitored(R"("dn":"7001","x":)" + repeated(R"({"x":)", 32) + "1" + repeated("}", 32)),
            "!byte 194: nested deeper than 32 levels");
}

std::string const kIntegerWanted =
    "!member `record` must be an integer from 0 to 18446744073709551615 (digits only, also as a string), not ";

TEST(JsonLines, IntegersAreDigitsAlone) {
  auto const ended = [](std::string const& record) {
    return read_again(R"({"type":"CallEnded","record":)" + record + "}");
  };
  EXPECT_EQ(ended("0"), R"({"type":"CallEnded","record":0})");
  EXPECT_EQ(ended("9223372036854775808"), R"({"type":"CallEnded","record":9223372036854775808})");
  EXPECT_EQ(ended("18446744073709551615"), R"({"type":"CallEnded","record":18446744073709551615})");
  for (std::string const wrong : {"-0", "-1", "1.0", "1e3", "1E0", "0e0", "0.0", "18446744073709551616",
                                  "100000000000000000000000000000000000000", "1e99999999999"}) {
    EXPECT_TRUE(ended(wrong).starts_with(kIntegerWanted)) << wrong;
    EXPECT_TRUE(ended(wrong).ends_with("not `" + wrong + "`")) << wrong;
  }
  for (std::string const malformed : {"01", "+1", "1.", ".5", "0x1", "-", "1e", "1e+", "NaN"})
    EXPECT_TRUE(ended(malformed).starts_with("!byte ")) << malformed;
}

TEST(JsonLines, RecordsAreIntegersToo) {
  auto const loaded = [](std::string const& records) {
    return read_again(R"({"type":"ChainLoaded","chain":1,"records":)" + records + "}");
  };
  EXPECT_EQ(loaded("[ 1 , 2 ]"), R"({"type":"ChainLoaded","chain":1,"records":[1,2]})");
  for (std::string const wrong : {"[-0]", "[1,2.0]", "[1e3]", "[18446744073709551616]", "[[1]]", "[1,[2],3]", "[{}]",
                                  "[null]", "[true]", "[\"01\"]"})
    EXPECT_TRUE(loaded(wrong).starts_with("!member `records` must be an array of integers")) << wrong;
  EXPECT_TRUE(loaded(R"({"1":1})").ends_with("not an object"));
  EXPECT_TRUE(loaded("1").ends_with("not `1`"));
}

// An exponent of any length is well-formed JSON, but not an integer of events.md.
TEST(JsonLines, HugeExponentsAreIgnoredWhereTheyDoNotCount) {
  EXPECT_EQ(monitored(R"("dn":"7001","x":1e99999999999)"), kMonitored);
  EXPECT_EQ(monitored(R"("x":[-1.5E+99999999999,0e-99999999999,"1e99999999999 \" e"],"dn":"7001")"), kMonitored);
  EXPECT_EQ(monitored(R"("x":1e99999999999,"dn":"1e9\"9\\")"), R"({"type":"DnMonitored","dn":"1e9\"9\\"})");
  EXPECT_TRUE(monitored(R"("x":1e99999999999,"dn":1e99999999999)").ends_with("not `1e99999999999`"));
  EXPECT_EQ(monitored(R"("x":1e99999999999x,"dn":"7001")"), "!byte 40: unexpected `x`");
}

TEST(JsonLines, NamesHave1To256BytesAfterUnescaping) {
  auto const dn = [](std::string const& name) { return monitored(R"("dn":")" + name + R"(")"); };
  std::string const wrong = "!member `dn` must be a string of 1 to 256 bytes without U+0000, not ";
  EXPECT_EQ(dn(""), wrong + "an empty string");
  EXPECT_EQ(dn(std::string(256, '7')), R"({"type":"DnMonitored","dn":")" + std::string(256, '7') + R"("})");
  EXPECT_EQ(dn(std::string(257, '7')), wrong + "a longer string");
  EXPECT_EQ(dn(repeated("\\u0041", 256)), R"({"type":"DnMonitored","dn":")" + std::string(256, 'A') + R"("})");
  EXPECT_EQ(dn(repeated("\\u0041", 257)), wrong + "a longer string");
  EXPECT_EQ(dn(repeated("ä", 128)), R"({"type":"DnMonitored","dn":")" + repeated("ä", 128) + R"("})");
  EXPECT_EQ(dn(repeated("ä", 128) + "a"), wrong + "a longer string");
  EXPECT_EQ(dn(repeated("a\\n", 5000)), wrong + "a longer string");
  EXPECT_EQ(dn("7001\\u0000"), wrong + "a string");
}

TEST(JsonLines, EscapesAreReadAndWrittenAsEventsHasThem) {
  EXPECT_EQ(monitored(R"("dn":"\"\\\/\b\f\n\r\t\u0001\u001F\u007f\u00e4\u263A\ud83D\uDE00")"),
            R"({"type":"DnMonitored","dn":"\"\\/\b\f\n\r\t\u0001\u001f)"
            "\x7f"
            R"(ä☺😀"})");
}

// The writer checks eight bytes at a time: every byte that must be escaped, at every position, and no other byte.
TEST(JsonLines, EveryByteIsEscapedWhereItMustBe) {
  for (int c = 0; c < 0x80; ++c) {
    for (std::size_t at = 0; at < 17; ++at) {
      std::string name(17, 'x');
      name[at] = static_cast<char>(c);
      std::string const line = printed(DnMonitored{name});
      EventReader reader;
      Event const* const event = reader.read(line);
      ASSERT_EQ(event != nullptr, c != 0) << line;
      if (event != nullptr) {
        EXPECT_EQ(std::get<DnMonitored>(*event).dn, name);
      }
      bool const escaped = line.find('\\') != std::string::npos;
      EXPECT_EQ(escaped, c < 0x20 || c == '"' || c == '\\') << c;
    }
  }
}

TEST(JsonLines, WhatIsNoUtf8IsRefusedAtItsByte) {
  EXPECT_EQ(monitored("\"dn\":\"7\xff\""), "!byte 30: not UTF-8, or outside a string");
  for (std::string const bad : {"\x80", "\xc3", "\xc0\x80", "\xe0\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xf8",
                                "\xe2\x98", "\xf0\x9f\x98"}) {
    EXPECT_TRUE(monitored("\"dn\":\"7001\",\"x\":\"" + bad + "\"").starts_with("!byte ")) << bad;
    EXPECT_TRUE(monitored("\"dn\":\"7001\",\"\\n" + bad + "\":1").starts_with("!byte ")) << bad;
    EXPECT_TRUE(monitored("\"dn\":\"7001\",\"x\":\"\\n" + bad + "abcdef\"").starts_with("!byte ")) << bad;
  }
}

TEST(JsonLines, SurrogatesStandInPairs) {
  auto const dn = [](std::string const& name) { return monitored(R"("dn":")" + name + R"(")"); };
  EXPECT_EQ(dn("\\ud83d\\ude00"), R"({"type":"DnMonitored","dn":"😀"})");
  for (std::string const alone : {"\\ud83d", "\\ud83dxxxxxxxx", "\\ude00", "\\ude00\\ud83d", "\\ud83d\\ud83d",
                                  "\\ud83d\\n", "\\uDbFFxxxxxxxxxxx"})
    EXPECT_TRUE(dn(alone).starts_with("!byte ")) << alone << dn(alone);
  EXPECT_EQ(dn("\\ud83dxxxxxxxxxx"), "!byte 35: unpaired surrogate before it");
}

TEST(JsonLines, SyntaxErrorsNameTheirByte) {
  EXPECT_EQ(read_again(""), "!byte 1: unexpected end of line");
  EXPECT_EQ(read_again("{"), "!byte 2: unexpected end of line");
  EXPECT_EQ(read_again("\xEF\xBB\xBF" + kMonitored), "!byte 1: a byte-order mark is not allowed");
  EXPECT_EQ(read_again(kMonitored + " x"), "!byte 36: trailing characters after the object");
  EXPECT_EQ(read_again(kMonitored + kMonitored), "!byte 35: trailing characters after the object");
  EXPECT_EQ(read_again(R"({"type":"DnMonitored","dn":"7001",})"), "!byte 35: unexpected `}`");
  EXPECT_EQ(read_again(R"({"type":'x'})"), "!byte 9: unexpected `'`");
  EXPECT_EQ(read_again("{\"type\":\"Dn\tMonitored\"}"), "!byte 12: unexpected control character");
  EXPECT_EQ(read_again(R"({"type":"\u00g0xxxxxxxx"})"), "!byte 14: `\\u` needs four hexadecimal digits");
  EXPECT_EQ(read_again(std::string("{\"a\0\":1}", 8)), "!byte 4: unexpected control character");
  EXPECT_EQ(read_again("// comment"), "!byte 1: unexpected `/`");
}

TEST(JsonLines, ALineIsOneObject) {
  for (std::string const line : {"[]", "null", "1", "\"x\"", "true", R"([{"type":"CallEnded","record":1}])"})
    EXPECT_EQ(read_again(line), "!byte 1: expected a JSON object") << line;
}

TEST(JsonLines, WrongMembersAreNamed) {
  EXPECT_EQ(read_again("{}"), "!member `type` is missing");
  EXPECT_EQ(read_again(R"({"type":7})"), "!member `type` must be a string, not `7`");
  EXPECT_EQ(read_again(R"({"type":null})"), "!member `type` must be a string, not null");
  EXPECT_EQ(read_again(R"({"type":""})"), "!unknown event type: ``");
  EXPECT_EQ(read_again(R"({"type":"callended"})"), "!unknown event type: `callended`");
  EXPECT_EQ(read_again(R"({"type":"DnMonitored"})"), "!member `dn` is missing");
  EXPECT_EQ(read_again(R"({"type":"AgentLogin","agent":"a","dn":true})"),
            "!member `dn` must be a string of 1 to 256 bytes without U+0000, not a boolean");
  EXPECT_EQ(read_again(R"({"type":"CallEnded","record":"0101"})"), kIntegerWanted + "a string");
  EXPECT_EQ(read_again(R"({"type":"RecordAdded","record":1,"chain":[]})"),
            "!member `chain` must be an integer from 0 to 18446744073709551615 (digits only, also as a string), not an "
            "array");
}

// A message quotes the line's text, cut if it is long, and never within a character.
TEST(JsonLines, MessagesAreShortUtf8) {
  EXPECT_EQ(read_again(R"({"type":")" + repeated("ä", 500'000) + R"("})"),
            "!unknown event type: `" + repeated("ä", 20) + "...`");
  EXPECT_EQ(read_again(R"({"type":")" + repeated("x\\u263a", 1000) + R"("})"),
            "!unknown event type: `" + repeated("x☺", 10) + "...`");
  EXPECT_EQ(read_again(R"({"type":"a\n\u007f\u0000"})"), "!unknown event type: `a???`");
  EXPECT_LE(read_again(R"({"type":"CallEnded","record":)" + std::string(1000, '9') + "}").size(), 257U);
}

TEST(JsonLines, ALineHasAtMostAMebibyte) {
  std::string line = R"({"type":"DnMonitored","dn":"7001"})";
  line.resize(kLineBytesMax, ' ');
  EXPECT_EQ(read_again(line), kMonitored);
  line.push_back(' ');
  EXPECT_EQ(read_again(line), "!byte 1048577: the line is longer than 1048576 bytes");
}

TEST(JsonLines, ABlankLineIsSpacesTabsAndReturnsAlone) {
  EXPECT_TRUE(is_blank(""));
  EXPECT_TRUE(is_blank(" \t\r \r"));
  EXPECT_FALSE(is_blank(" x"));
  EXPECT_FALSE(is_blank("\v"));
  EXPECT_FALSE(is_blank(std::string_view("\0", 1)));
}

TEST(JsonLines, AReaderReadsOnAfterAnyLine) {
  EventReader reader;
  EXPECT_EQ(reader.read("{"), nullptr);
  ASSERT_NE(reader.read(kMonitored), nullptr);
  EXPECT_EQ(reader.message(), "");
  EXPECT_EQ(reader.read(R"({"type":"DnMonitored"})"), nullptr);  // the line before has no effect
  EventReader moved = std::move(reader);
  ASSERT_NE(moved.read(kMonitored), nullptr);
  EXPECT_EQ(reader.read(kMonitored), nullptr);  // NOLINT: what is said of a moved-from reader
  EXPECT_EQ(reader.message(), "this reader was moved from");
}

std::string answered(std::string_view type, Outcome const& outcome) {
  std::string line = "before ";
  append_line(line, 7, type, outcome);
  return line;
}

TEST(JsonLines, AnswersAreWrittenAsEventsHasThem) {
  std::array<AccessChange, 2> const changes{AccessChange{1, "a\"", Access::None, Access::Full},
                                            AccessChange{~std::uint64_t{0}, "b", Access::ReadOnly, Access::None}};
  Outcome accepted;
  accepted.result = Result::Accepted;
  accepted.rule = Rule::R3;
  EXPECT_EQ(answered("X", accepted), R"(before {"seq":7,"type":"X","result":"accepted","rule":"R3","changes":[]})"
                                     "\n");
  accepted.changes = changes;
  EXPECT_EQ(answered("X", accepted), R"(before {"seq":7,"type":"X","result":"accepted","rule":"R3","changes":[)"
                                     R"({"chain":1,"agent":"a\"","from":"None","to":"Full"},)"
                                     R"({"chain":18446744073709551615,"agent":"b","from":"ReadOnly","to":"None"}]})"
                                     "\n");
}

TEST(JsonLines, RequestsAreAnsweredAsEventsHasThem) {
  std::array<ShownRecord, 2> const records{ShownRecord{101, true}, ShownRecord{102, false}};
  Outcome shown;
  shown.result = Result::Acknowledged;
  shown.rule = Rule::D7;
  shown.answer = "ChainedRecord";
  shown.shown = ShownChain{.read_only = false, .records = records};
  EXPECT_EQ(answered("ChainedRecordRequest", shown),
            R"(before {"seq":7,"type":"ChainedRecordRequest","result":"acknowledged","rule":"D7",)"
            R"("answer":"ChainedRecord","read_only":false,"records":[{"record":101,"updatable":true},)"
            R"({"record":102,"updatable":false}]})"
            "\n");
  Outcome final;
  final.result = Result::Error;
  final.rule = Rule::D8;
  final.reason = Reason::RecordAlreadyFinal;
  final.finality = Finality{Request::RecordReject, "bob\n"};
  EXPECT_EQ(answered("DoNotCall", final),
            R"(before {"seq":7,"type":"DoNotCall","result":"error","rule":"D8","reason":"RecordAlreadyFinal",)"
            R"("final_request":"RecordReject","final_agent":"bob\n"})"
            "\n");
  final.finality = Finality{};
  EXPECT_TRUE(answered("DoNotCall", final)
                  .ends_with(R"("final_request":"RecordCanceled","final_agent":null})"
                             "\n"));
}

TEST(JsonLines, AnInvalidLineHasNoType) {
  Outcome invalid;
  invalid.message = "member `x`";
  EXPECT_EQ(answered("X", invalid), "before {\"seq\":7,\"result\":\"invalid\",\"message\":\"member `x`\"}\n");
}

// A login may change access in more chains than any fixed buffer holds.
TEST(JsonLines, ALineMayBeAsLongAsItMust) {
  std::string const name = repeated("\x01", kNameBytesMax);
  std::vector<AccessChange> const changes(1000, AccessChange{1, name, Access::None, Access::Full});
  Outcome outcome;
  outcome.result = Result::Accepted;
  outcome.rule = Rule::E3;
  outcome.changes = changes;
  std::string const one =
      R"({"chain":1,"agent":")" + repeated("\\u0001", kNameBytesMax) + R"(","from":"None","to":"Full"})";
  EXPECT_EQ(answered("AgentLogin", outcome),
            R"(before {"seq":7,"type":"AgentLogin","result":"accepted","rule":"E3","changes":[)" + one +
                repeated("," + one, 999) + "]}\n");
}

}  // namespace
}  // namespace recordshare::tests
