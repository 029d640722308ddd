// SPDX-License-Identifier: Apache-2.0
// prove_verb.cpp proves the tables that ship, and writes what was asked where that is wanted.
#include "properties/command/prove_verb.hpp"

#include <filesystem>
#include <system_error>

#include <unistd.h>

#include "engine/command_line/output.hpp"
#include "properties/command/print_proof.hpp"
#include "properties/prove/smt_text.hpp"

namespace recordshare::properties {
int prove_tables(CheckCommandLine const& line) {
  std::string problem;
  if (!line.folder.empty()) {
    std::error_code error;
    std::filesystem::create_directories(line.folder, error);
    if (error) problem = "cannot make `" + line.folder + "`: " + error.message();
  }
  prove::AskedObserver write;
  if (!line.folder.empty())
    write = [&](prove::Asked const& asked) {
      if (problem.empty())
        problem = command::write_file(line.folder + "/" + asked.name + ".smt2", prove::smt_file(asked));
    };
  prove::ProofOptions options;
  if (line.names_policy) options.policies = line.explore.world.policies;
  prove::ProofReport const report = problem.empty() ? prove::prove({}, options, write) : prove::ProofReport{};
  std::string json;
  append_json(json, report);
  if (problem.empty() && !line.json.empty()) problem = command::write_file(line.json, std::move(json));
  if (problem.empty()) {
    command::Output text(STDOUT_FILENO, "standard output");
    append_text(text.pending(), report, options);
    if (!text.close()) problem = text.problem();
  }
  if (!problem.empty()) {
    command::complain(problem);
    return command::kFailure;
  }
  return report.holds() ? command::kSuccess : kDoesNotHold;
}

}  // namespace recordshare::properties
