// SPDX-License-Identifier: Apache-2.0
// story_files.hpp finds the conformance stories in a folder: each file of answers, its stream, and its policies.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <recordshare/model/vocabulary.hpp>

namespace recordshare::properties {

/// A story is a stream, `NN-name.in.jsonl`. Its answers under the default policies are `NN-name.out.jsonl`; those under
/// others say so in their name, `NN-name.POLICY=VALUE,POLICY=VALUE.out.jsonl`. A policy that is not named has its
/// default: so a new policy leaves every story what it is.
struct StoryFile {
  std::string name;               ///< "05-conference"
  std::filesystem::path stream;   ///< "…/05-conference.in.jsonl"
  std::filesystem::path answers;  ///< "…/05-conference.final_scope=chain.out.jsonl"
  Policies policies;
};

/// Every file of answers in `folder`, by its name. Throws std::runtime_error where the folder has none, where an
/// answer has no stream, and where a name holds a policy or a value that there is not.
[[nodiscard]] std::vector<StoryFile> story_files(std::filesystem::path const& folder);

}  // namespace recordshare::properties
