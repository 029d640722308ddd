// SPDX-License-Identifier: Apache-2.0
// describe_verb.cpp runs the verb `describe`: generates documentation from the tables.
#include <string>
#include <utility>

#include "engine/command_line/output.hpp"
#include "engine/command_line/usage.hpp"
#include "properties/command/verbs.hpp"
#include "properties/document/formats.hpp"

namespace recordshare::properties {

int describe_model(CheckCommandLine const& line) {
  std::string text;
  describe::kFormats[line.format].append(text, describe::describe());
  command::write_file(line.output, std::move(text));
  return command::kSuccess;
}

}  // namespace recordshare::properties
