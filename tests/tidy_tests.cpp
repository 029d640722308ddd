// SPDX-License-Identifier: Apache-2.0
// tidy_tests.cpp checks the form of the sources, that each kind of breach is found, and that texts agree with rules.md.
#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <recordshare/recordshare.hpp>

#include "tests/shell.hpp"
#include "tests/tidy.hpp"

namespace recordshare::tests {
namespace {

namespace fs = std::filesystem;

TEST(Tidy, TheSourcesAreInForm) {
  for (auto const& finding : untidy(RECORDSHARE_SOURCE_DIR))
    ADD_FAILURE_AT(finding.file.c_str(), static_cast<int>(finding.line)) << finding.what;
}

// The check above can fail: a small tree is in form, and each test plants one breach in it.

std::string repeated(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

std::string opening(std::string const& name, std::string const& mark = "// ") {
  return mark + "SPDX-License-Identifier: Apache-2.0\n" + mark + name + " is planted by a test.\n";
}

std::string header(std::string const& name, std::string const& body) {
  return opening(name) + "#pragma once\n\n" + body;
}

struct Planted {
  std::string_view name;
  std::string file;
  std::string text;
  std::string_view found;  ///< the one finding that it must cause

  friend std::ostream& operator<<(std::ostream& stream, Planted const& planted) { return stream << planted.name; }
};

std::vector<Planted> breaches() {
  std::string const function = "void f(int a,\n       int b) {\n" + repeated("  a += b;\n", 70) + "}\n";
  return {
      {"Tab", "model/a.hpp", header("a.hpp", "\tint a;\n"), "a tab"},
      {"TrailingBlank", "model/a.hpp", header("a.hpp", "int a; \n"), "a trailing blank"},
      {"CarriageReturn", "README.md", "one line\r\n", "a trailing blank"},
      {"LongLine", "model/a.hpp", header("a.hpp", "// " + repeated("x", 118) + "\n"), "a line of more than 120"},
      {"LongFile", "engine/library/a.cpp", opening("a.cpp") + repeated("int a();\n", 400), "a file of more than 400"},
      {"LongFunction", "engine/library/a.cpp", opening("a.cpp") + function, "a function of more than 70"},
      {"LongMember", "engine/library/a.cpp",
       opening("a.cpp") + "struct A {\n  void f() {\n" + repeated("    g();\n", 70) + "  }\n};\n",
       "a function of more than 70"},
      {"OwnPath", "engine/library/a.cpp", opening("a.cpp") + "// see /" + "home/me/notes\n", "a path of somebody's"},
      {"NoSpdx", "engine/library/a.cpp", "// a.cpp has no licence.\n", "no SPDX line first"},
      {"NoSpdxInAScript", "tests/a.sh", "#!/bin/bash\n# A script.\n", "no SPDX line first"},
      {"NoSpdxInAProgramOfNode", "tests/npm/a.mjs", "// a.mjs has no licence.\n", "no SPDX line first"},
      {"NoSpdxInAStyle", "properties/document/page/a.css", "/* a.css has no licence. */\n", "no SPDX line first"},
      {"NoSpdxInAPage", "properties/document/page/a.html", "<!DOCTYPE html>\n<html>\n", "no SPDX line first"},
      {"Empty", "engine/library/a.cpp", "", "no SPDX line first"},
      {"NoSentence", "engine/library/a.cpp", "// SPDX-License-Identifier: Apache-2.0\nint a;\n", "no sentence second"},
      {"NotItsName", "engine/library/a.cpp", opening("b.cpp"), "no sentence second"},
      {"NoEnd", "engine/library/a.cpp", "// SPDX-License-Identifier: Apache-2.0\n// a.cpp does\nint a;\n",
       "without its end"},
      {"NoPragma", "model/a.hpp", opening("a.hpp"), "without `#pragma once`"},
      {"ModelToEngine", "model/a.hpp", header("a.hpp", "#include \"engine/library/b.hpp\"\n"),
       "from `model` to `engine/library`"},
      {"ModelToPublic", "model/a.hpp", header("a.hpp", "#include <recordshare/engine.hpp>\n"), "from `model` to"},
      {"EngineToTests", "engine/library/a.cpp", opening("a.cpp") + "#include \"tests/b.hpp\"\n",
       "from `engine/library` to `tests`"},
      {"EngineToProperties", "engine/command/a.cpp", opening("a.cpp") + "#include \"properties/world/b.hpp\"\n",
       "from `engine/command` to `properties/world`"},
      {"LibraryToCommand", "engine/library/a.cpp", opening("a.cpp") + "#include \"engine/command_line/b.hpp\"\n",
       "from `engine/library` to `engine/command_line`"},
      {"WorldToOracle", "properties/world/a.cpp", opening("a.cpp") + "#include \"properties/oracle/b.hpp\"\n",
       "from `properties/world` to `properties/oracle`"},
      {"ConformToExplore", "properties/conform/a.cpp", opening("a.cpp") + "#include \"properties/explore/b.hpp\"\n",
       "from `properties/conform` to `properties/explore`"},
      {"WorldToConformance", "properties/world/a.cpp", opening("a.cpp") + "#include <recordshare/conformance.hpp>\n",
       "from `properties/world` to `properties/conform`"},
      {"PropertiesToFuzz", "properties/oracle/a.cpp", opening("a.cpp") + "#include \"fuzz/b.hpp\"\n",
       "from `properties/oracle` to `fuzz`"},
      {"FuzzToTests", "fuzz/a.cpp", opening("a.cpp") + "#include \"tests/b.hpp\"\n", "from `fuzz` to `tests`"},
      {"OutsideEveryRoom", "engine/a.cpp", opening("a.cpp"), "C++ outside every room"},
      {"BuiltFromTests", "properties/CMakeLists.txt", opening("", "# ") + "set(stories ../tests/conformance)\n",
       "a build that reads from `tests/`"},
      {"DotDot", "tests/a.cpp", opening("a.cpp") + "#include \"../engine/b.hpp\"\n", "an include through `..`"},
      {"PublicBoost", "engine/include/recordshare/a.hpp", header("a.hpp", "#include <boost/json.hpp>\n"),
       "a public header that includes `boost/json.hpp`"},
      {"PublicPrivate", "engine/include/recordshare/a.hpp", header("a.hpp", "#include \"engine/library/step.hpp\"\n"),
       "a public header that includes `engine/library/step.hpp`"},
      {"PublicSystem", "model/include/recordshare/model/events.hpp", header("events.hpp", "#include <unistd.h>\n"),
       "a public header that"},
      {"BackEnd", "engine/library/step.cpp", opening("step.cpp") + "#include <boost/msm/back/state_machine.hpp>\n",
       "MSM's back end outside"},
      {"Machine", "engine/library/engine.cpp", opening("engine.cpp") + "#include \"model/machine.hpp\"\n",
       "the state machine included outside"},
      {"OwnBoost", "engine/library/a.cpp", opening("a.cpp") + "#include <boost/json.hpp>\n",
       "Boost under its own name"},
      {"ClosedTwice", "engine/library/a.cpp",
       opening("a.cpp") + "namespace a {\nint b = [] {\n};  // namespace\n}  // namespace a\n",
       "a namespace is closed that was not opened"},
      {"ModelBoost", "model/a.hpp", header("a.hpp", "#include <boost/json.hpp>\n"), "an include of the model other"},
      {"Whoever", "README.md", "Whoever has the call has the chain.\n", "the word `whoever`: name the role"},
      {"HeldAgainst", "engine/library/a.cpp", opening("a.cpp") + "// It is held\n// against the rules.\n",
       "the words `held against`: say `compared with`"},
      {"IsNone", "tests/a.py", opening("", "# ") + "# The file, where there is none.\n", "the words `is none`"},
      {"WhatIsLeft", "tests/a.sh", opening("a.sh", "# ") + "# Prints what is left.\n", "the words `what is left`"},
  };
}

/// A tree in form: each file comes close to a breach.
void plant_tidy_tree(fs::path const& root) {
  std::string const function = "void f(int a,\n       int b) {\n" + repeated("  a += b;\n", 67) + "}\n";
  write_file(root / "engine/library/f.cpp", opening("f.cpp") + function);
  write_file(root / "engine/library/long.cpp", opening("long.cpp") + repeated("int a();\n", 398));
  write_file(root / "engine/library/table.cpp",
             opening("table.cpp") + "int const table[] = {\n" + repeated("    g(1),\n", 80) + "};\n");
  write_file(root / "engine/library/lambda.cpp",
             opening("lambda.cpp") + "void f() {\n  g(\n      [&](int a) {\n        a();\n" +
                 "      },\n      1);\n}\n" + repeated("int a();\n", 80) + "    }\n");
  write_file(root / "engine/library/for.cpp", opening("for.cpp") +
                                                  "void f() {\n  for (int const a :\n       {1,\n        2}) {\n" +
                                                  "    g(a);\n  }\n}\n" + repeated("int a();\n", 80) + "       }\n");
  write_file(root / "engine/library/step.cpp", opening("step.cpp") + "#include \"model/machine.hpp\"\n");
  write_file(root / "model/machine.hpp", header("machine.hpp", "#include <boost/msm/back/state_machine.hpp>\n"));
  write_file(root / "model/table.hpp", header("table.hpp", "#include <boost/mp11/list.hpp>\n#include <array>\n"));
  write_file(root / "model/include/recordshare/model/events.hpp",
             header("events.hpp", "#include <recordshare/model/vocabulary.hpp>\n"));
  write_file(root / "fuzz/a.cpp",
             opening("a.cpp") + "#include \"properties/world/b.hpp\"\n#include <recordshare/engine.hpp>\n");
  write_file(root / "tests/a_tests.cpp", opening("a_tests.cpp") + "#include \"model/machine.hpp\"\n");
  write_file(root / "tests/wide.cpp", opening("wide.cpp") + "// " + repeated("\xc3\xa9", 117) + "\n");
  write_file(root / "tests/run.sh", "#!/bin/bash\n" + opening("run.sh", "# "));
  write_file(root / "README.md", repeated("x", 500) + "\nThe access is None, and this nonetheless is nonempty.\n");
  write_file(root / "tests/a.py", opening("", "# ") + "if a is None:\n    b()\n");
  write_file(root / "model/b.hpp", header("b.hpp", "// R8: \"Whoever is a\n// party is no keeper.\"\n"));
  write_file(root / "model/rules.md", "Whoever is held against what is left is none.\n");
  write_file(root / "build/a.cpp", "\t\n");
}

class TidyBreach : public testing::TestWithParam<Planted> {};

TEST_P(TidyBreach, IsFound) {
  auto const& planted = GetParam();
  ScratchFolder const root;
  plant_tidy_tree(root.path());
  write_file(root.path() / planted.file, planted.text);
  auto const findings = untidy(root.path());
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].file, planted.file);
  EXPECT_NE(findings[0].what.find(planted.found), std::string::npos) << findings[0].what;
}

INSTANTIATE_TEST_SUITE_P(Planted, TidyBreach, testing::ValuesIn(breaches()),
                         [](auto const& breach) { return std::string(breach.param.name); });

TEST(Tidy, NothingIsFoundInATreeThatIsInForm) {
  ScratchFolder const root;
  plant_tidy_tree(root.path());
  for (auto const& finding : untidy(root.path())) ADD_FAILURE() << finding.file << ": " << finding.what;
}

// The vocabulary's texts agree with rules.md.

/// Whether rules.md has a title for the rule: R1's is ours, and a table row has no title.
bool has_title(RuleTerm const& rule) { return rule.name.starts_with('R') && rule.name != "R1"; }

/// The titles and sentences of the vocabulary that this text of the rules lacks.
std::vector<std::string> foreign_texts(std::string const& rules) {
  std::vector<std::string> foreign;
  for (auto const& rule : kRules) {
    if (rule.name == "-") continue;
    if (has_title(rule) && rules.find(plain(rule.title)) == std::string::npos) foreign.emplace_back(rule.title);
    if (rules.find(plain(rule.sentence)) == std::string::npos) foreign.emplace_back(rule.sentence);
  }
  return foreign;
}

TEST(Vocabulary, ItsRulesSpeakInTheWordsOfRulesMd) {
  auto const rules = plain(read_file(fs::path(RECORDSHARE_SOURCE_DIR) / "model/rules.md"));
  EXPECT_EQ(foreign_texts(rules), std::vector<std::string>{});
}

TEST(Vocabulary, AWordThatRulesMdSaysOtherwiseIsFound) {
  std::string rules = plain(read_file(fs::path(RECORDSHARE_SOURCE_DIR) / "model/rules.md"));
  std::string const phrase = "all parties leave;";
  auto const at = rules.find(phrase);
  ASSERT_NE(at, std::string::npos);
  rules.replace(at, phrase.size(), "some parties leave;");
  ASSERT_EQ(foreign_texts(rules).size(), 1U);
}

TEST(Vocabulary, EveryReasonAndRequestAndPolicyStandsInRulesMd) {
  auto const rules = read_file(fs::path(RECORDSHARE_SOURCE_DIR) / "model/rules.md");
  auto const stands = [&](std::string_view name) {
    std::string code = "`";
    code.append(name).append("`");
    return rules.find(code) != std::string::npos;
  };
  for (auto const& reason : kReasons) EXPECT_TRUE(reason.name == "-" || stands(reason.name)) << reason.name;
  for (auto const& request : kRequests) EXPECT_TRUE(stands(request.name) && stands(request.answer)) << request.name;
  for (auto const& policy : kPolicies) {
    EXPECT_TRUE(stands(policy.name)) << policy.name;
    for (auto const value : policy.values) EXPECT_TRUE(stands(value)) << value;
  }
}

}  // namespace
}  // namespace recordshare::tests
