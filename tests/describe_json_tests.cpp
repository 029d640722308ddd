// SPDX-License-Identifier: Apache-2.0
// describe_json_tests.cpp compares the description as JSON, whole, with one that is made from its rows anew.
#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <recordshare/version.hpp>

#include "engine/library/boost_json.hpp"
#include "engine/report/sentences.hpp"
#include "properties/conform/stories.hpp"
#include "properties/document/formats.hpp"
#include "tests/odd_descriptions.hpp"

namespace recordshare::tests {
namespace {

using describe::Description;

/// A list of what `to_value` makes of each item.
json::array list(auto const& items, auto&& to_value) {
  json::array all;
  for (auto const& item : items) all.push_back(json::value(to_value(item)));
  return all;
}
json::array list(auto const& words) {
  return list(words, [](auto const& word) { return json::string(word); });
}
json::array names(std::vector<Rule> const& rules) {
  return list(rules, [](Rule rule) { return json::string(name(rule)); });
}
json::array ids(Description const& d, std::vector<std::size_t> const& rows) {
  return list(rows, [&](std::size_t row) { return json::string(d.rows.at(row).id); });
}
/// The ids of all rows that fit.
json::array ids_where(Description const& d, auto&& fits) {
  json::array all;
  for (model::RowText const& row : d.rows)
    if (fits(row)) all.push_back(json::string(row.id));
  return all;
}
bool has(auto const& all, auto const& one) { return std::ranges::count(all, one) > 0; }
json::string reason(Reason reason) { return json::string(reason == Reason::None ? "" : name(reason)); }
json::array policies(std::vector<std::size_t> const& all) {
  return list(all, [](std::size_t policy) { return json::string(kPolicies.at(policy).name); });
}
json::object settings(Policies const& one) {
  return {{"final_scope", one.final_scope == FinalScope::Record ? "record" : "chain"},
          {"reschedule", one.reschedule == Reschedule::Updates ? "updates" : "finalizes"},
          {"do_not_call", one.do_not_call == DoNotCallScope::Open ? "open" : "always"}};
}
/// The text of the first item of this name; empty if absent.
std::string text(std::vector<describe::TermText> const& all, std::string_view name) {
  for (auto const& one : all)
    if (one.name == name) return one.text;
  return "";
}

json::array terms(std::vector<describe::TermText> const& texts, auto const& names) {
  return list(names, [&](std::string_view word) { return json::object{{"name", word}, {"means", text(texts, word)}}; });
}

json::array requests() {
  return list(kRequests, [](RequestTerm const& one) {
    std::string_view const kind =
        one.name == "ChainedRecordRequest"                                                                 ? "reads"
        : one.name == "RecordProcessed" || one.name == "RecordReject" || one.name == "RequestRecordCancel" ? "finalizes"
                                                                                                           : "updates";
    bool const reschedules = one.name.find("Reschedule") != std::string_view::npos;
    return json::object{{"name", one.name}, {"class", kind}, {"reschedules", reschedules}, {"answer", one.answer}};
  });
}

template <std::size_t... I>
json::array events(Description const& d, std::index_sequence<I...>) {
  json::array all;
  auto const add = [&]<class One>(One) {
    std::string_view const type = std::is_same_v<One, DesktopRequest> ? "DesktopRequest" : type_name(Event{One{}});
    json::array members;
    auto const add_member = [&](auto const& member) {
      using Member = std::remove_cvref_t<decltype(One{}.*(member.pointer))>;
      if (member.name == "dns") members.push_back("dn");
      members.push_back(json::string(member.name));
      bool const can_be_number = std::is_same_v<Member, Party> || member.name == "agents";
      std::string const number = member.name == "agent" ? "number" : std::string(member.name) + "_number";
      if (can_be_number) members.push_back(json::string(member.name == "agents" ? "numbers" : number));
    };
    std::apply([&](auto const&... member) { (add_member(member), ...); }, One::members());
    json::array rows = ids_where(d, [&](model::RowText const& row) { return has(row.events, type); });
    all.push_back(json::object{{"type", type},
                               {"members", std::move(members)},
                               {"words", command::clause_of_event(type)},
                               {"rows", std::move(rows)}});
  };
  (add(std::variant_alternative_t<I, Event>{}), ...);
  return all;
}

json::array reasons(Description const& d) {
  json::array all;
  for (std::size_t i = 1; i < kReasons.size(); ++i) {
    auto const is_its = [&](model::RowText const& row) { return reason(row.reason) == kReasons[i].name; };
    all.push_back(json::object{{"name", kReasons[i].name},
                               {"why", kReasons[i].why},
                               {"needed", kReasons[i].needed},
                               {"rows", ids_where(d, is_its)}});
  }
  return all;
}

json::array policies(Description const& d) {
  json::array all;
  for (std::size_t i = 0; i < kPolicies.size(); ++i)
    all.push_back(
        json::object{{"name", kPolicies[i].name},
                     {"values", list(kPolicies[i].values)},
                     {"default", kPolicies[i].values.front()},
                     {"text", text(d.text.policies, kPolicies[i].name)},
                     {"rows", ids_where(d, [&](model::RowText const& row) { return has(row.policies, i); })}});
  return all;
}

std::string_view result(model::RowText const& row) { return row.passes ? "passed on" : name(row.result); }

json::array phases(model::RowText const& row) {
  return list(row.phases, [](Phase phase) { return json::string(name(phase)); });
}

json::array rows(Description const& d) {
  json::array all;
  std::size_t of_directory = 0;
  for (model::RowText const& row : d.rows) {
    of_directory += row.is_directory ? 1 : 0;
    std::size_t const order = all.size();
    describe::RowLinks const& links = d.links.at(order);
    all.push_back(json::object{{"id", row.id},
                               {"table", row.is_directory ? "directory" : "chain"},
                               {"number", order + 1 - (row.is_directory ? 0 : of_directory)},
                               {"order", order},
                               {"rule", name(row.rule)},
                               {"events", list(row.events)},
                               {"from", phases(row)},
                               {"to", row.enters ? name(row.phase) : ""},
                               {"begins", row.begins},
                               {"ends", row.ends},
                               {"guards", list(row.guards)},
                               {"actions", list(row.actions)},
                               {"result", result(row)},
                               {"reason", reason(row.reason)},
                               {"functions", names(row.functions)},
                               {"policies", policies(row.policies)},
                               {"guide", list(links.guide)},
                               {"interpretations", list(links.interpretations)},
                               {"ways", links.proof.ways},
                               {"obligations", links.proof.obligations},
                               {"asked", links.proof.asked},
                               {"theorems", list(links.proof.theorems)},
                               {"tests", list(links.tests)},
                               {"stories", list(links.stories)},
                               {"fuzz", list(links.fuzz)}});
  }
  return all;
}

/// "PartyLeft (R9, R10)" for each type of event that the rows are for.
std::vector<std::string> labels(Description const& d, std::vector<std::size_t> const& rows) {
  std::vector<std::string> all;
  for (std::string_view const event : describe::event_names()) {
    std::vector<std::string_view> rules;
    for (std::size_t const row : rows)
      if (has(d.rows.at(row).events, event) && !has(rules, name(d.rows.at(row).rule)))
        rules.push_back(name(d.rows.at(row).rule));
    std::string label(event);
    for (std::size_t i = 0; i < rules.size(); ++i) label.append(i == 0 ? " (" : ", ").append(rules[i]);
    if (!rules.empty()) all.push_back(label + ")");
  }
  return all;
}

json::array edges(Description const& d) {
  return list(d.edges, [&](describe::Edge const& one) {
    std::string id = one.from.empty() ? "edge-loaded-" : "edge-" + std::string(one.from) + "-";
    return json::object{{"id", id.append(one.to.empty() ? "forgotten" : one.to)},
                        {"from", one.from},
                        {"to", one.to},
                        {"drawn", !one.is_of_every_phase},
                        {"labels", list(labels(d, one.rows))},
                        {"rows", ids(d, one.rows)}};
  });
}

json::array permissions(Description const& d, std::vector<describe::Permission> const& all) {
  return list(all, [&](describe::Permission const& one) {
    bool const is_eligible = one.standing == Standing::Eligible;
    bool const is_positive = one.decision.result == Result::Acknowledged;
    return json::object{{"policies", settings(one.policies)},
                        {"standing", kStandingNames.at(static_cast<std::size_t>(one.standing))},
                        {"access", is_eligible ? name(one.access) : "None"},
                        {"record", one.is_final ? "Final" : "Open"},
                        {"request", name(one.request)},
                        {"result", name(one.decision.result)},
                        {"rule", name(one.decision.rule)},
                        {"row", d.rows.at(one.row).id},
                        {"reason", reason(one.decision.reason)},
                        {"answer", is_positive ? answer_of(one.request) : ""},
                        {"read_only", one.decision.read_only},
                        {"finalizes", one.decision.finalized_count}};
  });
}

json::array rules(Description const& d) {
  return list(d.rules, [&](describe::RuleLinks const& links) {
    describe::RuleText text;
    for (describe::RuleText const& one : d.text.rules)
      if (one.rule == links.rule) text = one;
    json::array origin;
    if (links.is_of_guide) origin.push_back("G");
    if (links.is_ours) origin.push_back("I");
    return json::object{{"id", name(links.rule)},
                        {"title", term_of(links.rule).title},
                        {"section", text.section},
                        {"kind", links.kind},
                        {"origin", std::move(origin)},
                        {"text", text.text},
                        {"rows", ids(d, links.rows)},
                        {"guide", list(links.guide)},
                        {"invariants", list(links.invariants)},
                        {"contract", links.has_contract},
                        {"interpretations", list(links.interpretations)},
                        {"policies", policies(links.policies)},
                        {"obligations", links.obligations},
                        {"tests", list(links.tests)},
                        {"stories", list(links.stories)},
                        {"fuzz", list(links.fuzz)}};
  });
}

json::array invariants(Description const& d) {
  return list(d.text.invariants, [&](describe::InvariantText const& one) {
    json::array guide;
    for (auto const& sentence : d.text.guide)
      if (has(sentence.invariants, one.id)) guide.push_back(json::string(sentence.id));
    std::vector<Rule> of;
    for (auto const& links : d.rules)
      if (has(links.invariants, one.id)) of.push_back(links.rule);
    return json::object{
        {"id", one.id}, {"text", one.text}, {"from", one.from}, {"guide", std::move(guide)}, {"rules", names(of)}};
  });
}

json::array interpretations(Description const& d) {
  return list(d.interpretations, [&](describe::Interpretation const& one) {
    std::vector<Rule> of;
    std::vector<std::size_t> policies_of_all;
    for (auto const& links : d.rules) {
      if (one.term == nullptr || !has(one.term->rules, links.rule)) continue;
      of.push_back(links.rule);
      for (std::size_t const policy : links.policies)
        if (!has(policies_of_all, policy)) policies_of_all.push_back(policy);
    }
    bool const has_reason = one.term != nullptr;
    return json::object{{"id", one.id},
                        {"rules", names(of)},
                        {"text", one.text},
                        {"why", has_reason ? one.term->why : ""},
                        {"instead", has_reason ? one.term->instead : ""},
                        {"story", has_reason ? one.term->story : ""},
                        {"line", has_reason ? one.term->line : 0},
                        {"policies", policies(policies_of_all)}};
  });
}

json::array guide(Description const& d) {
  return list(d.text.guide, [&](describe::GuideText const& one) {
    json::array tests;
    for (auto const& test : d.evidence.tests)
      if (has(test.cites, one.id)) tests.push_back(json::string(test.name));
    return json::object{
        {"id", one.id},
        {"says", one.says},
        {"rows", ids_where(d, [&](model::RowText const& row) { return describe::justifies(one, row); })},
        {"rules", names(one.rules)},
        {"invariants", list(one.invariants)},
        {"other", one.other},
        {"tests", std::move(tests)}};
  });
}

json::array reached(std::vector<describe::Reached> const& all) {
  return list(all, [](describe::Reached const& one) {
    return json::object{
        {"name", one.name}, {"cites", list(one.cites)}, {"rules", list(one.rules)}, {"rows", list(one.rows)}};
  });
}

json::array stories(Description const& d) {
  return list(recordshare::stories(), [&](Story const& story) {
    json::object object{{"name", story.name}, {"input", story.lines}, {"policies", list(policies_of(story), settings)}};
    for (auto const& one : d.evidence.stories) {
      if (one.name != story.name) continue;
      object["rules"] = list(one.rules);
      object["rows"] = list(one.rows);
    }
    return object;
  });
}

json::array sections(Description const& d) {
  return list(d.text.sections, [](describe::SectionText const& one) {
    return json::object{{"number", one.number}, {"title", one.title}, {"text", one.text}};
  });
}

json::array scenarios() {
  return list(describe::kScenarios, [](describe::Scenario const& one) {
    return json::object{{"title", one.title}, {"story", one.story}, {"mermaid", describe::diagram_of_story(one.story)}};
  });
}

json::object phase_diagram(Description const& d) {
  std::vector<std::string> everywhere;
  std::string mermaid;
  std::string dot;
  for (auto const& edge : d.edges)
    if (edge.is_of_every_phase) everywhere = labels(d, edge.rows);
  describe::append_mermaid(mermaid, d);
  describe::append_dot(dot, d);
  return {{"mermaid", mermaid}, {"dot", dot}, {"in_every_phase", list(everywhere)}};
}

/// The members in the order of properties/document/README.md, "The JSON".
json::object whole(Description const& d) {
  json::array reactions = list(d.reactions, [&](describe::Reaction const& one) {
    return json::object{{"phase", name(one.phase)}, {"event", one.event}, {"rows", ids(d, one.rows)}};
  });
  return {{"version", kVersion},
          {"phases", terms(d.text.phases, kPhaseNames)},
          {"accesses", terms(d.text.accesses, kAccessNames)},
          {"requests", requests()},
          {"events", events(d, std::make_index_sequence<std::variant_size_v<Event>>{})},
          {"reasons", reasons(d)},
          {"policies", policies(d)},
          {"rows", rows(d)},
          {"edges", edges(d)},
          {"reactions", std::move(reactions)},
          {"permissions", permissions(d, d.permissions)},
          {"standings", permissions(d, d.standings)},
          {"rules", rules(d)},
          {"sections", sections(d)},
          {"invariants", invariants(d)},
          {"interpretations", interpretations(d)},
          {"guide", guide(d)},
          {"tests", reached(d.evidence.tests)},
          {"fuzz", reached(d.evidence.fuzz)},
          {"stories", stories(d)},
          {"scenarios", scenarios()},
          {"phase_diagram", phase_diagram(d)}};
}

/// A list with one item a line.
std::string lines(json::value const& value) {
  if (!value.is_array()) return json::serialize(value);
  std::string all;
  for (json::value const& item : value.as_array()) all += json::serialize(item) + "\n";
  return all;
}

TEST(DescribedWhole, TheJsonIsThatOfTheDescription) {
  for (auto const& [name, description] : all_descriptions()) {
    std::string written;
    describe::append_json(written, description);
    ASSERT_TRUE(written.ends_with("}\n"));
    json::object const made = json::parse(written).as_object();
    for (auto const& [member, value] : whole(description)) {
      EXPECT_EQ(lines(made.at(member)), lines(value)) << name << ", " << std::string(member);
    }
    EXPECT_TRUE(written == json::serialize(whole(description)) + "\n") << name << ": other members, or another order";
  }
}

}  // namespace
}  // namespace recordshare::tests
