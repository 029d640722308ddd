// SPDX-License-Identifier: Apache-2.0
// desk.hpp is the interface of the review page to the engine: a verb and a text in, JSON out.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace recordshare::properties::review {

/// The engine's functions for the page. The verbs, their input and their result:
///
/// | verb          | input                           | result                                                      |
/// |---------------|---------------------------------|-------------------------------------------------------------|
/// | `begin`       | policies, `NAME=VALUE` by blanks | `{}`: starts with an empty stream and no names             |
/// | `policies`    | policies                        | `[step...]`: the same stream, replayed under them           |
/// | `agent`, `number`, `dn` | a name                | `{}`: adds the name to the choices                          |
/// | `play`        | lines of events.md              | `[step...]`: the result of each; blank lines are skipped    |
/// | `undo`        | a number                        | `{}`: removes this many lines from the end                  |
/// | `state`       |                                 | chains, accesses, agents, numbers, DNs, policies | | `moves` | a
/// chain's id; lines 2 and 3: a `call` and a `new_call` that all events give | `[move...]`: every event over the cast,
/// with its outcome | | `input`       |                                 | `{"text"}`: the stream | | `answers`     | |
/// `{"text"}`: the answers of `recordshare run` to the stream  | | `diagram`     |                                 |
/// `{"text"}`: the stream as a sequence diagram, in SVG        | | `explore`     | policies                        |
/// the number of states of two agents and one record           | | `place`       | a state's number                |
/// the state, and every event in it                            | | `way`         | a state's number                |
/// `{"text"}`: the shortest stream that leads there            | | `find`        | words of a pattern              |
/// `{"number"}` of the nearest such state, or null             |
///
/// An error returns `{"problem": one sentence}` and changes nothing. Not thread-safe.
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
