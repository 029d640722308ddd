// SPDX-License-Identifier: Apache-2.0
// json_text.hpp writes JSON piece by piece; commas are put where they belong.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "engine/library/line_buffer.hpp"

namespace recordshare::properties::review {

/// Builds one JSON text. Whoever writes opens and closes in order; numbers that may exceed 2^53 are to be written as
/// text, since a browser would round them.
class JsonText {
 public:
  JsonText& begin_object() { return open('{'); }
  JsonText& end_object() { return close('}'); }
  JsonText& begin_list() { return open('['); }
  JsonText& end_list() { return close(']'); }

  /// The name of the member whose value comes next.
  JsonText& key(std::string_view name) {
    text(name);
    out_.push_back(':');
    after_value_ = false;
    return *this;
  }
  JsonText& text(std::string_view value) {
    separate();
    out_.push_back('"');
    LineBuffer line(out_);
    line.put_text(value);
    line.flush();
    out_.push_back('"');
    return *this;
  }
  JsonText& number(std::size_t value) { return raw(std::to_string(value)); }
  JsonText& boolean(bool value) { return raw(value ? "true" : "false"); }
  JsonText& null() { return raw("null"); }
  /// A value that is JSON already.
  JsonText& raw(std::string_view json) {
    separate();
    out_.append(json);
    return *this;
  }

  // A member and its value.
  JsonText& member(std::string_view name, std::string_view value) { return key(name).text(value); }
  JsonText& count(std::string_view name, std::size_t value) { return key(name).number(value); }
  JsonText& flag(std::string_view name, bool value) { return key(name).boolean(value); }
  template <class Names>
  JsonText& list(std::string_view name, Names const& names) {
    key(name).begin_list();
    for (auto const& one : names) text(one);
    return end_list();
  }

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  void separate() {
    if (after_value_) out_.push_back(',');
    after_value_ = true;
  }
  JsonText& open(char bracket) {
    separate();
    out_.push_back(bracket);
    after_value_ = false;
    return *this;
  }
  JsonText& close(char bracket) {
    out_.push_back(bracket);
    after_value_ = true;
    return *this;
  }

  std::string out_;
  bool after_value_ = false;
};

}  // namespace recordshare::properties::review
