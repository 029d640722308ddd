# SPDX-License-Identifier: Apache-2.0
# embed.cmake writes OUTPUT, the unit that holds model/rules.md, model/evidence.json and the conformance stories of
# SOURCE as string literals.

function(literal_of file result)
  file(READ "${file}" text)
  string(FIND "${text}" ")_text_\"" at)
  if(NOT at EQUAL -1)
    message(FATAL_ERROR "${file} holds what ends a literal here")
  endif()
  set(${result} "R\"_text_(${text})_text_\"" PARENT_SCOPE)
endfunction()

literal_of("${SOURCE}/model/rules.md" rules)
literal_of("${SOURCE}/model/evidence.json" evidence)
file(GLOB inputs "${SOURCE}/tests/conformance/*.in.jsonl")
list(SORT inputs)
set(stories "")
foreach(input IN LISTS inputs)
  literal_of("${input}" text)
  get_filename_component(file "${input}" NAME)
  string(REPLACE ".in.jsonl" "" name "${file}")
  set(other false)
  if(EXISTS "${SOURCE}/tests/conformance/${name}.policies.out.jsonl")
    set(other true)
  endif()
  string(APPEND stories "    {\"${name}\", ${text}, ${other}},\n")
endforeach()

set(unit "#include \"engine/describe/embedded.hpp\"
namespace recordshare::describe {
std::string_view embedded_rules() noexcept { return ${rules}; }
std::string_view embedded_evidence() noexcept { return ${evidence}; }
std::span<EmbeddedStory const> embedded_stories() noexcept {
  static constexpr EmbeddedStory kStories[] = {
${stories}  };
  return kStories;
}
}  // namespace recordshare::describe
")
file(WRITE "${OUTPUT}" "${unit}")
