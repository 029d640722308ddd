// SPDX-License-Identifier: Apache-2.0
// shell.hpp runs a shell command for a test, and gives a folder that is gone when the test is over.
#pragma once

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

#include <sys/wait.h>

namespace recordshare::tests {

/// What came of a command: its exit status (128 + n where signal n ended it) and what it wrote.
struct Ran {
  int status = 0;
  std::string output;  ///< standard output; standard error too where the command says `2>&1`
};

inline Ran run_shell(std::string const& command) {
  std::FILE* const pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("cannot run `" + command + "`");
  Ran ran{.status = 0, .output = {}};
  std::array<char, 65536> buffer{};
  while (auto const bytes = std::fread(buffer.data(), 1, buffer.size(), pipe)) ran.output.append(buffer.data(), bytes);
  int const status = pclose(pipe);
  ran.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
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

inline std::string read_file(std::filesystem::path const& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read `" + path.string() + "`");
  return {std::istreambuf_iterator<char>(file), {}};
}

inline void write_file(std::filesystem::path const& path, std::string const& text) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream file(path, std::ios::binary);
  file << text;
  if (!file.flush()) throw std::runtime_error("cannot write `" + path.string() + "`");
}

/// A new folder, which goes with what is in it when this does.
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
