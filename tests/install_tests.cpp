// SPDX-License-Identifier: Apache-2.0
// install_tests.cpp installs the library, and builds and runs a separate project with the installed files.
#include <algorithm>
#include <filesystem>
#include <regex>
#include <sstream>
#include <string>

#include <gtest/gtest.h>
#include <recordshare/version.hpp>

#include "tests/packages.hpp"
#include "tests/shell.hpp"

namespace recordshare::tests {
namespace {

namespace fs = std::filesystem;

/// The value of a variable in this build's CMake cache.
std::string cached(std::string const& variable) {
  std::istringstream cache(read_file(fs::path(RECORDSHARE_BINARY_DIR) / "CMakeCache.txt"));
  for (std::string line; std::getline(cache, line);)
    if (line.starts_with(variable + ":")) return line.substr(line.find('=') + 1);
  return {};
}

/// The library is installed into a scratch folder's `prefix`.
class Install : public testing::Test {
 protected:
  void SetUp() override {
    auto const ran = run_shell("cmake --install " + shell_word(RECORDSHARE_BINARY_DIR) + " --prefix " +
                               shell_word(prefix_) + " 2>&1");
    ASSERT_EQ(ran.status, 0) << ran.output;
  }

  /// Builds the project in this source folder with the installed library; returns its program as a word of the shell.
  std::string built(std::string const& project, std::string const& program) {
    std::string flags = cached("CMAKE_CXX_FLAGS");
    if (auto const sanitizers = cached("RECORDSHARE_SANITIZERS"); !sanitizers.empty())
      flags += " -fsanitize=" + sanitizers;  // programs that link a sanitized library need them too
    auto const configured = run_shell("cmake -G Ninja -DCMAKE_BUILD_TYPE=Debug -S " +
                                      shell_word(std::string(RECORDSHARE_SOURCE_DIR) + "/" + project) + " -B " +
                                      shell_word(in_scratch("build")) + " -DCMAKE_PREFIX_PATH=" + shell_word(prefix_) +
                                      " -DCMAKE_CXX_COMPILER=" + shell_word(cached("CMAKE_CXX_COMPILER")) +
                                      " -DCMAKE_CXX_FLAGS=" + shell_word(flags) + " 2>&1");
    EXPECT_EQ(configured.status, 0) << configured.output;
    auto const made = run_shell("cmake --build " + shell_word(in_scratch("build")) + " 2>&1");
    EXPECT_EQ(made.status, 0) << made.output;
    return shell_word(in_scratch("build/" + program));
  }

  [[nodiscard]] std::string in_scratch(std::string const& name) const { return (scratch_.path() / name).string(); }

