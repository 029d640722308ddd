// SPDX-License-Identifier: Apache-2.0
// reference_requests.cpp implements sections 5 and 7 of rules.md: desktop requests and policies.
#include <algorithm>
#include <string>
#include <utility>

#include "properties/oracle/reference.hpp"

namespace recordshare::properties {
namespace {

OwnedOutcome error(Rule rule, Reason reason) { return {.result = Result::Error, .rule = rule, .reason = reason}; }

bool reads(Request request) { return term_of(request).kind == RequestClass::Reads; }

bool finalizes(Request request, Policies const& policies) {
  auto const& term = term_of(request);
  return term.kind == RequestClass::Finalizes ||
         (term.reschedules && policies.reschedule == Reschedule::Finalizes);  // section 7
}

bool is_always_taken(Request request, Policies const& policies) {
  return request == Request::DoNotCall && policies.do_not_call == DoNotCallScope::Always;  // section 7
}

OwnedOutcome shown(Rule rule, ReferenceChain const& chain, bool read_only) {
  OwnedShownChain answer{.read_only = read_only, .records = {}};
  for (auto const& record : chain.records)
    answer.records.push_back({record.handle, !read_only && !record.finality.has_value()});
  return {.result = Result::Acknowledged,
          .rule = rule,
          .answer = std::string(answer_of(Request::ChainedRecordRequest)),
          .shown = std::move(answer)};
}

}  // namespace

// D1 to D9: the first row that applies.
OwnedOutcome Reference::decide(DesktopRequest const& e) const {
  auto const* const chain = find(e.record);
  if (chain == nullptr) return error(Rule::D1, Reason::UnknownRecord);
  if (standing(e.agent) == Standing::NotLoggedIn) return error(Rule::D2, Reason::NotLoggedIn);
  if (standing(e.agent) == Standing::NotMonitored) return error(Rule::D3, Reason::NotMonitored);
  auto const given = access(*chain, e.agent);
  if (given == Access::None) return error(Rule::D4, Reason::NoAccess);
  if (given == Access::ReadOnly && reads(e.request)) return shown(Rule::D5, *chain, true);
  if (given == Access::ReadOnly) return error(Rule::D6, Reason::ReadOnlyAccess);
  if (reads(e.request)) return shown(Rule::D7, *chain, false);
  if (auto const& record = record_of(*chain, e.record);
      record.finality && !is_always_taken(e.request, options_.policies)) {
    auto outcome = error(Rule::D8, Reason::RecordAlreadyFinal);
    outcome.finality = record.finality;
    return outcome;
  }
  return {.result = Result::Acknowledged, .rule = Rule::D9, .answer = std::string(answer_of(e.request))};
}

// D9: a finalizing request makes the record Final.
OwnedOutcome Reference::finalize(DesktopRequest const& e, OwnedOutcome outcome) {
  if (outcome.result == Result::Acknowledged && finalizes(e.request, options_.policies))
    outcome.finalized = make_final(*find(e.record), e.record, {e.request, std::string(e.agent)});
  return outcome;
}

// D9 and E8, under the policy `final_scope` of section 7.
std::vector<RecordHandle> Reference::make_final(ReferenceChain& chain, RecordHandle record,
                                                OwnedFinality const& by) const {
  std::vector<RecordHandle> finalized;
  for (auto& each : chain.records)
    if (!each.finality && (each.handle == record || options_.policies.final_scope == FinalScope::Chain)) {
      each.finality = by;
      finalized.push_back(each.handle);
    }
  return finalized;
}

}  // namespace recordshare::properties
