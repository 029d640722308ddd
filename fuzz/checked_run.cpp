// SPDX-License-Identifier: Apache-2.0
// checked_run.cpp compares the answers of `recordshare run` with the reference, line by line.
#include "fuzz/checked_run.hpp"

#include <algorithm>
#include <cstdlib>
#include <vector>

#include <sys/mman.h>
#include <unistd.h>

#include <recordshare/json_lines.hpp>

#include "engine/command/verbs.hpp"
#include "engine/report/lines.hpp"
#include "properties/oracle/lockstep.hpp"

namespace recordshare::fuzz {
namespace {

/// A file in memory that has a path.
class MemoryFile {
 public:
  explicit MemoryFile(char const* name) : descriptor_(memfd_create(name, MFD_CLOEXEC)) {
    if (descriptor_ < 0) std::abort();  // without it there is nothing to test
  }
  ~MemoryFile() { ::close(descriptor_); }
  MemoryFile(MemoryFile const&) = delete;
  MemoryFile& operator=(MemoryFile const&) = delete;

  [[nodiscard]] std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

  // A file in memory is written and read as a whole.
  void hold(std::string_view text) const {
    bool const held = ::ftruncate(descriptor_, 0) == 0 &&
                      ::pwrite(descriptor_, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size());
    if (!held) std::abort();
  }
  void read(std::string& text) const {
    text.resize(static_cast<std::size_t>(std::max<off_t>(::lseek(descriptor_, 0, SEEK_END), 0)));
    if (::pread(descriptor_, text.data(), text.size(), 0) != static_cast<ssize_t>(text.size())) std::abort();
  }

 private:
  int descriptor_;
};

std::string_view without_message(std::string_view line) { return line.substr(0, line.find("\"message\":")); }

}  // namespace

Policies policies_of(std::string_view input) noexcept {
  Policies policies;
  std::size_t rest = input.size();
  for (PolicyTerm const& policy : kPolicies) {
    policy.set_in(policies, rest % policy.values.size());
    rest /= policy.values.size();
  }
  return policies;
}

struct CheckedRun::Parts {
  explicit Parts(SpoilAnswers spoil_with) : spoil(spoil_with) {}

  std::string fault_of(std::string_view text) {
    input.hold(text);
    command::CommandLine line;
    line.input = input.path();
    line.output = output.path();
    line.generator.engine.policies = policies_of(text);
    int status = command::run(line);
    output.read(answers);
    if (spoil != nullptr) spoil(text, answers, status);
    return fault_of_answers(text, status);
  }

  std::string fault_of_answers(std::string_view text, int status) {
    properties::Reference reference({.policies = policies_of(text), .limits = {}});
    std::string_view rest = answers;
    if (!rest.empty() && rest.back() != '\n') return "the last answer does not end";
    std::uint64_t sequence = 0;
    bool all_are_events = true;
    for (std::uint64_t number = 1; !text.empty(); ++number) {
      auto const line = take_line(text);
      if (line.size() <= kLineBytesMax && is_blank(line)) continue;
      auto const* const event = reader.read(line);
      all_are_events = all_are_events && event != nullptr;
      expected.clear();
      append_line(expected, ++sequence, event == nullptr ? "" : type_name(*event),
                  event == nullptr ? OwnedOutcome{} : reference.apply(*event));
      auto const answer = take_line(rest);
      auto const wanted = std::string_view(expected).substr(0, expected.size() - 1);
      if (without_message(answer) != without_message(wanted))
        return "line " + std::to_string(number) + " is answered with `" + std::string(answer) + "`, and not with `" +
               std::string(wanted) + "`";
    }
    if (!rest.empty()) return "there are more answers than lines";
    int const expected_status = all_are_events ? command::kSuccess : command::kInvalidLines;
    return status == expected_status ? "" : "the exit status is " + std::to_string(status);
  }

  SpoilAnswers spoil;
  MemoryFile input{"input"};
  MemoryFile output{"output"};
  EventReader reader;
  std::string answers;
  std::string expected;
};

CheckedRun::CheckedRun(SpoilAnswers spoil) : parts_(std::make_unique<Parts>(spoil)) {}
CheckedRun::~CheckedRun() = default;

std::string CheckedRun::fault_of(std::string_view input) { return parts_->fault_of(input); }

}  // namespace recordshare::fuzz
