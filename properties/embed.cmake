# SPDX-License-Identifier: Apache-2.0
# Writes OUTPUT, a unit with built-in data: the STORIES of a folder, or the file EVIDENCE. Bytes are written unchanged,
# since not all stories are text.

# literal_of FILE RESULT makes a string literal of the file's bytes, followed by their number.
function(literal_of file result)
  file(READ "${file}" bytes HEX)
  string(LENGTH "${bytes}" digits)
  math(EXPR count "${digits} / 2")
  string(REGEX REPLACE "(..)" "\\\\x\\1" bytes "${bytes}")
  set(${result} "{\"${bytes}\", ${count}}" PARENT_SCOPE)
endfunction()

if(STORIES)
  file(GLOB files "${STORIES}/*.in.jsonl")
  list(SORT files)
  set(entries "")
  foreach(file IN LISTS files)
    get_filename_component(name "${file}" NAME)
    string(REPLACE ".in.jsonl" "" name "${name}")
    literal_of("${file}" lines)
    file(GLOB others "${STORIES}/${name}.*.out.jsonl")
    list(SORT others)
    set(policies "")
    foreach(other IN LISTS others)
      get_filename_component(other "${other}" NAME)
      string(REGEX REPLACE "^[^.]*\\.(.*)\\.out\\.jsonl$" "\\1" other "${other}")
      string(APPEND policies " ${other}")
    endforeach()
    string(STRIP "${policies}" policies)
    string(APPEND entries "    {\"${name}\", ${lines}, \"${policies}\"},\n")
  endforeach()
  set(unit "#include \"properties/conform/stories.hpp\"
namespace recordshare {
std::span<Story const> stories() noexcept {
  static constexpr Story kStories[] = {
${entries}  };
  return kStories;
}
}  // namespace recordshare
")
else()
  literal_of("${EVIDENCE}" evidence)
  set(unit "#include \"properties/document/evidence.hpp\"
namespace recordshare::describe {
std::string_view embedded_evidence() noexcept { return ${evidence}; }
}  // namespace recordshare::describe
")
endif()
file(WRITE "${OUTPUT}" "${unit}")
