// SPDX-License-Identifier: Apache-2.0
// adapter.hpp plays a stream to an Arbiter in this process.
#pragma once

#include <recordshare/conformance.hpp>
#include <recordshare/json_lines.hpp>

#include "properties/conform/respondent.hpp"

namespace recordshare::conformance {

/// Parses the lines and formats the answers, so that the arbiter sees only events. Answers invalid lines itself.
class Adapter : public Respondent {
 public:
  Adapter(Arbiter& arbiter, bool by_members) noexcept : arbiter_(&arbiter), by_members_(by_members) {}

  [[nodiscard]] std::optional<Wrong> play(Questions const& questions, std::chrono::milliseconds limit) override;
  [[nodiscard]] bool sees_one_at_a_time() const noexcept override { return true; }

 private:
  [[nodiscard]] Outcome decide(Event const& event);

  Arbiter* arbiter_;
  bool by_members_;
  EventReader reader_;
};

}  // namespace recordshare::conformance
