// SPDX-License-Identifier: Apache-2.0
// story_files.hpp finds the conformance stories in a folder: each answer file with its stream and policies.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <recordshare/model/vocabulary.hpp>

namespace recordshare::properties {

/// A story is a stream, `NN-name.in.jsonl`. The answers under the default policies are in `NN-name.out.jsonl`, those
/// under others in `NN-name.POLICY=VALUE,POLICY=VALUE.out.jsonl`. Other policies have their default, so that a new
/// policy changes no story.
struct StoryFile {
  std::string name;               ///< "05-conference"
  std::filesystem::path stream;   ///< "…/05-conference.in.jsonl"
  std::filesystem::path answers;  ///< "…/05-conference.final_scope=chain.out.jsonl"
  Policies policies;
};

/// Every answer file in `folder`, ordered by name. Throws std::runtime_error without any, if an answer file has no
/// stream, or if a name contains an unknown policy or value.
[[nodiscard]] std::vector<StoryFile> story_files(std::filesystem::path const& folder);

}  // namespace recordshare::properties
