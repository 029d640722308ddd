// SPDX-License-Identifier: Apache-2.0
// fuzz_oracle_tests.cpp plants an error for each check of each fuzz target, without libFuzzer: the check names it.
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "fuzz/checked_machine.hpp"
#include "fuzz/checked_replay.hpp"
#include "fuzz/checked_world.hpp"
#include "fuzz/open_engine.hpp"
#include "fuzz/raw_state.hpp"

namespace recordshare::tests {
namespace {

namespace streams = properties::streams;
using fuzz::OpenEngine;
using streams::Move;

// --- engine_fuzzer: CheckedWorld ---

/// Two chains; two agents talk about the records of the first, and one event is refused.
fuzz::EventInput input_of_two_chains() {
  fuzz::EventInput input;
  input.stream.moves = {{.kind = EventType::DnMonitored, .dn = 0},
                        {.kind = EventType::AgentLogin, .agent = 0, .dn = 0},
                        {.kind = EventType::DnMonitored, .dn = 1},
                        {.kind = EventType::AgentLogin, .agent = 1, .dn = 1},
                        {.kind = EventType::ChainLoaded, .chain = 0, .home = 0, .count = 2},
                        {.kind = EventType::ChainLoaded, .chain = 1, .home = 1, .count = 1},
                        {.kind = EventType::CallEstablished, .agent = 0, .home = 0, .record = 0, .call = 1},
                        {.kind = EventType::CallEstablished, .agent = 1, .home = 0, .record = 0},
                        {.kind = EventType::ConsultationInitiated, .agent = 0, .to = 1, .home = 0, .record = 0},
                        {.kind = EventType::ConsultationEstablished, .agent = 0, .to = 1, .home = 0, .record = 0},
                        {.kind = EventType::ConferenceCompleted, .agent = 0, .to = 1, .home = 0, .record = 0},
                        {.kind = Request::DoNotCall, .agent = 0, .home = 0, .record = 1}};
  return input;
}

/// The same, at the end of which nobody is logged in.
fuzz::EventInput input_that_ends_logged_out() {
  fuzz::EventInput input = input_of_two_chains();
  input.stream.moves.push_back({.kind = EventType::AgentLogout, .agent = 0});
  input.stream.moves.push_back({.kind = EventType::AgentLogout, .agent = 1});
  return input;
}

StoredChain& chain(OpenEngine& engine, std::size_t number) {
  auto const index = engine.chains().find_chain(streams::Naming::plain().chains[number]);
  return const_cast<StoredChain&>(engine.chains()[index]);
}

/// Calls the function once, after an accepted or a refused event of a type.
template <class E, Result result, auto spoil>
void once(OpenEngine& engine, Event const& event, Outcome const& outcome) {
  if (std::holds_alternative<E>(event) && outcome.result == result) spoil(engine);
}

struct PlantedInWorld {
  std::string_view name;
  std::string_view said;
  fuzz::SpoilWorld spoil;
  fuzz::EventInput (*input)() = input_of_two_chains;
};
void PrintTo(PlantedInWorld const& one, std::ostream* out) { *out << one.name; }

std::vector<PlantedInWorld> planted_in_world() {
  using E = ConferenceCompleted;
  constexpr auto kAccepted = Result::Accepted;
  constexpr auto kRefused = Result::Refused;
  constexpr auto change_first = [](OpenEngine& engine) {
    chain(engine, 0).dispositions()[1].by = Disposition::kServer;
  };
  constexpr auto change_second = [](OpenEngine& engine) { chain(engine, 1).phase_number = 2; };
  constexpr auto change_call = [](OpenEngine& engine) { chain(engine, 1).call = 1; };
  constexpr auto forget_call = [](OpenEngine& engine) { chain(engine, 0).call = 0; };
  constexpr auto lose_party = [](OpenEngine& engine) { chain(engine, 0).members()[1].roles = 0; };
  constexpr auto keep_party = [](OpenEngine& engine) { chain(engine, 0).members()[1].roles |= model::kKeeper; };
  constexpr auto exchange = [](OpenEngine& engine) {
    std::swap(chain(engine, 0).handles()[0], chain(engine, 0).handles()[1]);
  };
  constexpr auto log_out = [](OpenEngine& engine) {
    auto& directory = const_cast<Directory&>(engine.directory());
    directory.log_out(directory.agents().find(streams::Naming::plain().agents[1]));
  };
  constexpr auto add_name = [](OpenEngine& engine) { static_cast<void>(engine.apply(DnMonitored{"9999"})); };
  constexpr auto add_chain = [](OpenEngine& engine) {
    std::array<RecordHandle, 1> const records{9999};
    static_cast<void>(engine.apply(ChainLoaded{9999, records}));
  };
  return {
      {"Outcome", "the engine answers ", {.outcome = [](Event const&, Outcome& outcome) { outcome.rule = Rule::D1; }}},
      {"I10", "I10 is broken", {.engine = once<CallEstablished, kRefused, change_first>}},
      {"I12", "I12 is broken", {.engine = once<E, kAccepted, change_second>}},
      {"I12Call", "I12 is broken", {.engine = once<E, kAccepted, change_call>}},
      {"Call", "the engine holds `", {.engine = once<E, kAccepted, forget_call>}},
      {"CallAlone",
       "'s contract, its postcondition, is broken",
       {.engine = once<E, kAccepted, forget_call>, .with_reference = false}},
      {"State", "the engine holds `", {.engine = once<E, kAccepted, change_first>}},
      {"Order", "the engine holds `", {.engine = once<E, kAccepted, exchange>}},
      {"Party", "the engine holds `", {.engine = once<E, kAccepted, lose_party>}},
      {"I17", "I17 is broken", {.engine = once<E, kAccepted, keep_party>}},
      {"I17Alone", "I17 is broken", {.engine = once<E, kAccepted, keep_party>, .with_reference = false}},
      {"Contract",
       "'s contract, its postcondition, is broken",
       {.engine = once<E, kAccepted, lose_party>, .with_reference = false}},
      {"Frame",
       "'s contract, its frame, is broken",
       {.engine = once<E, kAccepted, change_first>, .with_reference = false}},
      {"Answer",
       "'s contract, its answer, is broken",
       {.outcome = [](Event const&, Outcome& outcome) { outcome.rule = Rule::D1; }, .with_reference = false}},
      {"Access", " is not what section 3 says", {.engine = once<E, kAccepted, log_out>}},
      {"Standing",
       " is not as logged in",
       {.engine = once<AgentLogin, kAccepted,
                       [](OpenEngine& engine) {
                         auto& directory = const_cast<Directory&>(engine.directory());
                         auto const agent = directory.agents().find(streams::Naming::plain().agents[1]);
                         if (directory.agents().holds(agent)) directory.log_out(agent);
                       }>}},
      {"NumberOfNames", "the number of names", {.engine = once<E, kAccepted, add_name>}},
      {"NumberOfChains", "the number of chains", {.engine = once<E, kAccepted, add_chain>}},
  };
}

/// An agent logs in at two DNs, the second of which another has; then a number that stands for that agent is called.
fuzz::EventInput input_with_numbers() {
  fuzz::EventInput input = input_of_two_chains();
  input.stream.moves.push_back({.kind = EventType::AgentLogin, .agent = 2, .dn = 2, .dns = 2});
  input.stream.moves.push_back(
      {.kind = EventType::SingleStepConferenceCompleted, .agent = 0, .to = streams::kAgents + 1, .home = 0});
  return input;
}

void lose_displacement(OpenEngine const&, Event& event) {
  if (auto* const login = std::get_if<AgentLogin>(&event)) login->dns = *login->dns.begin();
}
void take_number_for_agent(OpenEngine const&, Event& event) {
  if (auto* const joined = std::get_if<SingleStepConferenceCompleted>(&event)) joined->to.is_number = false;
}
void keep_number(OpenEngine const&, Event& event) {
  if (auto* const joined = std::get_if<SingleStepConferenceCompleted>(&event)) joined->to = Number{"1509"};
}

std::vector<PlantedInWorld> planted_in_events() {
  return {
      {"LostDisplacement",
       "the access of bob is not what section 3 says",
       {.event = lose_displacement, .with_reference = false},
       input_with_numbers},
      {"NumberForAgent", "the engine holds `", {.event = take_number_for_agent}, input_with_numbers},
      {"NumberThatStandsForNobody",
       "'s contract, its postcondition, is broken",
       {.event = keep_number, .with_reference = false},
       input_with_numbers},
  };
}

/// Errors that only the end of a stream shows: the race for a record.
std::vector<PlantedInWorld> planted_at_the_end() {
  return {
      {"I13Finish",
       "I13 is broken: an agent with Full access cannot finish",
       {.outcome =
            [](Event const& event, Outcome& outcome) {
              auto const* const request = std::get_if<DesktopRequest>(&event);
              if (request != nullptr && request->request == Request::RecordProcessed) outcome.result = Result::Error;
            }}},
      {"I13Login",
       "I13 is broken: an agent who has a record cannot log in",
       {.outcome =
            [](Event const& event, Outcome& outcome) {
              static std::size_t logins = 0;
              if (std::holds_alternative<AgentLogin>(event) && ++logins == 3) outcome.result = Result::Refused;
            }},
       input_that_ends_logged_out},
      {"I14Two",
       "I14 is broken",
       {.outcome =
            [](Event const& event, Outcome& outcome) {
              auto const* const request = std::get_if<DesktopRequest>(&event);
              if (request != nullptr && request->request == Request::RecordProcessed)
                outcome.result = Result::Acknowledged;
            }}},
      {"I14Reason",
       "I14 is broken",
       {.outcome =
            [](Event const&, Outcome& outcome) {
              if (outcome.reason == Reason::RecordAlreadyFinal) outcome.reason = Reason::NoAccess;
            }}},
      {"I14Winner",
       "I14 is broken",
       {.outcome =
            [](Event const&, Outcome& outcome) {
              if (outcome.finality) outcome.finality->agent = streams::Naming::plain().agents[1];
            }}},
      {"I14Request",
       "I14 is broken",
       {.outcome =
            [](Event const&, Outcome& outcome) {
              if (outcome.finality) outcome.finality->request = Request::RecordReject;
            }}},
  };
}

class WorldOracle : public testing::TestWithParam<PlantedInWorld> {};

TEST_P(WorldOracle, NamesWhatIsPlanted) {
  fuzz::CheckedWorld spoilt(GetParam().spoil);
  std::string const fault = spoilt.fault_of(GetParam().input());
  EXPECT_NE(fault.find(GetParam().said), std::string::npos) << fault;
}

INSTANTIATE_TEST_SUITE_P(AtTheEnd, WorldOracle, testing::ValuesIn(planted_at_the_end()),
                         [](auto const& one) { return std::string(one.param.name); });
INSTANTIATE_TEST_SUITE_P(OfEvents, WorldOracle, testing::ValuesIn(planted_in_events()),
                         [](auto const& one) { return std::string(one.param.name); });
INSTANTIATE_TEST_SUITE_P(Each, WorldOracle, testing::ValuesIn(planted_in_world()),
                         [](auto const& one) { return std::string(one.param.name); });

/// Each agent in turn logs in, and the engine forgets it.
TEST(WorldOracle, NamesTheAgentWhoseStandingIsWrong) {
  for (std::uint8_t agent = 0; agent < streams::kAgents; ++agent) {
    fuzz::EventInput input;
    input.stream.moves = {{.kind = EventType::DnMonitored, .dn = 0},
                          {.kind = EventType::AgentLogin, .agent = agent, .dn = 0}};
    auto const log_out = [](OpenEngine& engine, Event const& event, Outcome const&) {
      auto const* const login = std::get_if<AgentLogin>(&event);
      auto& directory = const_cast<Directory&>(engine.directory());
      if (login != nullptr) directory.log_out(directory.agents().find(login->agent));
    };
    std::string const fault = fuzz::CheckedWorld({.engine = log_out}).fault_of(input);
    EXPECT_NE(fault.find("the standing of " + streams::Naming::plain().agents[agent] + " is not as logged in"),
              std::string::npos)
        << fault;
  }
}

TEST(WorldOracle, FindsNothingWhereNothingIsPlanted) {
  for (bool const with_reference : {true, false}) {
    fuzz::CheckedWorld world({.with_reference = with_reference});
    EXPECT_EQ(world.fault_of(input_of_two_chains()), "");
    EXPECT_EQ(world.fault_of(input_that_ends_logged_out()), "");
    EXPECT_EQ(world.fault_of(input_with_numbers()), "");
  }
}

// --- machine_fuzzer: the machine and the rows ---

struct PlantedInStep {
  std::string_view name;
  std::string_view said;
  fuzz::SpoilStep spoil;
};
void PrintTo(PlantedInStep const& one, std::ostream* out) { *out << one.name; }

template <auto change>
void spoil_step(Move const&, fuzz::Made& made) {
  change(made);
}

std::vector<PlantedInStep> planted_in_step() {
  using fuzz::Made;
  [[maybe_unused]] auto const& [in_directory, change, decision, chain] = Made{};
  [[maybe_unused]] auto const& [result, rule, reason, passed, shows, read_only, tells, forgotten, lacks, count] =
      model::Decision{};
  [[maybe_unused]] auto const& [members, records, member_count, record_count, phase, call] = fuzz::RawChain{};
  constexpr std::string_view kDecision = "the decision";
  constexpr std::string_view kState = "the state that they leave";
  return {
      {"InDirectory", "what the directory decides", spoil_step<[](Made& m) { m.in_directory.rule = Rule::D9; }>},
      {"Change", "what the directory changes", spoil_step<[](Made& m) { m.change = model::DirectoryChange::LogOut; }>},
      {"Result", kDecision, spoil_step<[](Made& m) { m.decision.result = Result::Invalid; }>},
      {"Rule", kDecision, spoil_step<[](Made& m) { m.decision.rule = Rule::None; }>},
      {"Reason", kDecision, spoil_step<[](Made& m) { m.decision.reason = Reason::SameAgent; }>},
      {"Passed", kDecision, spoil_step<[](Made& m) { m.decision.passed_to_chain = !m.decision.passed_to_chain; }>},
      {"Shows", kDecision, spoil_step<[](Made& m) { m.decision.shows_records = !m.decision.shows_records; }>},
      {"ReadOnly", kDecision, spoil_step<[](Made& m) { m.decision.read_only = !m.decision.read_only; }>},
      {"Tells", kDecision, spoil_step<[](Made& m) { m.decision.tells_finality = !m.decision.tells_finality; }>},
      {"Forgotten", kDecision, spoil_step<[](Made& m) { m.decision.forgotten = !m.decision.forgotten; }>},
      {"LacksRoom", kDecision, spoil_step<[](Made& m) { m.decision.lacks_room = !m.decision.lacks_room; }>},
      {"Count", kDecision, spoil_step<[](Made& m) { ++m.decision.finalized_count; }>},
      {"Members", kState, spoil_step<[](Made& m) { m.chain.members[0].roles ^= model::kKeeper; }>},
      {"Partner", kState, spoil_step<[](Made& m) { ++m.chain.members[0].partner; }>},
      {"Records", kState, spoil_step<[](Made& m) { m.chain.records[0].by ^= 1U; }>},
      {"MemberCount", kState, spoil_step<[](Made& m) { ++m.chain.member_count; }>},
      {"RecordCount", kState, spoil_step<[](Made& m) { ++m.chain.record_count; }>},
      {"Call", kState, spoil_step<[](Made& m) { m.chain.call = model::CallId{7}; }>},
      {"Phase", kState,
       spoil_step<[](Made& m) { m.chain.phase = m.chain.phase == Phase::Live ? Phase::Idle : Phase::Live; }>},
  };
}

class MachineOracle : public testing::TestWithParam<PlantedInStep> {};

TEST_P(MachineOracle, NamesWhatIsPlanted) {
  std::array<std::uint8_t, fuzz::kMachineLayout.header + fuzz::kEventBytes> bytes{};
  bytes[1] = 0x22;  // two members, two records
  EXPECT_EQ(fuzz::fault_of_machines(bytes), "");
  std::string const fault = fuzz::fault_of_machines(bytes, GetParam().spoil);
  EXPECT_TRUE(fault.ends_with("the machine and the rows differ in " + std::string(GetParam().said))) << fault;
}

INSTANTIATE_TEST_SUITE_P(Each, MachineOracle, testing::ValuesIn(planted_in_step()),
                         [](auto const& one) { return std::string(one.param.name); });

// --- replay_fuzzer: a restart (I16) ---

struct PlantedInRestart {
  std::string_view name;
  std::string_view said;
  fuzz::SpoilRestart spoil;
};
void PrintTo(PlantedInRestart const& one, std::ostream* out) { *out << one.name; }

constexpr PlantedInRestart kPlantedInRestart[] = {
    {"Answer",
     "the answer is `",
     {.outcome =
          [](Event const& event, Outcome& outcome) {
            if (std::holds_alternative<ConferenceCompleted>(event)) outcome.changes = {};
          }}},
    {"LogCannotBeRead", "a line of the log cannot be read again", {.log = [](std::string& log) { log.erase(0, 1); }}},
    {"LogLosesALine", "replayed, it differs in ", {.log = [](std::string& log) { log.erase(0, log.find('\n') + 1); }}},
    {"StateAtTheCut",
     "replayed, it differs in the number of chains",
     {.at_cut =
          [](Engine& engine) {
            std::array<RecordHandle, 1> const records{9999};
            static_cast<void>(engine.apply(ChainLoaded{9999, records}));
          }}},
    {"NamesAtTheCut",
     "replayed, it differs in the number of names",
     {.at_cut = [](Engine& engine) { static_cast<void>(engine.apply(DnMonitored{"9999"})); }}},
    {"StateAtTheEnd",
     "at the end, after a restart, it differs in the number of names",
     {.at_end = [](Engine& engine) { static_cast<void>(engine.apply(DnMonitored{"9999"})); }}},
};

class RestartOracle : public testing::TestWithParam<PlantedInRestart> {};

TEST_P(RestartOracle, NamesWhatIsPlanted) {
  fuzz::EventInput input = input_of_two_chains();
  input.cut = 6;
  EXPECT_EQ(fuzz::fault_of_restart(input), "");
  std::string const fault = fuzz::fault_of_restart(input, GetParam().spoil);
  EXPECT_TRUE(fault.starts_with(GetParam().said)) << fault;
}

TEST(RestartOracle, QuotesTheFirstAnswerThatDiffers) {
  fuzz::EventInput input = input_of_two_chains();
  input.cut = 6;
  auto const spoil = [](Event const& event, Outcome& outcome) {
    if (std::holds_alternative<CallEstablished>(event)) outcome.rule = Rule::R3;
  };
  auto const answer = [](std::string const& rule) {
    return R"(`{"seq":7,"type":"CallEstablished","result":"accepted","rule":")" + rule +
           R"(","changes":[{"chain":1,"agent":"alice","from":"None","to":"Full"}]}`)";
  };
  EXPECT_EQ(fuzz::fault_of_restart(input, {.outcome = spoil}),
            "the answer is " + answer("R3") + ", and after a restart " + answer("R2"));
}

INSTANTIATE_TEST_SUITE_P(Each, RestartOracle, testing::ValuesIn(kPlantedInRestart),
                         [](auto const& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace recordshare::tests
