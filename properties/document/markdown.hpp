// SPDX-License-Identifier: Apache-2.0
// markdown.hpp writes the interpretations and the traceability of model/README.md.
#pragma once

#include <string>

#include "properties/document/description.hpp"

namespace recordshare::describe {

/// Our interpretations where the guide is silent, with reasons and policies.
void append_interpretations(std::string& out, Description const& description);

/// Traceability: from the guide's sentences to their checks, and from each row back.
void append_traces(std::string& out, Description const& description);

}  // namespace recordshare::describe
