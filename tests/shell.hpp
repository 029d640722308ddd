// SPDX-License-Identifier: Apache-2.0
// shell.hpp runs shell commands for tests, and creates scratch folders.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

#include "engine/command_line/files.hpp"
#include "engine/command_line/output.hpp"
#include "engine/command_line/process.hpp"

namespace recordshare::tests {

using command::Ran;
using command::read_file;

/// Runs a shell command to its end. Its standard error goes to that of the test, unless the command has `2>&1`.
inline Ran run_shell(std::string const& command) {
  Ran ran = command::run_process({"sh", "-c", command});
  std::fputs(ran.error.c_str(), stderr);
  return ran;
}

/// `text` as one word of a shell command.
inline std::string shell_word(std::string const& text) {
  std::string word = "'";
  for (char const c : text) {
    if (c == '\'') {
      word += "'\\''";
    } else {
      word += c;
    }
  }
  return word + "'";
}

/// Writes a whole file, and creates its folder.
inline void write_file(std::filesystem::path const& path, std::string const& text) {
  std::filesystem::create_directories(path.parent_path());
  command::write_file(path, text);
}

/// A new folder; the destructor removes it with its contents.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "recordshare-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot make a scratch folder");
    path_ = pattern;
  }
  ~ScratchFolder() {
    std::error_code ignored;  // a folder that stays behind fails no test
    std::filesystem::remove_all(path_, ignored);
  }
  ScratchFolder(ScratchFolder const&) = delete;
  ScratchFolder& operator=(ScratchFolder const&) = delete;

  [[nodiscard]] std::filesystem::path const& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace recordshare::tests
