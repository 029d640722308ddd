# SPDX-License-Identifier: Apache-2.0
# Writes the streams in the folder STORIES as C++ to OUTPUT, byte by byte: not all of them are text.
file(GLOB files "${STORIES}/*.in.jsonl")
list(SORT files)
set(entries "")
foreach(file IN LISTS files)
  get_filename_component(name "${file}" NAME)
  string(REPLACE ".in.jsonl" "" name "${name}")
  file(READ "${file}" bytes HEX)
  string(LENGTH "${bytes}" digits)
  math(EXPR count "${digits} / 2")
  string(REGEX REPLACE "(..)" "\\\\x\\1" bytes "${bytes}")
  string(APPEND entries "    {\"${name}\", {\"${bytes}\", ${count}}},\n")
endforeach()
file(WRITE "${OUTPUT}" "#include \"properties/conform/stories.hpp\"
namespace recordshare::conformance {
std::span<Story const> stories() noexcept {
  static constexpr Story kStories[] = {
${entries}  };
  return kStories;
}
}  // namespace recordshare::conformance
")
