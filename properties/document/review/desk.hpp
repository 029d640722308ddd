// SPDX-License-Identifier: Apache-2.0
// desk.hpp is what the review page asks: a verb and a text in, JSON out.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace recordshare::properties::review {

/// All that the page needs of the engine. The verbs, what each takes, and what it gives:
///
/// | verb          | takes                           | gives                                                       |
/// |---------------|---------------------------------|-------------------------------------------------------------|
/// | `begin`       | policies, `NAME=VALUE` by blanks | `{}`: nothing was played, nobody named                     |
/// | `policies`    | policies                        | `[step...]`: the same stream, played anew under them        |
/// | `agent`, `dn` | a name                          | `{}`: it can be chosen from now on                          |
/// | `play`        | lines of events.md              | `[step...]`: what became of each; blank ones are passed over |
/// | `undo`        | a number                        | `{}`: so many lines were taken back                         |
/// | `state`       |                                 | chains, accesses, agents, DNs, policies                     |
/// | `moves`       | a chain's id                    | `[move...]`: every event over the cast, tried               |
/// | `input`       |                                 | `{"text"}`: the stream                                      |
/// | `answers`     |                                 | `{"text"}`: what `recordshare run` answers to it            |
/// | `diagram`     |                                 | `{"text"}`: the stream as a sequence diagram, in SVG        |
/// | `explore`     | policies                        | how many states two agents and one record reach             |
/// | `place`       | a state's number                | the state, and every event in it                            |
/// | `way`         | a state's number                | `{"text"}`: the shortest stream that leads there            |
/// | `find`        | words of a pattern              | `{"number"}` of the nearest such state, or null             |
///
/// What cannot be done gives `{"problem": one sentence}`, and changes nothing. Thread-safety: one thread at a time.
class Desk {
 public:
  Desk();
  ~Desk();
  Desk(Desk const&) = delete;
  Desk& operator=(Desk const&) = delete;

  [[nodiscard]] std::string answer(std::string_view verb, std::string_view text);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace recordshare::properties::review
