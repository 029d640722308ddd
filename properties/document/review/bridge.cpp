// SPDX-License-Identifier: Apache-2.0
// bridge.cpp exports the desk to JavaScript: texts are passed through memory, in UTF-8.
#include <cstddef>
#include <string>

#include "properties/document/review/desk.hpp"

namespace {

using recordshare::properties::review::Desk;

std::string question;  // the verb, then the text
std::string answer;

}  // namespace

extern "C" {

/// Allocates a question of this many bytes, valid until the next call.
char* review_room(std::size_t bytes) {
  question.resize(bytes);
  return question.data();
}

/// Answers the question, whose first `verb_bytes` bytes are the verb. Returns the length of the answer.
std::size_t review_ask(std::size_t verb_bytes) {
  static Desk desk;
  std::string_view const all(question);
  answer = desk.answer(all.substr(0, verb_bytes), all.substr(verb_bytes));
  return answer.size();
}

/// The answer, valid until the next call.
char const* review_answer() { return answer.data(); }
}
