// SPDX-License-Identifier: Apache-2.0
// print_rules.cpp is a build tool: it reads rules.md and prints the data of rules_text() as C++.
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/command_line/files.hpp"
#include "engine/command_line/output.hpp"
#include "properties/document/rules_reader.hpp"

namespace recordshare::describe {
namespace {

void append(std::string& out, std::string const& text) {
  out.push_back('"');
  for (char const c : text) {
    if (c == '"' || c == '\\') out.push_back('\\');
    if (c == '\n') {
      out.append("\\n");
    } else {
      out.push_back(c);
    }
  }
  out.push_back('"');
}
void append(std::string& out, int number) { out.append(std::to_string(number)); }
void append(std::string& out, bool value) { out.append(value ? "true" : "false"); }
void append(std::string& out, Rule rule) { out.append("Rule{").append(std::to_string(int(rule))).append("}"); }
void append(std::string& out, Reason reason) { out.append("Reason{").append(std::to_string(int(reason))).append("}"); }

template <class Item>
void append(std::string& out, std::vector<Item> const& items);

/// Appends the members of an aggregate, in order.
template <class... Member>
void append_all(std::string& out, Member const&... member) {
  out.append("{");
  bool is_first = true;
  ((out.append(is_first ? "" : ", "), is_first = false, append(out, member)), ...);
  out.append("}");
}

void append(std::string& out, SectionText const& s) { append_all(out, s.number, s.title, s.text); }
void append(std::string& out, RuleText const& r) { append_all(out, r.rule, r.section, r.text, r.of_guide, r.of_ours); }
void append(std::string& out, InterpretationText const& i) { append_all(out, i.id, i.text); }
void append(std::string& out, GuideText const& g) {
  append_all(out, g.id, g.says, g.rules, g.reason, g.invariants, g.other);
}
void append(std::string& out, InvariantText const& i) { append_all(out, i.id, i.text, i.from, i.rules); }
void append(std::string& out, TermText const& t) { append_all(out, t.name, t.text); }

template <class Item>
void append(std::string& out, std::vector<Item> const& items) {
  out.append("{");
  for (Item const& item : items) {
    append(out, item);
    out.append(",\n");
  }
  out.append("}");
}

std::string unit_of(RulesText const& t) {
  std::string out =
      "#include \"properties/document/rules_text.hpp\"\n"
      "namespace recordshare::describe {\nRulesText const& rules_text() {\n  static RulesText const kText";
  append_all(out, t.sections, t.rules, t.interpretations, t.guide, t.invariants, t.policies, t.phases, t.accesses);
  return out + ";\n  return kText;\n}\n}  // namespace recordshare::describe\n";
}

}  // namespace
}  // namespace recordshare::describe

int main(int argc, char** argv) try {
  using namespace recordshare;
  if (argc != 3) throw std::runtime_error("usage: print_rules RULES.md OUTPUT.cpp");
  command::write_file(argv[2], describe::unit_of(describe::read_rules(command::read_file(argv[1]))));
  return 0;
} catch (std::exception const& error) {
  std::fprintf(stderr, "print_rules: %s\n", error.what());
  return 1;
}
