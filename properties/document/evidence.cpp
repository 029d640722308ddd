// SPDX-License-Identifier: Apache-2.0
// evidence.cpp reads and writes the evidence with Boost.JSON.
#include "properties/document/evidence.hpp"

#include <stdexcept>

#include "engine/library/boost_json.hpp"

namespace recordshare::describe {
namespace {

using Names = std::vector<std::string>;

Names names_of(json::object const& object, std::string_view member) {
  Names names;
  if (json::value const* const list = object.if_contains(member))
    for (json::value const& name : list->as_array()) names.emplace_back(name.as_string());
  return names;
}

Reached reached_of(json::object const& object) {
  return {std::string(object.at("name").as_string()), names_of(object, "cites"), names_of(object, "rules"),
          names_of(object, "rows")};
}

RowProof proof_of(json::object const& object) {
  auto const number = [&](std::string_view member) { return object.at(member).to_number<std::size_t>(); };
  return {std::string(object.at("row").as_string()), number("ways"), number("obligations"), number("asked"),
          names_of(object, "theorems")};
}

json::array array_of(Names const& names) {
  json::array array;
  for (std::string const& name : names) array.emplace_back(name);
  return array;
}

json::object object_of(Reached const& reached, bool cites) {
  json::object object{{"name", reached.name}};
  if (cites) object["cites"] = array_of(reached.cites);
  object["rules"] = array_of(reached.rules);
  object["rows"] = array_of(reached.rows);
  return object;
}

json::object object_of(RowProof const& proof) {
  return {{"row", proof.row},
          {"ways", proof.ways},
          {"obligations", proof.obligations},
          {"asked", proof.asked},
          {"theorems", array_of(proof.theorems)}};
}

/// Appends a member whose value is a list, one item a line.
template <class Items, class ToValue>
void append_list(std::string& out, std::string_view member, Items const& items, ToValue&& to_value, bool is_last) {
  out.append("  \"").append(member).append("\": [");
  bool is_first = true;
  for (auto const& item : items) {
    out.append(is_first ? "\n    " : ",\n    ").append(json::serialize(to_value(item)));
    is_first = false;
  }
  out.append(is_first ? "]" : "\n  ]").append(is_last ? "\n" : ",\n");
}

}  // namespace

Evidence read_evidence(std::string_view text) {
  Evidence evidence;
  try {
    json::value const value = json::parse(text);
    json::object const& object = value.as_object();
    evidence.contracts = names_of(object, "contracts");
    auto const each = [&](std::string_view member, auto&& take) {
      if (json::value const* const list = object.if_contains(member))
        for (json::value const& item : list->as_array()) take(item.as_object());
    };
    each("proof", [&](json::object const& one) { evidence.proof.push_back(proof_of(one)); });
    each("tests", [&](json::object const& one) { evidence.tests.push_back(reached_of(one)); });
    each("stories", [&](json::object const& one) { evidence.stories.push_back(reached_of(one)); });
    each("fuzz", [&](json::object const& one) { evidence.fuzz.push_back(reached_of(one)); });
  } catch (std::exception const& error) {
    throw std::runtime_error(std::string("the evidence cannot be read: ") + error.what());
  }
  return evidence;
}

std::string text_of(Evidence const& evidence) {
  std::string out = "{\n";
  append_list(out, "contracts", evidence.contracts, [](std::string const& rule) { return json::value(rule); }, false);
  append_list(out, "proof", evidence.proof, [](RowProof const& proof) { return object_of(proof); }, false);
  append_list(out, "tests", evidence.tests, [](Reached const& test) { return object_of(test, true); }, false);
  append_list(out, "stories", evidence.stories, [](Reached const& story) { return object_of(story, false); }, false);
  append_list(out, "fuzz", evidence.fuzz, [](Reached const& corpus) { return object_of(corpus, false); }, true);
  return out + "}\n";
}

}  // namespace recordshare::describe
