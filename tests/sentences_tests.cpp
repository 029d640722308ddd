// SPDX-License-Identifier: Apache-2.0
// sentences_tests.cpp pins the words of `explain` for each kind of decision of each rule.
#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <variant>

#include <gtest/gtest.h>
#include <recordshare/recordshare.hpp>

#include "engine/report/sentences.hpp"
#include "model/event_fields.hpp"
#include "model/interpretations.hpp"
#include "tests/shell.hpp"

namespace recordshare::tests {
namespace {

namespace fs = std::filesystem;

/// The first sentence for each combination of event type, result and rule.
using Sentences = std::map<std::string, std::string>;

std::string type_of(Event const& event) {
  return std::holds_alternative<DesktopRequest>(event) ? "request" : std::string(type_name(event));
}

void note_stream(std::string const& stream, Options const& options, Sentences& sentences) {
  Engine engine(options);
  EventReader reader;
  std::istringstream lines(stream);
  for (std::string line; std::getline(lines, line);) {
    Event const* const event = reader.read(line);
    if (event == nullptr) continue;
    Outcome const outcome = engine.apply(*event);
    std::string key(name(outcome.rule));
    key.append(" ").append(name(outcome.result)).append(" ").append(type_of(*event));
    std::string sentence;
    command::append_effect(sentence, *event, outcome);
    sentences.emplace(key, sentence);
  }
}

/// The sentences of all conformance stories, with enough memory, with little and with none.
Sentences sentences_of_stories() {
  Sentences sentences;
  Options const little{.policies = {}, .limits = {.names = 4, .chains = 1}};
  Options const nothing{.policies = {}, .limits = {.names = 0}};
  std::set<fs::path> stories;
  for (auto const& entry : fs::directory_iterator(fs::path(RECORDSHARE_SOURCE_DIR) / "properties/conform/stories"))
    if (entry.path().string().ends_with(".in.jsonl")) stories.insert(entry.path());
  for (Options const& options : {Options{}, little, nothing})
    for (fs::path const& story : stories) note_stream(read_file(story), options, sentences);
  return sentences;
}

/// The words of an event begin as its clause in the description of the model does.
TEST(Sentences, EachEventHasItsClause) {
  std::set<std::string_view> clauses;
  for (std::size_t i = 0; i < kEvents.size(); ++i) {
    std::string_view const clause = command::clause_of_event(kEvents[i].name);
    std::string words;
    command::append_words(words, model::event_at<Names>(i));
    EXPECT_TRUE(words.starts_with(clause.substr(0, clause.find('{')))) << kEvents[i].name << ": " << words;
    EXPECT_TRUE(clauses.insert(clause).second) << kEvents[i].name;
    EXPECT_NE(clause, "") << kEvents[i].name;
  }
  EXPECT_EQ(command::clause_of_event("no event"), "");
}

constexpr std::string_view kGolden = R"(D1 error request:
  nothing has changed
D2 error request:
  nothing has changed
D3 error request:
  nothing has changed
D4 error request:
  nothing has changed
D5 acknowledged request:
  the records are shown, and cannot be updated
D6 error request:
  nothing has changed
D7 acknowledged request:
  the records are shown
D8 error request:
  nothing has changed
D9 acknowledged request:
  the request has been carried out
E1 accepted DnMonitored:
  DN 7001 is monitored
E1 refused DnMonitored:
  nothing has changed
E2 accepted DnUnmonitored:
  DN 7002 is no longer monitored
E3 accepted AgentLogin:
  alice is logged in at exactly DN 7001
E3 refused AgentLogin:
  nothing has changed
E4 accepted AgentLogout:
  alice is logged out; its place in every chain stays, its rights are suspended (R1)
E4 refused AgentLogout:
  nothing has changed
E5 accepted ChainLoaded:
  chain 1 is known: its phase is Idle, nobody has it, all its records are Open
E5 refused ChainLoaded:
  nothing has changed
E6 accepted ChainUnloaded:
  chain 1 and its records are forgotten
E6 refused ChainUnloaded:
  nothing has changed
E7 accepted RecordAdded:
  record 104 is Open, at the end of chain 1
E7 refused RecordAdded:
  nothing has changed
E8 accepted RecordCanceled:
  the server itself has made record 101 Final
E8 refused RecordCanceled:
  nothing has changed
R10 accepted PartyLeft:
  bob is not on the call, and its consultations have ended
R11 accepted CallEnded:
  all parties have left the call, and the phase is WrapUp
R13 refused CallEnded:
  nothing has changed
R13 refused CallEstablished:
  nothing has changed
R13 refused CallRecovered:
  nothing has changed
R13 refused ConferenceCompleted:
  nothing has changed
R13 refused ConsultationEstablished:
  nothing has changed
R13 refused ConsultationInitiated:
  nothing has changed
R13 refused ConsultationReleased:
  nothing has changed
R13 refused PartyLeft:
  nothing has changed
R13 refused PreviewRecord:
  nothing has changed
R13 refused SingleStepConferenceCompleted:
  nothing has changed
R13 refused SingleStepTransferCompleted:
  nothing has changed
R13 refused TransferCompleted:
  nothing has changed
R14 accepted PreviewRecord:
  alice is the only keeper; there are no parties and no consultations, and the phase is Idle
R14 refused PreviewRecord:
  nothing has changed
R15 accepted CallRecovered:
  exactly these are on the call, and no consultation is on
R15 refused CallRecovered:
  nothing has changed
R2 accepted CallEstablished:
  alice is the only party; all consultations have ended, and the phase is Live
R2 refused CallEstablished:
  nothing has changed
R3 accepted SingleStepTransferCompleted:
  alice has left the call and bob has joined it; the rights have gone to bob, unless nobody on the call is eligible (R8)
R3 refused SingleStepTransferCompleted:
  nothing has changed
R4 accepted TransferCompleted:
  alice has left the call and bob has joined it; the rights have gone to bob, unless nobody on the call is eligible (R8)
R5 accepted ConsultationEstablished:
  the consultation is Established; bob can read by it, and no more
R5 accepted ConsultationInitiated:
  the consultation is Dialing, alice's only one; bob has no access by it yet
R5 refused ConsultationInitiated:
  nothing has changed
R6 accepted TransferCompleted:
  alice has left the call and bob has joined it; the rights have gone to bob, unless nobody on the call is eligible (R8)
R6 refused TransferCompleted:
  nothing has changed
R7 accepted ConferenceCompleted:
  bob has joined the call beside all others; the consultation that led to it has ended
R7 accepted SingleStepConferenceCompleted:
  carol has joined the call beside all others; any consultation between bob and carol has ended
R7 refused ConferenceCompleted:
  nothing has changed
R7 refused SingleStepConferenceCompleted:
  nothing has changed
R9 accepted ConsultationReleased:
  the consultation has ended; nothing else has changed
R9 accepted PartyLeft:
  carol is not on the call, and its consultations have ended
)";

TEST(Sentences, EachRuleSaysWhatHasChangedAndARefusalThatNothingHas) {
  std::string told;
  for (auto const& [key, sentence] : sentences_of_stories())
    told.append(key).append(":\n  ").append(sentence).append("\n");
  EXPECT_EQ(told, kGolden);
}

TEST(Sentences, EachRuleThatDecidesIsAmongThem) {
  for (std::size_t rule = 1; rule < kRules.size(); ++rule) {
    bool const decides = std::ranges::none_of(
        model::kRowless, [&](model::RowlessTerm const& term) { return term.rule == static_cast<Rule>(rule); });
    auto const line = "\n" + std::string(kRules[rule].name) + " ";
    EXPECT_EQ(("\n" + std::string(kGolden)).find(line) != std::string::npos, decides) << kRules[rule].name;
  }
}

}  // namespace
}  // namespace recordshare::tests
