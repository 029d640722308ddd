// SPDX-License-Identifier: Apache-2.0
// story_policies.cpp reads the policies of a story from its file names.
#include <algorithm>

#include "properties/conform/stories.hpp"
#include "properties/world/policies.hpp"

namespace recordshare {

std::vector<Policies> policies_of(Story const& story) {
  std::vector<Policies> all{Policies{}};
  for (std::string_view rest = story.other_policies; !rest.empty();) {
    std::size_t const end = std::min(rest.find(' '), rest.size());
    all.push_back(properties::policies_of_text(rest.substr(0, end)).value());
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return all;
}

}  // namespace recordshare
