// SPDX-License-Identifier: Apache-2.0
// embedded.hpp gives the texts that are built into the command, so that it can describe the model wherever it runs.
#pragma once

#include <string_view>

namespace recordshare::describe {

/// model/rules.md and properties/document/evidence.json as they were when this was built.
[[nodiscard]] std::string_view embedded_rules() noexcept;
[[nodiscard]] std::string_view embedded_evidence() noexcept;

}  // namespace recordshare::describe
