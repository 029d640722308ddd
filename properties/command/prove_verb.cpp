// SPDX-License-Identifier: Apache-2.0
// prove_verb.cpp runs the verb `prove`: proves the production tables and writes the obligations as SMT-LIB.
#include "properties/command/verbs.hpp"

#include <filesystem>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>

#include "engine/command_line/output.hpp"
#include "properties/command/print_explored.hpp"
#include "properties/command/print_proof.hpp"
#include "properties/command/status.hpp"
#include "properties/prove/smt_text.hpp"

namespace recordshare::properties {

int prove_tables(CheckCommandLine const& line) {
  prove::AskedObserver write;
  if (!line.folder.empty()) {
    std::error_code error;
    std::filesystem::create_directories(line.folder, error);
    if (error) throw std::runtime_error("cannot create `" + line.folder + "`: " + error.message());
    write = [&](prove::Asked const& asked) {
      command::write_file(line.folder + "/" + asked.name + ".smt2", prove::smt_file(asked));
    };
  }
  prove::ProofOptions options;
  if (line.names_policy) options.policies = line.explore.world.policies;
  prove::ProofReport const report = prove::prove({}, options, write);
  std::string json;
  append_json(json, report);
  write_json(line, std::move(json));
  std::string text;
  append_text(text, report, options);
  command::write_file("-", std::move(text));
  return status_of(report);
}

}  // namespace recordshare::properties
