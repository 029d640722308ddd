// SPDX-License-Identifier: Apache-2.0
// planted_rows.cpp compiles the tables with one more row; a row that adds more than the limits check must not compile.
#include "model/directory_table.hpp"
#include "model/domain.hpp"
#include "model/newcomers.hpp"
#include "model/table.hpp"

// CMakeLists.txt compiles this once for each value of PLANTED, and expects the compiler's message.

namespace recordshare::model {
namespace {

#if PLANTED == 0  // a row that adds only the agent whom its event can add
using Planted = Row<Rule::R2, On<CallEstablished>, In<Idle>, If<>, Accept, Do<Join<Agent>, FindKeepers>, Enter<Live>>;
#elif PLANTED == 1  // an event that adds no agent
using Planted = Row<Rule::R10, On<PartyLeft>, In<Idle>, If<>, Accept, Do<Join<Agent>, FindKeepers>, Enter<Live>>;
#elif PLANTED == 2  // the other agent of an event that adds one
using Planted = Row<Rule::R3, On<SingleStepTransferCompleted>, In<Idle>, If<>, Accept, Do<Join<From>, FindKeepers>>;
#elif PLANTED == 3  // a record
using Planted = Row<Rule::E8, On<RecordCanceled>, In<Idle>, If<>, Accept, Do<AppendRecord>>;
#elif PLANTED == 4  // an agent who may have no name yet: the guard that ensures it is missing
using Planted = Row<Rule::R14, On<PreviewRecord>, In<Idle>, If<>, Accept, Do<OnlyKeeper<Agent>>>;
#elif PLANTED == 5  // a row that adds and finalizes
using Planted = Row<Rule::R2, On<CallEstablished>, In<Idle>, If<>, Accept, Do<Join<Agent>, FinalizeRecord>>;
#endif

struct PlantedRules : ChainRules {
  using Table = boost::mp11::mp_push_front<ChainRules::Table, Planted>;
};

static_assert(all_room_is_asked_for<PlantedRules, DirectoryRules, Ids>());

}  // namespace
}  // namespace recordshare::model
