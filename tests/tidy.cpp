// SPDX-License-Identifier: Apache-2.0
// tidy.cpp checks the form of a source tree, file by file and line by line.
#include "tests/tidy.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <regex>
#include <sstream>

#include "tests/shell.hpp"

namespace recordshare::tests {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSpdx = "SPDX-License-Identifier: Apache-2.0";

/// One file of the tree while it is checked.
struct SourceFile {
  std::string name;  ///< relative to the root, with `/`
  std::vector<std::string> lines;
  std::vector<Finding>* findings;

  void find(std::size_t line_index, std::string what) const {
    findings->push_back({name, line_index + 1, std::move(what)});
  }
  [[nodiscard]] bool ends_with(std::string_view ending) const { return name.ends_with(ending); }
  [[nodiscard]] bool is_cpp() const { return ends_with(".hpp") || ends_with(".cpp") || ends_with(".cc"); }
  [[nodiscard]] bool is_javascript() const { return ends_with(".mjs") || ends_with(".js"); }
  [[nodiscard]] bool is_text() const {
    return ends_with(".md") || ends_with(".json") || ends_with(".toml") || name == ".gitignore";
  }
  [[nodiscard]] std::string base_name() const { return name.substr(name.rfind('/') + 1); }
};

std::size_t indent_of(std::string const& line) { return std::min(line.find_first_not_of(' '), line.size()); }

/// Columns of a line of UTF-8: the bytes that begin a character.
std::size_t columns(std::string const& line) {
  return static_cast<std::size_t>(
      std::ranges::count_if(line, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

void check_lines(SourceFile const& file) {
  // A home or working folder of an author; the project must not depend on it.
  static std::regex const own_folder(R"((^|[^A-Za-z0-9_.}$])/(home|root|work|Users)/)");
  for (std::size_t i = 0; i < file.lines.size(); ++i) {
    auto const& line = file.lines[i];
    if (line.find('\t') != std::string::npos) file.find(i, "a tab");
    if (!line.empty() && (line.back() == ' ' || line.back() == '\r')) file.find(i, "a trailing blank");
    if (!file.is_text() && columns(line) > kLineColumnsMax) file.find(i, "a line of more than 120 columns");
    bool const names_path = line.find('/') != std::string::npos;  // far quicker than to match every line
    if (names_path && std::regex_search(line, own_folder)) file.find(i, "a path of somebody's own machine");
  }
  if (!file.is_text() && file.lines.size() > kFileLinesMax) file.find(kFileLinesMax, "a file of more than 400 lines");
}

/// How a line of comment begins and ends in this kind of file, and whether the first sentence names the file.
struct CommentForm {
  std::string mark;
  std::string end;
  bool says_its_name;
};

CommentForm comment_of(SourceFile const& file) {
  if (file.is_cpp() || file.is_javascript()) return {"// ", "", true};
  if (file.ends_with(".css")) return {"/* ", " */", true};
  if (file.ends_with(".html")) return {"<!-- ", " -->", false};
  return {"# ", "", false};
}

/// The SPDX line first (after a script's `#!`), then one sentence that says what the file is for.
void check_opening(SourceFile const& file) {
  if (file.is_text()) return;
  auto const [mark, end, says_its_name] = comment_of(file);
  bool const is_told_its_kind =
      !file.lines.empty() && (file.lines[0].starts_with("#!") || file.lines[0].starts_with("<!DOCTYPE"));
  std::size_t first = is_told_its_kind ? 1 : 0;
  if (first >= file.lines.size() || file.lines[first] != mark + std::string(kSpdx) + end) {
    file.find(first, "no SPDX line first");
    return;
  }
  std::string const begin = says_its_name ? mark + file.base_name() + " " : mark;
  ++first;
  if (first >= file.lines.size() || !file.lines[first].starts_with(begin)) {
    file.find(first, "no sentence second that says what the file is for");
    return;
  }
  while (first < file.lines.size() && file.lines[first].starts_with(mark))
    if (file.lines[first++].ends_with("." + end)) return;
  file.find(first, "a first sentence without its end");
}

/// Whether this statement opens a function's block, judged by its text.
bool opens_function(std::string const& statement) {
  static std::regex const other(R"(^\s*(template <[^()]*> *)?(namespace|class|struct|enum|union|extern)\b)");
  bool const initializer = statement.ends_with("{{") || statement.ends_with("= {") || statement.ends_with("({");
  return statement.find('(') != std::string::npos && !initializer && !std::regex_search(statement, other);
}

/// Whether a statement goes on from this line to the next: a label ends in `:`, a range-for's first line in ` :`.
bool goes_on(std::string const& line) {
  bool const comment = line.compare(indent_of(line), 2, "//") == 0;
  if (line.empty() || comment || line[0] == '#') return false;
  return line.ends_with(" :") || std::string_view(";{}:").find(line.back()) == std::string_view::npos;
}

/// Whether the line begins with a lambda that is an argument: its block closes where it begins.
bool is_lambda(std::string const& line) { return line.compare(indent_of(line), 1, "[") == 0; }

/// A function's lines are counted from where its statement begins to the closing brace at the same indentation.
void check_functions(SourceFile const& file) {
  auto const& lines = file.lines;
  for (std::size_t open = 0; open < lines.size(); ++open) {
    if (!lines[open].ends_with('{')) continue;
    std::size_t begin = open;
    while (begin > 0 && !is_lambda(lines[begin]) && goes_on(lines[begin - 1])) --begin;
    std::string statement;
    for (std::size_t i = begin; i <= open; ++i) statement += lines[i] + (i < open ? " " : "");
    if (!opens_function(statement)) continue;
    auto const closing = std::string(indent_of(lines[begin]), ' ') + "}";
    std::size_t close = open + 1;
    while (close < lines.size() && !lines[close].starts_with(closing)) ++close;
    if (close - begin + 1 > kFunctionLinesMax) file.find(begin, "a function of more than 70 lines");
  }
}

/// A formatter that did not understand a line can close a namespace in the middle of a file.
void check_namespaces(SourceFile const& file) {
  std::size_t open = 0;
  for (std::size_t i = 0; i < file.lines.size(); ++i) {
    auto const& line = file.lines[i];
    bool const opens = line.starts_with("namespace ") || line.starts_with("inline namespace ");
    if (opens && line.ends_with("{")) ++open;
    if (!line.starts_with("}  // namespace") && !line.starts_with("};  // namespace")) continue;
    if (open == 0) return file.find(i, "a namespace is closed that was not opened");
    --open;
  }
}

/// What an `#include` names: `text`, in quotes or in angle brackets.
struct Include {
  std::string text;
  bool quoted;
};

std::optional<Include> include_of(std::string const& line) {
  static std::regex const form(R"(^\s*#\s*include\s*([<"])([^>"]*)[>"].*)");
  std::smatch match;
  if (line.compare(indent_of(line), 1, "#") != 0 || !std::regex_match(line, match, form)) return std::nullopt;
  return Include{match[2], match[1] == "\""};
}

bool is_public_header(SourceFile const& file) { return file.name.find("/include/recordshare/") != std::string::npos; }

/// A header of the standard library has neither folder nor ending.
bool is_standard(Include const& include) {
  return !include.quoted && include.text.find_first_of("/.") == std::string::npos;
}

/// A room, and the rooms that it may include from, directly or through others.
struct Room {
  std::string_view name;
  std::vector<std::string_view> needs;
};
std::vector<Room> const& rooms() {
  static std::vector<Room> const kRooms{
      {"model", {}},
      {"engine/library", {"model"}},
      {"engine/generator", {"engine/library"}},
      {"engine/report", {"engine/library"}},
      {"engine/command_line", {"engine/library"}},
      {"engine/command", {"engine/generator", "engine/report", "engine/command_line"}},
      {"engine/bench", {"engine/command"}},
      {"properties/world", {"engine/library", "engine/generator"}},
      {"properties/oracle", {"properties/world"}},
      {"properties/conform", {"properties/oracle", "engine/report", "engine/command_line"}},
      {"properties/explore", {"properties/oracle"}},
      {"properties/compare", {"properties/explore"}},
      {"properties/mutate", {"properties/compare", "properties/conform"}},
      {"properties/prove", {"properties/mutate"}},
      {"properties/document", {"properties/prove"}},
      {"properties/command", {"properties/document"}},
      {"fuzz", {"properties/document", "engine/command"}},
      {"tests", {"properties/command", "engine/bench", "fuzz"}},
  };
  return kRooms;
}

/// The room of a file of the project, by its path; empty outside every room.
std::string_view room_of(std::string_view path) {
  if (path.starts_with("engine/include/")) return "engine/library";
  for (auto const& room : rooms())
    if (path.starts_with(room.name) && path.substr(room.name.size()).starts_with('/')) return room.name;
  return {};
}

/// Includes point one way, between rooms too.
bool may_include(std::string_view from, std::string_view to) {
  if (from == to) return true;
  auto const room = std::ranges::find(rooms(), from, &Room::name);
  return room != rooms().end() &&
         std::ranges::any_of(room->needs, [&](std::string_view needed) { return may_include(needed, to); });
}

/// The room that an include of this file leads to; nullopt for a header of another project.
std::optional<std::string_view> room_of(Include const& include, SourceFile const& file) {
  if (include.text == "recordshare/conformance.hpp") return "properties/conform";
  if (include.text.starts_with("recordshare/model/")) return "model";
  if (include.text.starts_with("recordshare/")) return "engine/library";
  if (!include.quoted) return std::nullopt;
  if (include.text.find('/') == std::string::npos) return room_of(file.name);
  return room_of(include.text);
}

/// The rule that an include of a file breaks, if any.
std::optional<std::string> fault_of(Include const& include, SourceFile const& file) {
  bool const is_machine = file.name == "model/machine.hpp";
  auto const& text = include.text;
  std::string_view const from = room_of(file.name);
  if (text.find("..") != std::string::npos) return "an include through `..`";
  if (auto const to = room_of(include, file); to && !may_include(from, *to))
    return "an include from `" + std::string(from) + "` to `" + std::string(*to) + "`";
  if (is_public_header(file) && !is_standard(include) && !text.starts_with("recordshare/"))
    return "a public header that includes `" + text + "`";
  if (text.starts_with("boost/msm/back") && !is_machine) return "MSM's back end outside model/machine.hpp";
  if (text == "model/machine.hpp" && file.name != "engine/library/step.cpp" && from != "tests")
    return "the state machine included outside engine/library/step.cpp";
  bool const front = text.starts_with("boost/msm/front/") || text.starts_with("boost/mp11");
  if (from == "model" && !is_machine && !front && !is_standard(include) && !room_of(include, file))
    return "an include of the model other than the standard library, Mp11 and MSM's front end";
  bool const renamed = text.starts_with("boost/json") || text.starts_with("boost/unordered");
  bool const may =
      file.name.starts_with("engine/library/boost_") || file.name.starts_with("tests/consumer_with_boost/");
  if (renamed && !may)
    return "Boost under its own name: include `engine/library/boost_json.hpp` or `boost_unordered.hpp`";
  return std::nullopt;
}

void check_includes(SourceFile const& file) {
  for (std::size_t i = 0; i < file.lines.size(); ++i)
    if (auto const include = include_of(file.lines[i]))
      if (auto what = fault_of(*include, file)) file.find(i, std::move(*what));
  if (room_of(file.name).empty()) file.find(0, "C++ outside every room");
  if (file.ends_with(".hpp") && std::ranges::find(file.lines, "#pragma once") == file.lines.end())
    file.find(0, "a header without `#pragma once`");
}

/// A phrase that makes readers stop, the words to use instead, and the quotes of rules.md that may have it.
struct BannedPhrase {
  std::string_view text;
  std::string_view advice;
  std::string_view quote = "-";
  std::string_view other_quote = "-";
};
constexpr std::array<BannedPhrase, 4> kBannedPhrases{{
    {"whoever", "name the role, such as `the caller`", "whoever is a party is no keeper", "whoever left is no party"},
    {"held against", "say `compared with`"},
    {"is none", "say `is not one`, `is absent` or `does not exist`", "is none; if the call"},
    {"what is left", "say `the rest`, or name it"},
}};

/// Texts with fixed words: the rules and the files that name the phrases. JSON holds data and generated files.
bool may_use_any_phrase(SourceFile const& file) {
  static std::vector<std::string_view> const kFiles{"model/rules.md", "model/events.md", "model/README.md",
                                                    "tests/tidy.cpp", "tests/tidy_tests.cpp"};
  return file.ends_with(".json") || std::ranges::find(kFiles, file.name) != kFiles.end();
}

/// The line in lower case, followed by the next one without its comment mark: a phrase may be wrapped. `None` keeps its
/// capital: it is a value of Access, and of Python.
std::string prose_from(SourceFile const& file, std::size_t line) {
  std::string text = file.lines[line];
  if (line + 1 < file.lines.size()) {
    auto const& next = file.lines[line + 1];
    text += " " + next.substr(std::min(next.find_first_not_of(" /*#"), next.size()));
  }
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text.compare(i, 4, "None") != 0) text[i] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[i])));
  return text;
}

