// SPDX-License-Identifier: Apache-2.0
// node.hpp runs the programs of tests/npm under Node.
#pragma once

#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/shell.hpp"

namespace recordshare::tests {

/// The type of diagram that Mermaid finds in each of these texts; "not accepted" if it rejects the text.
inline std::vector<std::string> accepted_by_mermaid(std::vector<std::string> const& diagrams) {
  namespace fs = std::filesystem;
  // The packages are installed beside the build; Node looks for them in the program's folder and above.
  fs::path const modules = fs::path(RECORDSHARE_SOURCE_DIR) / "build/npm";
  if (!fs::exists(modules / "node_modules")) {
    ADD_FAILURE() << "build/npm is not there: bash tests/run.sh installs it";
    return {};
  }
  ScratchFolder const folder;
  fs::create_directory_symlink(modules / "node_modules", folder.path() / "node_modules");
  fs::copy_file(fs::path(RECORDSHARE_SOURCE_DIR) / "tests/npm/accept_mermaid.mjs", folder.path() / "accept.mjs");
  std::string command = "cd " + shell_word(folder.path().string()) + " && node accept.mjs";
  for (std::size_t i = 0; i < diagrams.size(); ++i) {
    std::string const name = std::to_string(i) + ".mmd";
    write_file(folder.path() / name, diagrams[i]);
    command += " " + name;
  }
  std::vector<std::string> kinds;
  std::istringstream lines(run_shell(command + " 2>&1").output);
  for (std::string line; std::getline(lines, line);) {
    std::string const begin = std::to_string(kinds.size()) + ".mmd: ";
    if (!line.starts_with(begin)) continue;  // the position, and what was expected
    std::string const kind = line.substr(begin.size());
    kinds.push_back(kind.starts_with("not accepted") ? "not accepted" : kind);
  }
  return kinds;
}

}  // namespace recordshare::tests
