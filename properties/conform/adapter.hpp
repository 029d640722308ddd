// SPDX-License-Identifier: Apache-2.0
// adapter.hpp puts questions to an Arbiter in this process.
#pragma once

#include <recordshare/conformance.hpp>
#include <recordshare/json_lines.hpp>

#include "properties/conform/respondent.hpp"

namespace recordshare::conformance {

/// Reads the lines and writes the answers, so that only what lies between is the arbiter's. A line that is no event is
/// not its business.
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
