// SPDX-License-Identifier: Apache-2.0
// permissions.hpp asks the table what every request is answered, for every access an agent can have.
#pragma once

#include <vector>

#include "properties/document/description.hpp"

namespace recordshare::describe {

/// Every combination of policies, every access of an eligible agent, a record that is Open or Final, every request.
[[nodiscard]] std::vector<Permission> permissions(std::vector<model::RowText> const& rows);

/// The same for an agent who is not logged in, or not monitored: default policies, an Open record.
[[nodiscard]] std::vector<Permission> permissions_of_the_others(std::vector<model::RowText> const& rows);

}  // namespace recordshare::describe
