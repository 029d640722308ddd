// SPDX-License-Identifier: Apache-2.0
// solver.hpp asks Z3 whether formulas can hold together; what it answers is the same on every machine.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "properties/prove/answer.hpp"
#include "properties/prove/counter_model.hpp"
#include "properties/prove/formula.hpp"

namespace recordshare::properties::prove {

/// A solver with what was asserted. It has a fixed seed and counts its steps, and not the time, to know when to give
/// up. Thread-safety: one thread at a time.
class Solver {
 public:
  Solver();
  ~Solver();
  Solver(Solver const&) = delete;
  Solver& operator=(Solver const&) = delete;

  void push();
  void pop();
  void add(Formula const& formula);

  /// Whether all that was asserted can hold.
  [[nodiscard]] Answer check();

  /// The same with these as well; where they cannot, `used` is told which of them the reason needs.
  [[nodiscard]] Answer check(std::span<Formula const> formulas, std::vector<std::size_t>& used);

  /// A structure in which all that was asserted holds, with as few agents, records and DNs as there can be; nothing
  /// where Z3 finds none of up to kBound.
  [[nodiscard]] std::optional<CounterModel> smallest_model();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace recordshare::properties::prove
