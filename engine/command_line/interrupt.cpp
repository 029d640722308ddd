// SPDX-License-Identifier: Apache-2.0
// interrupt.cpp catches SIGINT, ignores SIGPIPE, and waits for input without missing either.
#include "engine/command_line/interrupt.hpp"

#include <csignal>

#include <poll.h>

namespace recordshare::command {
namespace {

volatile std::sig_atomic_t interrupt_came = 0;

extern "C" void note_interrupt(int) { interrupt_came = 1; }

}  // namespace

void catch_signals() {
  struct sigaction on_interrupt = {};
  on_interrupt.sa_handler = note_interrupt;
  // Without SA_RESTART, SIGINT ends a wait. A second SIGINT kills the command.
  on_interrupt.sa_flags = static_cast<int>(SA_RESETHAND);
  sigemptyset(&on_interrupt.sa_mask);
  struct sigaction before = {};
  sigaction(SIGINT, nullptr, &before);
  if (before.sa_handler != SIG_IGN) sigaction(SIGINT, &on_interrupt, nullptr);  // `nohup`, or a job in background
  struct sigaction on_pipe = {};
  on_pipe.sa_handler = SIG_IGN;
  sigaction(SIGPIPE, &on_pipe, nullptr);
}

bool interrupted() noexcept { return interrupt_came != 0; }

bool can_read_at_once(int descriptor) noexcept {
  pollfd asked{descriptor, POLLIN, 0};
  return poll(&asked, 1, 0) != 0;
}

void wait_for_input(int descriptor) noexcept {
  sigset_t blocked;
  sigset_t before;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGINT);
  pthread_sigmask(SIG_BLOCK, &blocked, &before);
  pollfd asked{descriptor, POLLIN, 0};
  if (!interrupted()) ppoll(&asked, 1, nullptr, &before);
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

}  // namespace recordshare::command
