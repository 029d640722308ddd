// SPDX-License-Identifier: Apache-2.0
// permissions.cpp runs each request through the rows, in a chain with one agent for each access.
#include "properties/document/permissions.hpp"

#include <array>

#include "model/concrete_chain.hpp"
#include "model/interpreter.hpp"

#include "properties/world/policies.hpp"

namespace recordshare::describe {
namespace {

constexpr std::uint32_t number(Access access) { return static_cast<std::uint32_t>(access); }
constexpr auto kConsults = number(Access::Full);
constexpr auto kIsConsulted = number(Access::ReadOnly);

/// A chain of two records on a live call: the first agent is the party, the second is consulted, the third has no role.
/// Agents are named by their access.
class Desk {
 public:
  Desk(Standing standing, bool is_final) {
    standings_.fill(standing);
    if (is_final) dispositions_[0].by = model::Disposition::kServer;
  }

  void ask(Permission& permission, std::vector<model::RowText> const& rows) {
    model::ConcreteChain chain(state_, standings_.data(), permission.policies, permission.decision);
    model::DesktopRequest<model::Ids> const request{
        .record = {}, .agent = model::AgentId{number(permission.access)}, .request = permission.request};
    std::size_t const row =
        model::interpret<model::ChainRules, model::Ids>(request, chain, state_.phase, permission.decision);
    permission.row = rows.size() - boost::mp11::mp_size<model::ChainRules::Table>::value + row;
  }

 private:
  std::array<Standing, 3> standings_{};
  std::array<model::Member, 2> members_{
      {{kConsults & 0xFFU, model::kParty | model::kInitiator | model::kEstablished, 1},
       {kIsConsulted & 0xFFU, model::kTarget | model::kEstablished, 0}}};
  std::array<model::Disposition, 2> dispositions_{};
  model::ChainState state_{Phase::Live, model::kNoCall, 2, 2, 2, 2, members_.data(), dispositions_.data()};
};

void ask_every_request(Permission permission, std::vector<model::RowText> const& rows, std::vector<Permission>& out) {
  for (std::size_t request = 0; request < kRequests.size(); ++request) {
    permission.request = enumerator_at<Request>(request);
    permission.decision = {};
    Desk(permission.standing, permission.is_final).ask(permission, rows);
    out.push_back(permission);
  }
}

}  // namespace

std::vector<Permission> permissions(std::vector<model::RowText> const& rows) {
  std::vector<Permission> all;
  for (Policies const& policies : properties::kAllPolicies)
    for (Access const access : {Access::None, Access::ReadOnly, Access::Full})
      for (bool const is_final : {false, true})
        ask_every_request({policies, access, Standing::Eligible, is_final, {}, {}, {}}, rows, all);
  return all;
}

std::vector<Permission> permissions_of_the_others(std::vector<model::RowText> const& rows) {
  std::vector<Permission> all;
  for (Standing const standing : {Standing::NotLoggedIn, Standing::NotMonitored})
    ask_every_request({{}, {}, standing, false, {}, {}, {}}, rows, all);
  return all;
}

}  // namespace recordshare::describe
