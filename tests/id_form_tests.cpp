// SPDX-License-Identifier: Apache-2.0
// id_form_tests.cpp tests ids as strings of digits, for JavaScript, which keeps numbers exact only up to 2^53.
#include <array>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include <recordshare/recordshare.hpp>

namespace recordshare::tests {
namespace {

/// The line's event as it is written, with the newline.
std::string read_again(std::string_view line, IdForm ids = IdForm::Number) {
  EventReader reader;
  std::string out;
  if (Event const* const event = reader.read(line)) append_line(out, *event, ids);
  return out;
}

TEST(IdForm, IdsAreReadFromStringsOfDigitsToo) {
  EXPECT_EQ(read_again(R"({"type":"ChainLoaded","chain":"18446744073709551615","records":["0",1,"\u0032"]})"),
            R"({"type":"ChainLoaded","chain":18446744073709551615,"records":[0,1,2]})"
            "\n");
  EXPECT_EQ(read_again(R"({"type":"CallEnded","record":"9007199254740993"})"),
            R"({"type":"CallEnded","record":9007199254740993})"
            "\n");
}

TEST(IdForm, IdsAreWrittenAsStringsWhereThatIsAskedFor) {
  std::array<RecordHandle, 2> const records{0, 9007199254740993};
  std::string event;
  append_line(event, ChainLoaded{7, records}, IdForm::String);
  EXPECT_EQ(event, "{\"type\":\"ChainLoaded\",\"chain\":\"7\",\"records\":[\"0\",\"9007199254740993\"]}\n");
  Outcome accepted;
  accepted.result = Result::Accepted;
  accepted.rule = Rule::E3;
  std::array<AccessChange, 1> const changes{{{7, "alice", Access::None, Access::Full}}};
  accepted.changes = changes;
  Outcome shown;
  shown.result = Result::Acknowledged;
  shown.rule = Rule::D7;
  shown.answer = "ChainedRecord";
  std::array<ShownRecord, 1> const shown_records{{{9007199254740993, true}}};
  shown.shown = ShownChain{false, shown_records};
  Outcome processed;
  processed.result = Result::Acknowledged;
  processed.rule = Rule::D9;
  processed.answer = "RecordProcessedAcknowledge";
  processed.finalized = records;
  std::string lines;
  append_line(lines, 1, "AgentLogin", accepted, IdForm::String);
  append_line(lines, 2, "ChainedRecordRequest", owned(shown), IdForm::String);
  append_line(lines, 3, "RecordProcessed", processed, IdForm::String);
  EXPECT_EQ(lines,
            R"({"seq":1,"type":"AgentLogin","result":"accepted","rule":"E3","changes":[{"chain":"7","agent":"alice",)"
            R"("from":"None","to":"Full"}]})"
            "\n"
            R"({"seq":2,"type":"ChainedRecordRequest","result":"acknowledged","rule":"D7","answer":"ChainedRecord",)"
            R"("read_only":false,"records":[{"record":"9007199254740993","updatable":true}]})"
            "\n"
            R"({"seq":3,"type":"RecordProcessed","result":"acknowledged","rule":"D9",)"
            R"("answer":"RecordProcessedAcknowledge","finalized":["0","9007199254740993"]})"
            "\n");
}

}  // namespace
}  // namespace recordshare::tests
