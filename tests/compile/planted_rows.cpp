// SPDX-License-Identifier: Apache-2.0
// planted_rows.cpp compiles the tables with a row more; with a row that adds what no room is asked for it must not.
#include "model/directory_table.hpp"
#include "model/domain.hpp"
#include "model/newcomers.hpp"
#include "model/table.hpp"

// CMakeLists.txt compiles this once for each value of PLANTED, and says what the compiler must answer.

namespace recordshare::model {
namespace {

#if PLANTED == 0  // a row that adds only whom its event can bring in already
using Planted = Row<Rule::R2, On<CallEstablished>, In<Idle>, If<>, Accept, Do<Join<Agent>, FindKeepers>, Enter<Live>>;
#elif PLANTED == 1  // an event that brings in nobody
using Planted = Row<Rule::R10, On<PartyLeft>, In<Idle>, If<>, Accept, Do<Join<Agent>, FindKeepers>, Enter<Live>>;
#elif PLANTED == 2  // the other end of an event that brings in one
using Planted = Row<Rule::R3, On<SingleStepTransferCompleted>, In<Idle>, If<>, Accept, Do<Join<From>, FindKeepers>>;
#elif PLANTED == 3  // a record
using Planted = Row<Rule::E8, On<RecordCanceled>, In<Idle>, If<>, Accept, Do<AppendRecord>>;
#elif PLANTED == 4  // somebody whose name is not held: the guard that shows it to be is missing
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