/// Whether the phrase begins within the first `end` characters, as whole words.
bool has_phrase(std::string const& text, std::size_t end, BannedPhrase const& banned) {
  auto const phrase = banned.text;
  auto const is_word = [&](std::size_t at) {
    return at < text.size() && (std::isalnum(static_cast<unsigned char>(text[at])) != 0 || text[at] == '_');
  };
  for (auto at = text.find(phrase); at < end; at = text.find(phrase, at + 1))
    if ((at == 0 || !is_word(at - 1)) && !is_word(at + phrase.size()) && text.find(banned.quote, at) != at &&
        text.find(banned.other_quote, at) != at)
      return true;
  return false;
}

void check_phrases(SourceFile const& file) {
  if (may_use_any_phrase(file)) return;
  for (std::size_t i = 0; i < file.lines.size(); ++i) {
    std::string const text = prose_from(file, i);
    for (auto const& banned : kBannedPhrases) {
      if (!has_phrase(text, file.lines[i].size(), banned)) continue;
      std::string const begin = banned.text.find(' ') == std::string_view::npos ? "the word `" : "the words `";
      file.find(i, begin + std::string(banned.text) + "`: " + std::string(banned.advice));
    }
  }
}

/// No build outside tests/ may read from tests/.
void check_build(SourceFile const& file) {
  if (room_of(file.name) == "tests") return;
  for (std::size_t i = 0; i < file.lines.size(); ++i)
    if (file.lines[i].find("tests/") != std::string::npos) file.find(i, "a build that reads from `tests/`");
}