  ScratchFolder scratch_;
  std::string prefix_ = in_scratch("prefix");
};

TEST_F(Install, ASeparateProjectFindsBuildsAndRuns) {
  auto const ran = run_shell(built("tests/consumer", "consumer"));
  EXPECT_EQ(ran.status, 0);
  EXPECT_EQ(ran.output,
            "accepted by rule R3\n"
            "alice: Full -> None\n"
            "bob: None -> Full\n"
            "error: NoAccess\n");
}

TEST_F(Install, AnArbiterInCppIsHeldAgainstTheRulesInItsOwnProcess) {
  auto const adapter = built("fuzz/examples/adapter", "adapter");
  auto const right = run_shell(adapter);
  EXPECT_EQ(right.status, 0);
  EXPECT_TRUE(right.output.starts_with("no difference in 74 streams (24 stories, 50 generated), ")) << right.output;
  auto const eager = run_shell(adapter + " --eager");
  EXPECT_EQ(eager.status, 2);
  EXPECT_TRUE(eager.output.starts_with("DIFFERENCE, wrong answer: member `")) << eager.output;
  EXPECT_NE(eager.output.find("the rule, R13 (Order)"), std::string::npos) << eager.output;
}

TEST_F(Install, AProgramWithABoostJsonOfItsOwnHasTwo) {
  auto const ran = run_shell(built("tests/consumer_with_boost", "consumer_with_boost"));
  EXPECT_EQ(ran.status, 0);
  EXPECT_TRUE(ran.output.starts_with("too large\none\naccepted\nbyte 16: ")) << ran.output;
}

// Allowed from Boost.MSM: templates over our own types, and functions of its base classes, which do nothing.
TEST_F(Install, NoArchiveDefinesASymbolOfBoost) {
  static std::regex const boost(R"( [A-Zuvwi] .*\bboost(::|_))");
  static std::regex const bases_of_msm(R"(boost::(msm|fusion)::)");
  std::size_t archives = 0;
  for (auto const& entry : fs::recursive_directory_iterator(prefix_)) {
    if (entry.path().extension() != ".a") continue;
    ++archives;
    auto const symbols = run_shell("nm -C --defined-only " + shell_word(entry.path().string()));
    EXPECT_EQ(symbols.status, 0);
    std::istringstream lines(symbols.output);
    for (std::string line; std::getline(lines, line);) {
      if (line.find("boost") == std::string::npos || line.find("recordshare") != std::string::npos)
        continue;  // faster than a match
      EXPECT_TRUE(!std::regex_search(line, boost) || std::regex_search(line, bases_of_msm))
          << entry.path().filename() << ": " << line;
    }
  }
  EXPECT_EQ(archives, 2U);
}

TEST_F(Install, WhoeverHasTheCommandsHasTheStoriesToo) {
  auto const ran = run_shell("cd / && PATH=" + shell_word(prefix_ + "/bin") +
                             ":$PATH recordshare-check conform --streams 4 --exec 'recordshare run -' 2>&1");
  EXPECT_EQ(ran.status, 0);
  EXPECT_TRUE(ran.output.starts_with("no difference in 28 streams (24 stories, 4 generated), ")) << ran.output;
}

TEST_F(Install, InstalledHeadersIncludeTheStandardLibraryAndEachOtherAlone) {
  static std::regex const include(R"(^\s*#\s*include\s*[<"]([^>"]*)[>"].*)");
  std::size_t headers = 0;
  for (auto const& entry : fs::recursive_directory_iterator(fs::path(prefix_) / "include")) {
    if (!entry.is_regular_file()) continue;
    ++headers;
    auto const name = entry.path().lexically_relative(fs::path(prefix_) / "include").generic_string();
    EXPECT_TRUE(name.starts_with("recordshare/")) << name;
    std::istringstream lines(read_file(entry.path()));
    for (std::string line; std::getline(lines, line);) {
      std::smatch match;
      if (!std::regex_match(line, match, include)) continue;
      std::string const included = match[1];
      bool const standard = included.find_first_of("/.") == std::string::npos;
      bool const ours = fs::exists(fs::path(prefix_) / "include" / included) && included.starts_with("recordshare/");
      bool const beside = fs::exists(entry.path().parent_path() / included);
      EXPECT_TRUE(standard || ours || beside) << name << " includes " << included;
    }
  }
  EXPECT_GE(headers, 9U);
}

TEST_F(Install, TheCommandTheLicenceAndTheRulesAreInstalledToo) {
  auto const ran = run_shell(shell_word(prefix_ + "/bin/recordshare") + " --version");
  EXPECT_EQ(ran.status, 0);
  EXPECT_NE(ran.output.find(kVersion), std::string::npos) << ran.output;
  for (std::string const name : {"LICENSE", "rules.md", "events.md"})
    EXPECT_TRUE(fs::exists(fs::path(prefix_) / "share/doc/recordshare" / name)) << name;
}

TEST_F(Install, ManPagesAndCompletionsAreInstalledWithTheCommands) {
  for (std::string const name : {"recordshare", "recordshare-check"}) {
    for (std::string const& file : {"bin/" + name, "share/man/man1/" + name + ".1",
                                    "share/bash-completion/completions/" + name, "share/zsh/site-functions/_" + name}) {
      EXPECT_TRUE(fs::exists(fs::path(prefix_) / file)) << file;
      EXPECT_GT(fs::file_size(fs::path(prefix_) / file), 500U) << file;
    }
  }
}

// Builds by a user who lacks the packages for tests and checkers.

/// Configures `source` into `build` with `options`, by this build's compiler and without our packages.
Ran configure(std::string const& source, std::string const& build, std::string const& options) {
  return run_shell("cmake -G Ninja -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG=-O0 -S " + shell_word(source) +
                   " -B " + shell_word(build) + " -DCMAKE_CXX_COMPILER=" + shell_word(cached("CMAKE_CXX_COMPILER")) +
                   options_without_our_packages() + " " + options + " 2>&1");
}

TEST(Build, APartOfAnotherProjectIsTheLibraryAlone) {
  ScratchFolder const scratch;
  write_file(scratch.path() / "CMakeLists.txt",
             "cmake_minimum_required(VERSION 3.25)\nproject(host LANGUAGES CXX)\nadd_subdirectory(" +
                 std::string(RECORDSHARE_SOURCE_DIR) + " recordshare)\nadd_executable(host host.cpp)\n" +
                 "target_link_libraries(host PRIVATE recordshare::recordshare)\n");
  write_file(scratch.path() / "host.cpp", "#include <recordshare/recordshare.hpp>\nint main() {}\n");
  std::string const build = (scratch.path() / "build").string();
  auto const configured = configure(scratch.path().string(), build, "");
  ASSERT_EQ(configured.status, 0) << configured.output;
  auto const all = run_shell("ninja -C " + shell_word(build) + " -t inputs all");
  EXPECT_EQ(all.status, 0) << all.output;
  EXPECT_NE(all.output.find("recordshare.dir/step.cpp.o"), std::string::npos) << all.output;
  for (std::string const part : {"recordshare_conformance.dir", "recordshare-command.dir", "tests/"})
    EXPECT_EQ(all.output.find(part), std::string::npos) << part;
  // The host's installation has none of our files, and all our targets have our prefix.
  EXPECT_EQ(read_file(fs::path(build) / "recordshare/cmake_install.cmake").find("librecordshare"), std::string::npos);
  auto const targets = run_shell("ninja -C " + shell_word(build) + " -t targets all");
  static std::regex const unprefixed(R"(\n(review\w*|tests?_\w*|fuzz\w*): phony)");
  std::smatch match;
  EXPECT_FALSE(std::regex_search(targets.output, match, unprefixed)) << match.str();
}

TEST(Build, TestsAndBenchmarkComeWithTheCommandThatTheyNeed) {
  ScratchFolder const scratch;
  for (std::string const options :
       {"-DRECORDSHARE_TESTS=ON -DRECORDSHARE_BENCHMARK=OFF", "-DRECORDSHARE_TESTS=OFF -DRECORDSHARE_BENCHMARK=ON"}) {
    auto const configured = run_shell("cmake -G Ninja -S " + shell_word(RECORDSHARE_SOURCE_DIR) + " -B " +
                                      shell_word((scratch.path() / "build").string()) +
                                      " -DCMAKE_CXX_COMPILER=" + shell_word(cached("CMAKE_CXX_COMPILER")) +
                                      " -DRECORDSHARE_COMMAND=OFF " + options + " 2>&1");
    EXPECT_EQ(configured.status, 0) << options << "\n" << configured.output;
  }
}

TEST(Readme, ItsExampleIsWhatTheSeparateProjectCompiles) {
  std::string const readme = read_file(fs::path(RECORDSHARE_SOURCE_DIR) / "README.md");
  std::string const source = read_file(fs::path(RECORDSHARE_SOURCE_DIR) / "tests/consumer/main.cpp");
  std::string const opening = "```cpp\n";
  auto const begin = readme.find(opening);
  ASSERT_NE(begin, std::string::npos);
  auto const end = readme.find("```\n", begin + opening.size());
  std::string const example = readme.substr(begin + opening.size(), end - begin - opening.size());
  EXPECT_EQ(example, source.substr(source.find("#include")));
  EXPECT_LE(std::ranges::count(example, '\n'), 22);
}

}  // namespace
}  // namespace recordshare::tests
