// SPDX-License-Identifier: Apache-2.0
// interrupt.cpp catches SIGINT and polls descriptors.
#include "engine/command_line/interrupt.hpp"

#include <csignal>

#include <poll.h>
#include <unistd.h>

namespace recordshare::command {
namespace {

volatile std::sig_atomic_t interrupt_came = 0;

// SA_RESETHAND makes a second SIGINT kill. There is no SA_RESTART: a signal ends a wait.
void handle(int signal, void (*handler)(int), int flags) {
  struct sigaction action = {};
  action.sa_handler = handler;
  action.sa_flags = flags;
  sigemptyset(&action.sa_mask);
  sigaction(signal, &action, nullptr);
}

// A system call that begins just after SIGINT would miss it and could wait for ever: an alarm each second ends it, too.
extern "C" void note_interrupt(int) {
  interrupt_came = 1;
  handle(SIGALRM, note_interrupt, 0);
  alarm(1);
}

}  // namespace

void catch_interrupt() {
  struct sigaction before = {};
  sigaction(SIGINT, nullptr, &before);
  if (before.sa_handler != SIG_IGN) handle(SIGINT, note_interrupt, static_cast<int>(SA_RESETHAND));
}

bool interrupted() noexcept { return interrupt_came != 0; }

bool can_read_at_once(int descriptor) noexcept {
  pollfd asked{descriptor, POLLIN, 0};
  return poll(&asked, 1, 0) > 0;
}

void wait_for_input(int descriptor) noexcept {
  pollfd asked{descriptor, POLLIN, 0};
  if (!interrupted()) poll(&asked, 1, -1);
}

void wait_for_output(int descriptor) noexcept {
  pollfd asked{descriptor, POLLOUT, 0};
  poll(&asked, 1, -1);
}

}  // namespace recordshare::command
