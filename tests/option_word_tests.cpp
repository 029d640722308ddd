// SPDX-License-Identifier: Apache-2.0
// option_word_tests.cpp tests choices, policies, flags and paths of every verb of both commands.
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <recordshare/policy_setting.hpp>

#include "properties/document/formats.hpp"
#include "properties/world/policies.hpp"
#include "tests/command_lines.hpp"

namespace recordshare::tests {
namespace {

// --- Choices ---

TEST(Options, EachFormatIsTakenByItsNameAlone) {
  EXPECT_EQ(run({"diagram"}).format, "mermaid");
  for (std::string const format : {"mermaid", "svg"}) {
    EXPECT_EQ(run({"diagram", "--format", format}).format, format);
    EXPECT_EQ(run({"diagram", "--format=" + format}).format, format);
    EXPECT_EQ(run({"diagram", "--format", "svg", "--format", "mermaid", "--format", format}).format, format);
  }
  for (std::size_t f = 0; f < describe::kFormats.size(); ++f) {
    auto const line = check({"describe", "--format", std::string(describe::kFormats[f].name)});
    EXPECT_EQ(line.problem, "");
    EXPECT_EQ(line.format, f);
  }
  for (std::string const wrong :
       {"SVG", "svg ", " svg", "svgs", "sv", "s", "0", "1", "svg=mermaid", "svg,mermaid", "x"}) {
    EXPECT_TRUE(run({"diagram", "--format", wrong})
                    .problem.starts_with("unknown value for option `--format`, `" + wrong + "`: "))
        << wrong;
    EXPECT_NE(check({"describe", "--format", wrong}).problem, "") << wrong;
  }
  EXPECT_NE(run({"diagram", "--format="}).problem, "");
  EXPECT_NE(run({"diagram", "--format", ""}).problem, "");
  EXPECT_NE(run({"diagram", "--format"}).problem, "");
}

// --- Policies ---

Policies policies_of(std::string const& program, Words const& words) {
  if (program == "recordshare") return run(words).generator.engine.policies;
  CheckCommandLine const line = check(words);
  return words[0] == "conform" ? line.conform.policies : line.explore.world.policies;
}

TEST(Options, EachPolicyIsTakenByItsNameAndValueAlone) {
  std::size_t verbs = 0;
  for (auto const& [program, verb] : all_verbs()) {
    if (options_with(help_of(program, {verb, "--help"}), "NAME=VALUE").empty()) continue;
    ++verbs;
    for (Policies const& policies : properties::kAllPolicies) {
      Words words{verb};
      for (PolicyTerm const& policy : kPolicies) {
        // The other value first: the last counts.
        std::string const name(policy.name);
        std::size_t const index = policy.value_in(policies);
        words.insert(words.end(), {"--policy", name + "=" + std::string(policy.values[1 - index]),
                                   "--policy=" + name + "=" + std::string(policy.values[index])});
      }
      EXPECT_EQ(problem_of(program, words), "");
      EXPECT_EQ(policies_of(program, words), policies) << verb;
    }
    EXPECT_EQ(policies_of(program, {verb}), Policies{}) << verb;
  }
  EXPECT_EQ(verbs, 4U + 4U);
}

/// Everything that looks like a setting: refused, and nothing is set.
Words wrong_settings() {
  Words wrong{"", "=", "==", "chain", "=chain", "final_scope", "x=y"};
  for (PolicyTerm const& policy : kPolicies) {
    std::string const name(policy.name);
    for (std::string_view const value_ : policy.values) {
      std::string const value(value_);
      for (std::string const between : {":", "", " ", "==", "= ", " =", "=\t", "->", "=\"", "='", "/", "\xef\xbc\x9d"})
        wrong.push_back(name + between + value);
      for (std::string const after : {" ", "=", ":", ";", ",", "x", "\n", "\t", "\x1b", "\""})
        wrong.push_back(name + "=" + value + after);
      wrong.insert(wrong.end(), {name + "=" + value + "=" + value, name + "=" + value + "," + name + "=" + value});
      for (std::string const before : {" ", "-", "--", "x", "\n", "\"", "policy="})
        wrong.push_back(before + name + "=" + value);
      std::string upper = value;
      upper[0] = static_cast<char>(upper[0] - 'a' + 'A');
      std::string upper_name = name;
      upper_name[0] = static_cast<char>(upper_name[0] - 'a' + 'A');
      wrong.insert(wrong.end(),
                   {name + "=" + upper, upper_name + "=" + value, name + "=" + value.substr(0, value.size() - 1),
                    name.substr(0, name.size() - 1) + "=" + value, value + "=" + name});
    }
    for (std::string const value :
         {"", "0", "1", "x", "true", "default", "vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv"})
      wrong.push_back(name + "=" + value);
    for (PolicyTerm const& other : kPolicies)
      if (other.name != policy.name)
        for (std::string_view const value : other.values) wrong.push_back(name + "=" + std::string(value));
  }
  return wrong;
}

TEST(Options, NoOtherSettingIsTaken) {
  for (std::string const& setting : wrong_settings()) {
    Policies set{.final_scope = FinalScope::Chain, .reschedule = Reschedule::Finalizes};
    Policies const before = set;
    EXPECT_FALSE(set_policy(set, setting)) << testing::PrintToString(setting);
    EXPECT_EQ(set, before) << testing::PrintToString(setting);
    for (Words const& words : {Words{"run", "--policy=" + setting}, Words{"run", "--policy", setting}}) {
      std::string const problem = run(words).problem;
      EXPECT_NE(problem, "") << testing::PrintToString(setting);
      EXPECT_LE(problem.size(), 500U);
    }
  }
  for (std::string const verb : {"explore", "compare", "prove", "conform"})
    EXPECT_EQ(check({verb, "--policy", "final_scope:chain"}).problem,
              "policy `final_scope:chain` must be written NAME=VALUE");
  EXPECT_EQ(run({"run", "--policy", "final_scope=chain:"}).problem,
            "unknown value for policy `final_scope`, `chain:`: did you mean `chain`?");
  EXPECT_EQ(run({"run", "--policy", "final_scope=x"}).problem,
            "unknown value for policy `final_scope`, `x`: expected one of `record`, `chain`");
  EXPECT_EQ(run({"run", "--policy", "x=record"}).problem,
            "unknown policy `x`: expected one of `final_scope`, `reschedule`, `do_not_call`");
  EXPECT_EQ(run({"run", "--policy"}).problem, "option `--policy` needs a value");
}

TEST(Options, EverySettingIsSetByTheLibraryToo) {
  for (PolicyTerm const& policy : kPolicies)
    for (std::size_t value = 0; value < policy.values.size(); ++value)
      for (Policies const& before : properties::kAllPolicies) {
        Policies expected = before;
        policy.set_in(expected, value);
        Policies set = before;
        EXPECT_TRUE(set_policy(set, std::string(policy.name) + "=" + std::string(policy.values[value])));
        EXPECT_EQ(set, expected);
      }
}

// --- Flags and paths ---

TEST(Options, FlagsTakeNoValueAndPathsAnyText) {
  EXPECT_FALSE(run({"run"}).summary);
  EXPECT_TRUE(run({"run", "--summary"}).summary);
  EXPECT_FALSE(run({"run"}).ids_as_strings);
  EXPECT_TRUE(run({"run", "--ids-as-strings"}).ids_as_strings);
  EXPECT_TRUE(check({"explore", "--all-policies"}).all_policies);
  EXPECT_TRUE(check({"compare", "--all-policies"}).all_policies);
  EXPECT_TRUE(check({"explore", "--dn-world"}).dn_world);
  EXPECT_TRUE(check({"explore"}).explore.symmetry);
  EXPECT_FALSE(check({"explore", "--no-symmetry"}).explore.symmetry);
  EXPECT_FALSE(check({"conform"}).conform.by_members);
  EXPECT_TRUE(check({"conform", "--by-members"}).conform.by_members);
  for (std::string const verb : {"explore", "compare"}) {
    EXPECT_FALSE(check({verb}).names_world);
    EXPECT_TRUE(check({verb, "--agents", "2"}).names_world);
    EXPECT_TRUE(check({verb, "--records", "2"}).names_world);
  }
  EXPECT_FALSE(check({"prove"}).names_policy);
  EXPECT_TRUE(check({"prove", "--policy", "final_scope=chain"}).names_policy);
  for (std::string const path : {"-", "x", "a b", "a=b", "\xff", "/"}) {
    EXPECT_EQ(run({"run", path}).input, path);
    EXPECT_EQ(run({"run", "--", path}).input, path);
    for (std::string const verb : {"run", "generate", "explain", "diagram"})
      for (Words const& words : {Words{verb, "-o", path}, Words{verb, "--output", path},
                                 Words{verb, "--output=" + path}, Words{verb, "-o", "first", "-o", path}})
        EXPECT_EQ(run(words).output, path) << verb;
    EXPECT_EQ(check({"describe", "--output", path}).output, path);
    EXPECT_EQ(check({"recheck", path}).folder, path);
    EXPECT_EQ(check({"prove", "--smt-dir", path}).folder, path);
    EXPECT_EQ(check({"conform", "--junit", path}).junit, path);
    EXPECT_EQ(check({"conform", "--exec", path}).program, path);
    for (std::string const verb : {"explore", "prove", "mutants", "conform"})
      EXPECT_EQ(check({verb, "--json", path}).json, path) << verb;
  }
  EXPECT_EQ(run({"run"}).input, "-");
  EXPECT_EQ(run({"run"}).output, "-");
}

}  // namespace
}  // namespace recordshare::tests
