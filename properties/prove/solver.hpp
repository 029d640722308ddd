// SPDX-License-Identifier: Apache-2.0
// solver.hpp checks with Z3 whether formulas are satisfiable, with the same answer on every machine.
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

/// A solver with assertions. It has a fixed seed, and a limit in steps rather than time. Not thread-safe.
class Solver {
 public:
  /// The step limit of Z3 for one question: over a hundred times the maximum needed. At the limit the answer is
  /// Unknown.
  static constexpr unsigned kResourceLimit = 20'000'000;

  explicit Solver(unsigned resource_limit = kResourceLimit);
  ~Solver();
  Solver(Solver const&) = delete;
  Solver& operator=(Solver const&) = delete;

  void push();
  void pop();
  void add(Formula const& formula);

  /// The formulas that were added and not popped.
  [[nodiscard]] std::vector<Formula> const& asserted() const noexcept { return asserted_; }

  /// Whether the assertions are satisfiable.
  [[nodiscard]] Answer check();

  /// The same with these additional formulas; if unsatisfiable, `used` receives those that the conflict needs.
  [[nodiscard]] Answer check(std::span<Formula const> formulas, std::vector<std::size_t>& used);

  /// A model of the assertions with as few agents, records and DNs as possible; nothing if Z3 finds none with up to
  /// kBound.
  [[nodiscard]] std::optional<CounterModel> smallest_model();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
  std::vector<Formula> asserted_;
  std::vector<std::size_t> levels_;  ///< the number of assertions at each push
};

}  // namespace recordshare::properties::prove
