// SPDX-License-Identifier: Apache-2.0
// story.cpp plays stories on the engine, and compares all look-ups before and after each event.
#include "tests/story.hpp"

#include "engine/report/sentences.hpp"
#include "model/event_fields.hpp"
#include "tests/citations.hpp"

namespace recordshare::tests {

using command::text_of;

ChainState state_of(Engine const& engine, ChainId chain) {
  ChainState state{.phase = engine.phase(chain).value()};
  for (Party const& party : engine.parties(chain)) state.parties.insert(text_of(party));
  for (Party const& keeper : engine.keepers(chain)) state.keepers.insert(text_of(keeper));
  for (auto const& [initiator, target, stage] : engine.consultations(chain))
    state.consultations.emplace(std::pair{text_of(initiator), text_of(target)}, stage);
  return state;
}

void Story::SetUp() { fired_.forget_what_fired(); }
void Story::TearDown() { note_fired(fired_.fired()); }

void Story::given_logged_in(std::initializer_list<std::string_view> agents, Where where) {
  for (auto const agent : agents) {
    auto const dn = "dn:" + std::string(agent);
    given(DnMonitored{dn}, where);
    given(AgentLogin{agent, dn}, where);
  }
}

void Story::given_chain(ChainId chain, std::vector<RecordHandle> const& records, Where where) {
  given(ChainLoaded{chain, records}, where);
}

void Story::given(Event const& event, Where where) {
  auto const ending = happen(event, where);
  if (ending.result != Result::Accepted && ending.result != Result::Acknowledged)
    ADD_FAILURE_AT(where.file_name(), static_cast<int>(where.line())) << type_name(event) << " ends with " << ending;
}

void Story::when(Event const& event, OwnedOutcome const& expected, Where where) {
  auto const ending = happen(event, where);
  if (ending != expected)
    ADD_FAILURE_AT(where.file_name(), static_cast<int>(where.line()))
        << type_name(event) << " ends with\n  " << ending << "\nand not with\n  " << expected;
}

void Story::then_access(std::map<std::string, Access> const& expected, ChainId chain, Where where) const {
  std::map<std::string, Access> found;
  for (auto const& [key, access] : accesses())
    if (key.first == chain && access != Access::None) found.emplace(key.second, access);
  testing::ScopedTrace const trace(where.file_name(), static_cast<int>(where.line()), "then_access");
  EXPECT_EQ(found, expected);
}

void Story::then_chain(ChainState const& expected, ChainId chain, Where where) const {
  testing::ScopedTrace const trace(where.file_name(), static_cast<int>(where.line()), "then_chain");
  auto const found = state_of(engine, chain);
  EXPECT_EQ(name(found.phase), name(expected.phase));
  EXPECT_EQ(found.parties, expected.parties);
  EXPECT_EQ(found.keepers, expected.keepers);
  EXPECT_EQ(found.consultations, expected.consultations);
}

void Story::then_records(std::vector<RecordState> const& expected, ChainId chain, Where where) const {
  testing::ScopedTrace const trace(where.file_name(), static_cast<int>(where.line()), "then_records");
  std::vector<RecordState> found;
  for (auto const& record : engine.records(chain)) found.push_back(record);
  EXPECT_TRUE(found == expected);
}

OwnedOutcome Story::happen(Event const& event, Where where) {
  remember(event);
  auto before = accesses();
  auto const rest_before = rest();
  auto const ending = owned(engine.apply(event));
  for (auto const& change : ending.changes) {
    auto& access = before[{change.chain, std::string(change.agent)}];
    EXPECT_EQ(name(access), name(change.from)) << change.agent;
    access = change.to;
  }
  testing::ScopedTrace const trace(where.file_name(), static_cast<int>(where.line()), type_name(event));
  EXPECT_TRUE(fired_.apply(event)) << "the rows, read one by one, decide otherwise";
  EXPECT_EQ(accesses(), before) << "`changes` is not what changed";
  bool const takes_place = has_taken_place(ending.result);
  EXPECT_TRUE(takes_place || rest() == rest_before) << "a refused event changed something (I10)";
  return ending;
}

void Story::remember(Event const& event) {
  model::for_each_party(event, [this](Party const& party) {
    if (!party.is_number) agents_.emplace(party.name);
  });
  model::for_each_field(event, [this](auto field, auto const& value) {
    if constexpr (field == model::FieldName::Chain) chains_.insert(value);
  });
}

Story::AccessTable Story::accesses() const {
  AccessTable table;
  for (auto const chain : chains_)
    for (auto const& agent : agents_) table[{chain, agent}] = engine.access(chain, agent);
  return table;
}

Story::Rest Story::rest() const {
  Rest rest{.chains = {}, .records = {}, .standings = {}, .names = engine.name_count()};
  for (auto const chain : chains_) {
    if (!engine.phase(chain)) continue;
    rest.chains.emplace(chain, state_of(engine, chain));
    for (auto const& record : engine.records(chain))
      rest.records.emplace_back(record.record, record.finality ? record.finality->request : std::nullopt);
  }
  for (auto const& agent : agents_) rest.standings.emplace(agent, engine.standing(agent));
  return rest;
}

}  // namespace recordshare::tests
