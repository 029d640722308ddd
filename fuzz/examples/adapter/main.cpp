// SPDX-License-Identifier: Apache-2.0
// main.cpp tests a C++ implementation in its own process: `adapter` finds no difference, `adapter --eager` finds one.
#include <iostream>
#include <optional>
#include <string>
#include <variant>

#include <recordshare/conformance.hpp>
#include <recordshare/recordshare.hpp>

namespace {

using namespace recordshare;

/// Stands for your implementation. To keep the example short it wraps an engine. With `eager`, it completes a transfer
/// as soon as the consultation is established: a fault.
class YourArbiter {
 public:
  YourArbiter(Policies const& policies, bool eager) : engine_({.policies = policies, .limits = {}}), eager_(eager) {}

  Outcome decide(Event const& event) {
    auto const* const established = std::get_if<ConsultationEstablished>(&event);
    if (eager_ && established != nullptr)
      return engine_.apply(TransferCompleted{established->record, established->from, established->to});
    return engine_.apply(event);
  }

 private:
  Engine engine_;
  bool eager_;
};

/// The four functions. A real adapter converts each event to your types, and your answer to an Outcome.
class Adapter : public conformance::Arbiter {
 public:
  explicit Adapter(bool eager) : eager_(eager) {}

  void start(Policies const& policies) override { arbiter_.emplace(policies, eager_); }
  Outcome environment(conformance::EnvironmentEvent const& event) override { return decide(event); }
  Outcome call(conformance::CallEvent const& event) override { return decide(event); }
  Outcome request(DesktopRequest const& request) override { return arbiter_->decide(request); }

 private:
  template <class Section>
  Outcome decide(Section const& event) {
    return std::visit([this](auto const& one) { return arbiter_->decide(one); }, event);
  }

  std::optional<YourArbiter> arbiter_;
  bool eager_;
};

}  // namespace

int main(int argc, char** argv) {
  Adapter adapter(argc > 1 && std::string(argv[1]) == "--eager");
  auto const report = conformance::check(adapter, {.streams = 50});
  std::string text;
  conformance::append_text(text, report);
  std::cout << text;
  return report.holds() ? 0 : 2;
}
