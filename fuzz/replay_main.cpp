// SPDX-License-Identifier: Apache-2.0
// replay_main.cpp runs a target once on each file, without libFuzzer; the ordinary tests replay all corpora with it.
#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/command_line/files.hpp"
#include "fuzz/target.hpp"

namespace {

namespace fs = std::filesystem;

/// The file, or the files of the folder, in the order of their names.
std::vector<fs::path> files_of(fs::path const& path) {
  if (!fs::is_directory(path)) return {path};
  std::vector<fs::path> files;
  for (auto const& entry : fs::directory_iterator(path))
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

}  // namespace

int main(int count, char** arguments) try {
  std::size_t runs = 0;
  for (int i = 1; i < count; ++i) {
    for (auto const& path : files_of(arguments[i])) {
      std::string const bytes = recordshare::command::read_file(path);
      LLVMFuzzerTestOneInput(reinterpret_cast<std::uint8_t const*>(bytes.data()), bytes.size());
      ++runs;
    }
  }
  std::printf("%zu inputs replayed\n", runs);
  return runs > 0 ? 0 : 1;
} catch (std::exception const& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 1;
}
