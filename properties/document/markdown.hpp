// SPDX-License-Identifier: Apache-2.0
// markdown.hpp gives the parts of model/README.md that tell where every sentence went.
#pragma once

#include <string>

#include "properties/document/description.hpp"

namespace recordshare::describe {

/// What we decided where the guide is silent, why, and which policy switches it.
void append_interpretations(std::string& out, Description const& description);

/// From the guide's sentences to what checks them, and from each row back.
void append_traces(std::string& out, Description const& description);

}  // namespace recordshare::describe
