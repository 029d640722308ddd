// SPDX-License-Identifier: Apache-2.0
// adapter.cpp calls the Arbiter function of each event's section of rules.md.
#include "properties/conform/adapter.hpp"

#include <exception>
#include <new>
#include <type_traits>
#include <variant>

#include "properties/conform/answers.hpp"

namespace recordshare::conformance {

static_assert(std::variant_size_v<EnvironmentEvent> + std::variant_size_v<CallEvent> + 1 == std::variant_size_v<Event>);

Outcome Adapter::decide(Event const& event) {
  return std::visit(
      [this]<class E>(E const& one) -> Outcome {
        if constexpr (std::is_same_v<E, DesktopRequest>)
          return arbiter_->request(one);
        else if constexpr (std::is_constructible_v<CallEvent, E>)
          return arbiter_->call(one);
        else
          return arbiter_->environment(one);
      },
      event);
}

std::optional<Wrong> Adapter::play(Questions const& questions, std::chrono::milliseconds) {
  Answers answers(questions, by_members_);
  std::string line;
  auto const failed = [&](std::string const& what) {
    return Wrong{.fault = Fault::Failed, .answer = answers.compared(), .what = what, .given = {}, .complaint = {}};
  };
  try {
    arbiter_->start(questions.policies);
    for (std::size_t const index : questions.asked) {
      Event const* const event = reader_.read(questions.lines[index]);
      Outcome outcome;
      outcome.message = reader_.message();
      if (event != nullptr) outcome = decide(*event);
      line.clear();
      append_line(line, answers.compared() + 1, event == nullptr ? "" : type_name(*event), outcome);
      answers.take(line);
      if (answers.wrong().has_value()) break;
    }
  } catch (std::bad_alloc const&) {
    throw;
  } catch (std::exception const& error) {
    return failed(std::string("exception thrown: ") + error.what());
  } catch (...) {
    return failed("exception thrown that is not a std::exception");
  }
  return answers.wrong();
}

Report check(Arbiter& arbiter, Plan const& plan, Observer const& observer) {
  Adapter adapter(arbiter, plan.by_members);
  return check(adapter, plan, {}, observer);
}

}  // namespace recordshare::conformance