/// Not checked: build output, git's folder, streams, outputs and outlines that are compared byte for byte, seed corpora
/// of the fuzz targets, and the independent model, which other people wrote in their own form.
bool is_passed_over(fs::path const& relative) {
  std::string const name = relative.generic_string();
  return name == "build" || name == ".git" || name == "model/spec" || name == "tests/golden" ||
         name == "tests/explain" || name == "tests/npm/outlines" || name.ends_with("_seed_corpus") ||
         name.ends_with(".jsonl") || name == "LICENSE";
}

}  // namespace

std::vector<Finding> untidy(fs::path const& root) {
  std::vector<Finding> findings;
  for (auto entry = fs::recursive_directory_iterator(root); entry != fs::recursive_directory_iterator(); ++entry) {
    auto const relative = entry->path().lexically_relative(root);
    if (is_passed_over(relative)) {
      if (entry->is_directory()) entry.disable_recursion_pending();
      continue;
    }
    if (!entry->is_regular_file()) continue;
    SourceFile file{.name = relative.generic_string(), .lines = {}, .findings = &findings};
    std::istringstream stream(read_file(entry->path()));
    for (std::string line; std::getline(stream, line);) file.lines.push_back(line);
    check_lines(file);
    check_opening(file);
    check_phrases(file);
    if (file.ends_with("CMakeLists.txt") || file.ends_with(".cmake")) check_build(file);
    if (!file.is_cpp()) continue;
    check_functions(file);
    check_namespaces(file);
    check_includes(file);
  }
  return findings;
}

std::string plain(std::string_view text) {
  std::string words;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i, 2) == "**") {
      ++i;
    } else if (text[i] != ' ' && text[i] != '\n') {
      words += text[i];
    } else if (!words.empty() && words.back() != ' ') {
      words += ' ';
    }
  }
  return words;
}

}  // namespace recordshare::tests
