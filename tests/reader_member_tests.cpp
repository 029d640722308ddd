// SPDX-License-Identifier: Apache-2.0
// reader_member_tests.cpp tests each member of each event type: given twice, absent, of every wrong type, and others.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <recordshare/recordshare.hpp>

#include "tests/strict_json.hpp"

namespace recordshare::tests {
namespace {

using Wanted = MemberForm::Wanted;
using Members = std::vector<std::pair<std::string, std::string>>;

/// A line of these members, in this order, without blanks.
std::string line_of(Members const& members) {
  std::string line = "{";
  for (auto const& [key, value] : members) line += (line.size() > 1 ? ",\"" : "\"") + key + "\":" + value;
  return line + "}";
}

/// Two values that are valid for a member, and differ.
std::vector<std::string> valid_values(Wanted wanted) {
  switch (wanted) {
    case Wanted::Name:
      return {R"("one")", R"("an\u006Fther")"};
    case Wanted::Integer:
      return {"1", R"("18446744073709551615")"};
    case Wanted::Records:
      return {R"([1,"2",3])", "[]"};
    case Wanted::Dns:
      return {R"(["one","an\u006Fther","one"])", R"(["\u006Fne"])"};
    default:
      return {R"(["one","an\u006Fther","one"])", "[]"};
  }
}

std::string list_of(std::size_t count) {
  std::string list;
  for (std::size_t i = 0; i < count; ++i) list += (list.empty() ? "\"" : ",\"") + std::to_string(i) + '"';
  return "[" + list + "]";
}

/// Lists that are no list of names of at most so many.
void add_wrong_lists(Members& wrong, std::size_t most) {
  std::string const too_long = "\"" + std::string(257, '7') + "\"";
  std::string const no_string = "an array with an element that is no such string";
  std::string const no_name = "an array with too many elements or an invalid one";
  for (std::string const& item :
       {std::string("null"), std::string("7"), std::string("-1"), std::string("1e400"), std::string("true"),
        std::string("[]"), std::string(R"(["x"])"), std::string(R"({"dns":["x"]})"), too_long})
    for (std::string const& list :
         {"[" + item + "]", "[\"x\"," + item + "]", "[" + item + ",\"x\"]", "[\"\"," + item + ",\"x\"]"})
      wrong.emplace_back(list, no_string);
  for (std::string const list : {R"([""])", R"(["\u0000"])", R"(["x","a\u0000b"])", R"(["","x"])", R"(["x","","x"])"})
    wrong.emplace_back(list, no_name);
  wrong.emplace_back(list_of(most + 1), no_name);
  wrong.emplace_back(list_of(most + 2), no_name);
}

/// Values that are valid JSON and no value of the member, each with the words of its message.
Members wrong_values(Wanted wanted) {
  Members wrong{{"null", "null"},
                {"true", "a boolean"},
                {"false", "a boolean"},
                {"{}", "an object"},
                {R"({"dn":"x"})", "an object"},
                {"-1", "`-1`"},
                {"-0", "`-0`"},
                {"1.0", "`1.0`"},
                {"1e3", "`1e3`"},
                {"0E0", "`0E0`"},
                {"1e400", "`1e400`"},
                {"18446744073709551616", "`18446744073709551616`"},
                {"36893488147419103232", "`36893488147419103232`"},
                {"340282366920938463463374607431768211457", "`340282366920938463463374607431768211457`"},
                {"-9223372036854775808", "`-9223372036854775808`"},
                {"-9223372036854775809", "`-9223372036854775809`"}};
  Members const texts{
      {R"("")", "an empty string"}, {R"("7x")", "a string"}, {"\"" + std::string(257, '7') + "\"", "a longer string"}};
  if (wanted == Wanted::Name) {
    wrong.insert(wrong.end(), {texts[0],
                               texts[2],
                               {"7", "`7`"},
                               {"0", "`0`"},
                               {"[]", "an array"},
                               {R"(["x"])", "an array"},
                               {"[7]", "an array"},
                               {R"("\u0000")", "a string"},
                               {R"("x\u0000y")", "a string"}});
  } else if (wanted == Wanted::Dns || wanted == Wanted::Names) {
    wrong.insert(wrong.end(), texts.begin(), texts.end());
    wrong.insert(wrong.end(), {{"7", "`7`"}, {"0", "`0`"}});
    add_wrong_lists(wrong, wanted == Wanted::Dns ? 16 : 1'000);
    if (wanted == Wanted::Dns) wrong.emplace_back("[]", "an empty array");
  } else {
    wrong.insert(wrong.end(), texts.begin(), texts.end());
    for (std::string const text : {"01", "00", "+1", "-1", "-0", "1 ", " 1", "1.0", "1e3", "0x1",
                                   "18446744073709551616", "1\\u0000", "9999999999999999999999999999999999999999"})
      wrong.emplace_back('"' + text + '"', "a string");
  }
  if (wanted == Wanted::Integer) wrong.insert(wrong.end(), {{"[]", "an array"}, {"[7]", "an array"}});
  if (wanted == Wanted::Records) {
    wrong.insert(wrong.end(), {{"7", "`7`"}, {"0", "`0`"}});
    for (std::string const item :
         {"null", "true", "false", "{}", "[]", "[1]", "-1", "-0", "1.0", "1e0", "\"1 \"", "\"01\"", "\"+1\"", "\"-1\"",
          "\"18446744073709551616\"", "\"\"", "18446744073709551616", "1e400", R"({"records":[1]})"})
      for (std::string const& list :
           {"[" + item + "]", "[1,2," + item + "]", "[" + item + ",1,2]", "[1," + item + ",2]"})
        wrong.emplace_back(list, "an array with a non-integer element");
  }
  return wrong;
}

/// A valid line of a type.
Members members_of(EventForm const& form) {
  Members members{{"type", '"' + std::string(form.type) + '"'}};
  for (MemberForm const& member : form.members)
    members.emplace_back(std::string(member.name), valid_values(member.wanted).front());
  return members;
}

/// The other member of a pair, in its place.
MemberForm other_of(MemberForm const& member) {
  return {member.other, member.wanted_of_other, member.is_optional, member.name, member.wanted};
}

/// Calls `check` with each type, the index of each of its members in a valid line, and the line's members. Where one of
/// two members is given, first with the one and then with the other.
template <class Check>
void for_each_member(Check const& check) {
  for (EventForm const& form : event_forms())
    for (std::size_t m = 0; m < form.members.size(); ++m) {
      Members members = members_of(form);
      check(form, form.members[m], m + 1, members);
      if (form.members[m].other.empty()) continue;
      MemberForm const other = other_of(form.members[m]);
      members[m + 1] = {std::string(other.name), valid_values(other.wanted).front()};
      check(form, other, m + 1, members);
    }
}

class ReaderMembers : public testing::Test {
 protected:
  void expect_as_predicted(std::string const& line) { EXPECT_EQ(fault_of_reading(reader_, line), "") << line; }
  void expect_event(Members const& line, Members const& as) {
    std::string const text = line_of(line);
    EXPECT_EQ(fault_of_reading(reader_, text), "") << text;
    EXPECT_EQ(predict(text).event, predict(line_of(as)).event) << text;
    EXPECT_NE(predict(text).event, "") << text;
  }
  void expect_message(Members const& line, std::string const& message) {
    std::string const text = line_of(line);
    EXPECT_EQ(fault_of_reading(reader_, text), "") << text;
    EXPECT_EQ(std::string(reader_.message()), message) << text;
  }

  EventReader reader_;
};

TEST_F(ReaderMembers, EveryTypeAndMemberOfTheRegisterIsTested) {
  std::size_t members = 0;
  for (EventForm const& form : event_forms()) members += form.members.size();
  EXPECT_EQ(event_forms().size(), kEvents.size() + kRequests.size());
  EXPECT_EQ(members, 73U);
}

TEST_F(ReaderMembers, OfEveryMemberGivenTwiceTheLastCounts) {
  for_each_member([&](EventForm const& form, MemberForm const& member, std::size_t at, Members const& members) {
    auto const values = valid_values(member.wanted);
    for (std::size_t last = 0; last < 2; ++last) {
      Members single = members;
      single[at].second = values[last];
      for (auto const& first : {values[0], values[1], std::string("null"), std::string("7"), std::string(R"("x")"),
                                std::string("[1,[2],3]"), std::string("[4,5]"), std::string(R"({"a":[1]})")}) {
        Members twice = single;
        twice.insert(twice.begin(), {std::string(member.name), first});
        expect_event(twice, single);
        twice.insert(twice.begin() + 1, {"other", R"([9,"9"])"});
        expect_event(twice, single);
        twice.insert(twice.begin() + 2, {std::string(member.name), R"(["third"])"});
        expect_event(twice, single);
      }
    }
    for (auto const& [wrong, words] : wrong_values(member.wanted)) {
      Members wrong_last = members;
      wrong_last.emplace_back(std::string(member.name), wrong);
      expect_as_predicted(line_of(wrong_last));
      EXPECT_TRUE(reader_.message().ends_with(", not " + words)) << form.type << ' ' << reader_.message();
      wrong_last.emplace_back(std::string(member.name), values[0]);
      expect_event(wrong_last, members);
    }
  });
}

TEST_F(ReaderMembers, OfATypeGivenTwiceTheLastCounts) {
  for (EventForm const& form : event_forms()) {
    Members members{{"type", R"("CallEnded")"}, {"record", "1"}};
    for (MemberForm const& member : form.members)
      members.emplace_back(std::string(member.name), valid_values(member.wanted).front());
    members.emplace_back("type", '"' + std::string(form.type) + '"');
    expect_event(members, Members(members.begin() + 1, members.end()));
    members.emplace_back("type", "null");
    expect_message(members, "member `type` must be a string, not null");
    members.emplace_back("type", "\"" + std::string(form.type) + "\\u0000\"");
    expect_message(members, "unknown event type: `" + std::string(form.type) + "?`");
  }
}

TEST_F(ReaderMembers, EveryMemberIsNeeded) {
  for_each_member([&](EventForm const& form, MemberForm const& member, std::size_t at, Members members) {
    if (member.is_optional) return;
    MemberForm const& listed = form.members[at - 1];
    std::string const missing = "member `" + std::string(listed.name) +
                                (listed.other.empty() ? "" : "` or `" + std::string(listed.other)) + "` is missing";
    Members with_nearly = members;
    members.erase(members.begin() + static_cast<std::ptrdiff_t>(at));
    expect_message(members, missing);
    for (std::string const nearly : {" ", "s", "x", "\\u0000", "\\n", "sssssssssssss"}) {
      with_nearly[at].first = std::string(member.name) + nearly;
      if (!form.has(with_nearly[at].first)) expect_message(with_nearly, missing);
    }
    with_nearly[at].first = std::string(member.name).substr(0, member.name.size() - 1);
    if (!form.has(with_nearly[at].first)) expect_message(with_nearly, missing);
    with_nearly[at].first = static_cast<char>(member.name.front() - 'a' + 'A') + std::string(member.name.substr(1));
    expect_message(with_nearly, missing);
    // One level down it is not the line's member.
    with_nearly[at] = {"x", line_of({{std::string(member.name), valid_values(member.wanted)[0]}})};
    expect_message(with_nearly, missing);
    with_nearly[at] = {"x", "[" + with_nearly[at].second + "]"};
    expect_message(with_nearly, missing);
  });
  expect_message({}, "member `type` is missing");
}

TEST_F(ReaderMembers, EveryMemberIsOfItsTypeAlone) {
  for_each_member([&](EventForm const&, MemberForm const& member, std::size_t at, Members members) {
    for (auto const& [wrong, words] : wrong_values(member.wanted)) {
      members[at].second = wrong;
      expect_as_predicted(line_of(members));
      std::string const message(reader_.message());
      EXPECT_TRUE(message.starts_with("member `" + std::string(member.name) + "` must be ")) << message;
      EXPECT_TRUE(message.ends_with(", not " + words)) << line_of(members) << ": " << message;
    }
  });
}

/// Whichever values they hold: that both are given is said first.
TEST_F(ReaderMembers, OfAPairExactlyOneIsGiven) {
  std::size_t pairs = 0;
  for (EventForm const& form : event_forms())
    for (std::size_t m = 0; m < form.members.size(); ++m) {
      MemberForm const& member = form.members[m];
      if (member.other.empty()) continue;
      ++pairs;
      Members const members = members_of(form);
      for (std::string const& value : {valid_values(member.wanted_of_other).front(), std::string("null")}) {
        for (std::size_t const at : {std::size_t{0}, m + 1, members.size()}) {
          Members both = members;
          both.insert(both.begin() + static_cast<std::ptrdiff_t>(at), {std::string(member.other), value});
          expect_message(both, "members `" + std::string(member.name) + "` and `" + std::string(member.other) +
                                   "` exclude each other");
        }
      }
    }
  EXPECT_EQ(pairs, 1U + 2U + 2U * 7U);  // a login, two events of one party, seven of two
}

TEST_F(ReaderMembers, WhatIsOptionalMayBeLeftOut) {
  std::string left_out;
  for_each_member([&](EventForm const& form, MemberForm const& member, std::size_t at, Members members) {
    if (!member.is_optional) return;
    left_out += std::string(left_out.empty() ? "" : " ") + std::string(form.type) + "." + std::string(member.name);
    members.erase(members.begin() + static_cast<std::ptrdiff_t>(at));
    expect_event(members, members);
  });
  EXPECT_EQ(left_out,
            "CallEstablished.call SingleStepTransferCompleted.call SingleStepTransferCompleted.new_call "
            "ConsultationInitiated.call ConsultationEstablished.call ConsultationReleased.call TransferCompleted.call "
            "TransferCompleted.new_call ConferenceCompleted.call ConferenceCompleted.new_call "
            "SingleStepConferenceCompleted.call SingleStepConferenceCompleted.new_call PartyLeft.call CallEnded.call "
            "CallRecovered.agents CallRecovered.numbers CallRecovered.call");
}

/// A preview is no event of a call, and only the end of a consultation can change what the call is called.
TEST_F(ReaderMembers, ACallOfAnEventThatHasNoneIsIgnored) {
  for (std::string const value : {"null", "7", R"("")", R"("x")", "[]"}) {
    Members const preview{{"type", R"("PreviewRecord")"}, {"record", "1"}, {"agent", R"("a")"}};
    Members const left{{"type", R"("PartyLeft")"}, {"record", "1"}, {"number", R"("a")"}, {"call", R"("c")"}};
    Members with = preview;
    with.insert(with.end(), {{"call", value}, {"new_call", value}, {"number", value}});
    expect_event(with, preview);
    with = left;
    with.emplace_back("new_call", value);
    expect_event(with, left);
  }
}

/// The first wrong member in the order of events.md is named.
TEST_F(ReaderMembers, OfSeveralWrongMembersTheFirstIsNamed) {
  for_each_member([&](EventForm const& form, MemberForm const& member, std::size_t at, Members members) {
    for (std::size_t m = at; m < members.size(); ++m) members[m].second = "null";
    std::reverse(members.begin(), members.end());
    expect_as_predicted(line_of(members));
    EXPECT_TRUE(reader_.message().starts_with("member `" + std::string(member.name) + "` must be ")) << form.type;
  });
}

TEST_F(ReaderMembers, MembersStandInEveryOrder) {
  for (EventForm const& form : event_forms()) {
    Members members = members_of(form);
    Members const as_listed = members;
    std::ranges::sort(members);
    do expect_event(members, as_listed);
    while (std::next_permutation(members.begin(), members.end()));
  }
}

/// A member that the type does not list may hold anything, also if another type lists it.
TEST_F(ReaderMembers, OtherMembersAreIgnored) {
  std::vector<std::string> const names{
      "dn",          "agent",     "chain", "record", "records", "from",     "to",      "number",
      "from_number", "to_number", "",      "dns",    "agents",  "numbers",  "call",    "new_call",
      "x",           "Type",      "typ",   "types",  "request", "recordss", "\\u0000", std::string(300, 'k')};
  std::vector<std::string> const values{"null",
                                        "true",
                                        "7",
                                        "-1e400",
                                        R"("")",
                                        R"("x")",
                                        "[]",
                                        "{}",
                                        R"([1,"x",{"records":[2],"type":"CallEnded"}])",
                                        R"({"type":null,"record":"x","records":[7]})"};
  for (EventForm const& form : event_forms()) {
    Members const members = members_of(form);
    for (std::string const& name : names) {
      if (form.has(name)) continue;
      for (std::string const& value : values)
        for (std::size_t const at : {std::size_t{0}, std::size_t{1}, members.size()}) {
          Members more = members;
          more.insert(more.begin() + static_cast<std::ptrdiff_t>(at), {name, value});
          expect_event(more, members);
        }
    }
  }
}

/// A reader that has read any other line before reads each line alike.
TEST_F(ReaderMembers, NoLineLeavesAnythingForTheNext) {
  std::vector<std::string> lines{"{",
                                 R"({"type":"ChainLoaded","chain":1,"records":[1,2)",
                                 R"({"x":1e99999999999})",
                                 R"({"type":"\u0041gentLogout","agent":"\u0041"})",
                                 "[]",
                                 ""};
  for (EventForm const& form : event_forms()) {
    Members members{{"type", '"' + std::string(form.type) + '"'}};
    for (MemberForm const& member : form.members)
      members.emplace_back(std::string(member.name), valid_values(member.wanted)[lines.size() % 2]);
    lines.push_back(line_of(members));
    members.pop_back();
    lines.push_back(line_of(members));
  }
  for (std::string const& before : lines)
    for (std::string const& line : lines) {
      static_cast<void>(reader_.read(before));
      expect_as_predicted(line);
    }
}

}  // namespace
}  // namespace recordshare::tests
