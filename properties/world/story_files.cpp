// SPDX-License-Identifier: Apache-2.0
// story_files.cpp parses the names of story files.
#include "properties/world/story_files.hpp"

#include <algorithm>
#include <stdexcept>

#include "properties/world/policies.hpp"

namespace recordshare::properties {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kAnswers = ".out.jsonl";

StoryFile story_of(fs::path const& answers) {
  std::string const file = answers.filename().string();
  std::string_view const stem = std::string_view(file).substr(0, file.size() - kAnswers.size());
  std::size_t const end = std::min(stem.find('.'), stem.size());
  StoryFile story{.name = std::string(stem.substr(0, end)), .stream = {}, .answers = answers, .policies = {}};
  story.stream = answers.parent_path() / (story.name + ".in.jsonl");
  if (!fs::exists(story.stream)) throw std::runtime_error("`" + file + "` has no `" + story.name + ".in.jsonl`");
  if (end == stem.size()) return story;
  auto const policies = policies_of_text(stem.substr(end + 1));
  if (!policies) throw std::runtime_error("the name of `" + file + "` has an unknown policy or value");
  story.policies = *policies;
  return story;
}

}  // namespace

std::vector<StoryFile> story_files(fs::path const& folder) {
  std::vector<StoryFile> stories;
  std::error_code error;
  for (auto const& entry : fs::directory_iterator(folder, error))
    if (entry.path().string().ends_with(kAnswers)) stories.push_back(story_of(entry.path()));
  if (stories.empty()) throw std::runtime_error("`" + folder.string() + "` has no stories (NN-name.in.jsonl)");
  std::ranges::sort(stories, {}, &StoryFile::answers);
  return stories;
}

}  // namespace recordshare::properties
