// SPDX-License-Identifier: Apache-2.0
// permissions.hpp computes from the table the answer to every request, for every access.
#pragma once

#include <vector>

#include "properties/document/description.hpp"

namespace recordshare::describe {

/// Every combination of policies, every access of an eligible agent, a record that is Open or Final, every request.
[[nodiscard]] std::vector<Permission> permissions(std::vector<model::RowText> const& rows);

/// The same for an agent that is not logged in, or not monitored: default policies, an Open record.
[[nodiscard]] std::vector<Permission> permissions_of_the_others(std::vector<model::RowText> const& rows);

}  // namespace recordshare::describe
