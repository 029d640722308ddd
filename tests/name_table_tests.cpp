// SPDX-License-Identifier: Apache-2.0
// name_table_tests.cpp tests how long the text of a released name is readable.
#include <gtest/gtest.h>

#include "engine/library/directory.hpp"

namespace recordshare::tests {
namespace {

/// An outcome may name an agent whose name its event releases: see AccessChange::agent. Short names are stored within
/// their entry, long ones beside it.
TEST(NameTable, AReleasedNameIsReadableUntilTheNextIsHeld) {
  for (std::string const& name : {std::string("bob"), std::string(100, 'b')}) {
    NameTable<AgentEntry, AgentId> names{SeededHash{}};
    AgentId const id = names.candidate();
    names.hold(name);
    std::string_view const text = names[id].name;
    names.release(id);
    EXPECT_EQ(text, name);
    EXPECT_FALSE(names.holds(id));
    EXPECT_EQ(names.find(name), kNobody);
    EXPECT_EQ(names.count(), 0U);
    names.hold(name + "by");
    EXPECT_TRUE(names.holds(names.find(name + "by")));
    EXPECT_EQ(names[names.find(name + "by")].name, name + "by");
  }
}

TEST(NameTable, NobodyIsNeverHeldAndHasNoName) {
  NameTable<AgentEntry, AgentId> const names{SeededHash{}};
  EXPECT_FALSE(names.holds(kNobody));
  EXPECT_EQ(names[kNobody].name, "");
}

}  // namespace
}  // namespace recordshare::tests
