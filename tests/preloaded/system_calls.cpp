// SPDX-License-Identifier: Apache-2.0
// system_calls.cpp is preloaded into a command under test: one of its system calls fails, is cut short or meets SIGINT.
//
// RECORDSHARE_FAULT="CALL NUMBER EFFECT [FILE]" selects the NUMBERth call, from 1, of the function CALL. The EFFECT is
//   an errno        the call fails with it, without being made; but a file is closed nevertheless, as by Linux
//   short           one byte is read or written
//   before, after   SIGINT arrives just before the call, or just after it
//   during          SIGINT arrives in the call, which fails with EINTR
// FILE is created when the call is reached. RECORDSHARE_CLOCK=MS sets the clock: it stands still, but each write to a
// file other than standard error takes MS milliseconds. Programs that the command starts are not affected, nor is the
// profile that a build for coverage writes at its exit.
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

struct Plan {
  char call[16] = "";
  long number = 0;
  char effect[16] = "";
  char file[512] = "";
  long clock_ms = -1;  // per write; -1: the system's clock
};
constinit Plan plan;

// Reads the plan when the library is loaded. Sanitizers ask for the time before, and within their allocators.
__attribute__((constructor)) void read_plan() noexcept {
  if (char const* const fault = std::getenv("RECORDSHARE_FAULT"); fault != nullptr)
    static_cast<void>(std::sscanf(fault, "%15s %ld %15s %511s", plan.call, &plan.number, plan.effect, plan.file));
  if (char const* const clock = std::getenv("RECORDSHARE_CLOCK"); clock != nullptr)
    plan.clock_ms = std::strtol(clock, nullptr, 10);
  unsetenv("LD_PRELOAD");
}

long now_ms = 0;

int close_now(int descriptor) noexcept { return static_cast<int>(syscall(SYS_close, descriptor)); }

/// What happens at one call.
struct Effect {
  bool cut = false;
  bool after = false;
  int error = 0;
};

bool writes_profile = false;

Effect effect_of(char const* call) noexcept {
  static long calls = 0;  // of the function that the plan names
  if (writes_profile || std::strcmp(call, plan.call) != 0 || ++calls != plan.number) return {};
  if (plan.file[0] != '\0') close_now(creat(plan.file, 0600));
  Effect effect;
  effect.cut = std::strcmp(plan.effect, "short") == 0;
  effect.after = std::strcmp(plan.effect, "after") == 0;
  effect.error = static_cast<int>(std::strtol(plan.effect, nullptr, 10));
  bool const during = std::strcmp(plan.effect, "during") == 0;
  if (during || std::strcmp(plan.effect, "before") == 0) std::raise(SIGINT);
  if (during) effect.error = EINTR;
  return effect;
}

template <class Call>
auto with_effect(char const* name, Call const& call) noexcept -> decltype(call(false)) {
  Effect const effect = effect_of(name);
  if (effect.error != 0) {
    errno = effect.error;
    return -1;
  }
  auto const result = call(effect.cut);
  int const error = errno;
  if (effect.after) std::raise(SIGINT);
  errno = error;
  return result;
}

}  // namespace

extern "C" {

int open(char const* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t const mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  writes_profile = writes_profile || std::strstr(path, ".profraw") != nullptr;
  return with_effect("open", [&](bool) { return openat(AT_FDCWD, path, flags, mode); });
}

ssize_t read(int descriptor, void* data, size_t count) {
  return with_effect("read",
                     [&](bool cut) { return syscall(SYS_read, descriptor, data, cut && count > 0 ? 1 : count); });
}

ssize_t write(int descriptor, void const* data, size_t count) {
  if (descriptor != STDERR_FILENO && plan.clock_ms > 0) now_ms += plan.clock_ms;
  return with_effect("write",
                     [&](bool cut) { return syscall(SYS_write, descriptor, data, cut && count > 0 ? 1 : count); });
}

int close(int descriptor) {
  int const result = with_effect("close", [&](bool) { return close_now(descriptor); });
  int const error = errno;
  if (result != 0) close_now(descriptor);  // it may be closed already
  errno = error;
  return result;
}

int poll(pollfd* ends, nfds_t count, int timeout) {
  timespec const limit{timeout / 1000, timeout % 1000 * 1'000'000L};
  return with_effect("poll", [&](bool) { return ppoll(ends, count, timeout < 0 ? nullptr : &limit, nullptr); });
}

int fstat(int descriptor, struct stat* status) noexcept {
  return with_effect("fstat", [&](bool) { return fstatat(descriptor, "", status, AT_EMPTY_PATH); });
}

int ftruncate(int descriptor, off_t size) noexcept {
  return with_effect("ftruncate", [&](bool) { return static_cast<int>(syscall(SYS_ftruncate, descriptor, size)); });
}

int clock_gettime(clockid_t clock, timespec* now) noexcept {
  if (plan.clock_ms < 0 || clock != CLOCK_MONOTONIC) return static_cast<int>(syscall(SYS_clock_gettime, clock, now));
  *now = {1000 + now_ms / 1000, now_ms % 1000 * 1'000'000};
  return 0;
}
}
