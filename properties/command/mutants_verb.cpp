// SPDX-License-Identifier: Apache-2.0
// mutants_verb.cpp runs the verb `mutants`: prints which checkers find which mutants, and the survivors.
#include "properties/command/verbs.hpp"

#include <string>
#include <utility>
#include <vector>

#include "engine/command_line/output.hpp"
#include "engine/command_line/progress.hpp"
#include "properties/command/print_explored.hpp"
#include "properties/command/print_mutants.hpp"
#include "properties/command/status.hpp"
#include "properties/mutate/matrix.hpp"
#include "properties/prove/proof.hpp"

namespace recordshare::properties {

int run_mutants(CheckCommandLine const& line) {
  mutate::MatrixOptions options;
  options.threads = line.explore.threads;
  options.fails_proof = [](mutate::Mutation const& mutation) {
    auto const report = prove::prove(mutation, {.stop_at_first_failure = true, .reachability = false});
    return report.verdict() == prove::ProofVerdict::Refuted;
  };
  options.proves_equal = [](mutate::Mutation const& mutation) { return prove::proves_equal(mutation); };
  auto const is_wanted = [&](mutate::Mutation const& mutation) {
    return text_of(mutation).find(line.only) != std::string::npos;
  };
  command::ProgressLine progress;
  std::vector<mutate::Fate> const fates = mutate::run_matrix(options, is_wanted, [&](std::size_t done, std::size_t of) {
    if (progress.is_due()) progress.show(std::to_string(done) + " of " + std::to_string(of) + " mutants");
  });
  progress.erase();
  std::string text;
  append_text(text, fates);
  command::write_file("-", std::move(text));
  std::string json;
  append_json(json, fates);
  write_json(line, std::move(json));
  return status_of(fates);
}

}  // namespace recordshare::properties
