// SPDX-License-Identifier: Apache-2.0
// event_reader.cpp implements EventReader: Boost.JSON parses, LineMembers collects, and a table made from the event
// structs defines the members of each type.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <new>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <variant>

#include <recordshare/json_lines.hpp>

#include "engine/library/boost_json.hpp"
#include "engine/library/line_fault.hpp"
#include "engine/library/line_members.hpp"
#include "engine/library/utf8.hpp"

namespace recordshare {

using model::is_optional;
using model::number_member;

namespace {

constexpr std::string_view kTextWanted = "a string of 1 to 256 bytes without U+0000";
constexpr std::string_view kIntegerWanted = "an integer from 0 to 18446744073709551615 (digits only, also as a string)";
constexpr std::string_view kIntegersWanted =
    "an array of integers from 0 to 18446744073709551615 (digits only, also as strings)";
constexpr std::string_view kDnsWanted = "an array of 1 to 16 strings of 1 to 256 bytes without U+0000";
constexpr std::string_view kPartiesWanted = "an array of at most 1000 strings of 1 to 256 bytes without U+0000";
static_assert(kNameBytesMax == 256 && kLoginDnsMax == 16 && kRecoveredPartiesMax == 1'000);

bool is_name(std::string_view text) { return !text.empty() && text.find('\0') == std::string_view::npos; }

// Each overload fills one member of an event from the line; returns false, with a message, if the value is invalid.
bool fill(std::string_view& name, LineMembers const& members, Slot slot, std::string& message) {
  if (members.kind(slot) == Kind::Missing && is_optional(kSlotNames[static_cast<std::size_t>(slot)])) return true;
  name = members.text(slot);
  if (members.kind(slot) == Kind::Text && is_name(name)) return true;
  tell_member(message, members, slot, kTextWanted);
  return false;
}
bool fill(Party& party, LineMembers const& members, Slot slot, std::string& message) {
  Slot const number = slot_of(number_member(kSlotNames[static_cast<std::size_t>(slot)]));
  bool const is_number = members.kind(number) != Kind::Missing;
  bool const is_agent = members.kind(slot) != Kind::Missing;
  if (is_agent == is_number) {
    tell_one_of(message, slot, number, is_agent);
    return false;
  }
  std::string_view name;
  if (!fill(name, members, is_number ? number : slot, message)) return false;
  party = is_number ? Party(Number{name}) : Party(name);
  return true;
}
// Whether the member is a list of `least` to `most` names; otherwise with a message.
bool is_list(LineMembers const& members, Slot slot, std::size_t least, std::size_t most, std::string_view wanted,
             std::string& message) {
  std::vector<std::string_view> const& names = members.texts(slot);
  if (members.kind(slot) == Kind::Texts && names.size() >= least && names.size() <= most &&
      std::all_of(names.begin(), names.end(), is_name))
    return true;
  tell_member(message, members, slot, wanted);
  return false;
}
bool fill(DnNames& dns, LineMembers const& members, Slot slot, std::string& message) {
  bool const is_one = members.kind(Slot::Dn) != Kind::Missing;
  bool const is_several = members.kind(slot) != Kind::Missing;
  if (is_one == is_several) {
    tell_one_of(message, Slot::Dn, slot, is_one);
    return false;
  }
  std::string_view name;
  if (is_one ? !fill(name, members, Slot::Dn, message) : !is_list(members, slot, 1, kLoginDnsMax, kDnsWanted, message))
    return false;
  dns = is_one ? DnNames(name) : DnNames(members.texts(slot));
  return true;
}
bool fill(Names::Parties& parties, LineMembers& members, Slot agents, std::string& message) {
  members.clear_parties();
  for (Slot const slot : {agents, Slot::Numbers}) {
    if (members.kind(slot) == Kind::Missing) continue;
    if (!is_list(members, slot, 0, kRecoveredPartiesMax, kPartiesWanted, message)) return false;
    for (std::string_view const name : members.texts(slot))
      members.add_party(slot == agents ? Party(name) : Party(Number{name}));
  }
  parties = members.parties();
  return true;
}
template <class Tag>
bool fill(Identifier<Tag>& id, LineMembers const& members, Slot slot, std::string& message) {
  Kind const kind = members.kind(slot);
  std::optional<std::uint64_t> value;
  if (kind == Kind::Integer) value = members.integer(slot);
  if (kind == Kind::Text) value = integer_of(members.text(slot));
  if (value) {
    id = *value;
    return true;
  }
  tell_member(message, members, slot, kIntegerWanted);
  return false;
}
bool fill(Names::Records& records, LineMembers const& members, Slot slot, std::string& message) {
  records = members.records();
  if (members.kind(slot) == Kind::Integers) return true;
  tell_member(message, members, slot, kIntegersWanted);
  return false;
}

template <class One>
inline constexpr auto kMembers = One::members();

template <class One, std::size_t... I>
bool fill_all(One& one, LineMembers& members, std::string& message, std::index_sequence<I...>) {
  static_assert(((slot_of(std::get<I>(kMembers<One>).name) != Slot::Ignored) && ...), "a member has no slot");
  return (fill(one.*(std::get<I>(kMembers<One>).pointer), members, slot_of(std::get<I>(kMembers<One>).name), message) &&
          ...);
}

// Makes the event of struct `One` from a line's members; false, with a message, if one of them is invalid.
template <class One>
bool build(Event& event, LineMembers& members, Request request, std::string& message) {
  One one{};
  if constexpr (requires { one.request; }) one.request = request;
  constexpr std::size_t count = std::tuple_size_v<decltype(One::members())>;
  if (!fill_all(one, members, message, std::make_index_sequence<count>{})) return false;
  event = one;
  return true;
}

// One value of `type`, and the function that makes its event.
struct Form {
  std::string_view name;
  bool (*build)(Event&, LineMembers&, Request, std::string&);
  Request request;  // of a desktop request
};

constexpr std::size_t kForms = kEvents.size() + kRequests.size();
using Forms = std::array<Form, kForms>;

template <class One>
constexpr void add_forms(Forms& forms, std::size_t& count) {
  if constexpr (requires { One::type; }) {
    forms[count++] = {name(One::type), &build<One>, Request{}};
  } else {
    for (std::size_t r = 0; r < kRequests.size(); ++r)
      forms[count++] = {kRequests[r].name, &build<One>, enumerator_at<Request>(r)};
  }
}

constexpr Forms kAllForms = []<std::size_t... I>(std::index_sequence<I...>) {
  Forms forms{};
  std::size_t count = 0;
  (add_forms<std::variant_alternative_t<I, Event>>(forms, count), ...);
  return forms;
}(std::make_index_sequence<std::variant_size_v<Event>>{});

// A hash table of the forms: a look-up takes one or two comparisons.
constexpr std::size_t kBuckets = 128;
constexpr std::uint8_t kNoForm = 255;

constexpr std::size_t bucket_of(std::string_view type) noexcept {
  auto const byte = [&](std::size_t at) { return static_cast<std::size_t>(static_cast<unsigned char>(type[at])); };
  return (type.size() * 5 + byte(0) * 7 + byte(type.size() / 2) * 3) % kBuckets;
}

constexpr std::array<std::uint8_t, kBuckets> kFormOfBucket = [] {
  std::array<std::uint8_t, kBuckets> table{};
  table.fill(kNoForm);
  for (std::size_t f = 0; f < kForms; ++f) {
    std::size_t bucket = bucket_of(kAllForms[f].name);
    while (table[bucket] != kNoForm) bucket = (bucket + 1) % kBuckets;
    table[bucket] = static_cast<std::uint8_t>(f);
  }
  return table;
}();

Form const* form_of(std::string_view type) noexcept {
  if (type.empty()) return nullptr;
  for (std::size_t bucket = bucket_of(type); kFormOfBucket[bucket] != kNoForm; bucket = (bucket + 1) % kBuckets) {
    Form const& form = kAllForms[kFormOfBucket[bucket]];
    if (form.name == type) return &form;
  }
  return nullptr;
}

bool begins_character(char byte) { return static_cast<unsigned char>(byte) >= 0xC0; }  // of several bytes

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Replaces the digits of every exponent outside strings by zeros: Boost.JSON rejects an exponent beyond an int, which
// is well-formed JSON. No event has a number with an exponent, and no byte moves.
void zero_exponents(std::string& line) {
  bool in_string = false;
  for (std::size_t at = 1; at < line.size(); ++at) {
    if (in_string) {
      if (line[at] == '\\')
        ++at;
      else if (line[at] == '"')
        in_string = false;
    } else if (line[at] == '"') {
      in_string = true;
    } else if ((line[at] == 'e' || line[at] == 'E') && is_digit(line[at - 1])) {
      if (line[at + 1] == '+' || line[at + 1] == '-') ++at;  // a zero byte follows the last one
      std::size_t const end = std::min(line.find_first_not_of("0123456789", at + 1), line.size());
      line.replace(at + 1, end - at - 1, end - at - 1, '0');
      at = end - 1;
    }
  }
}

json::parse_options parse_options() {
  json::parse_options options;  // strict JSON by default
  options.max_depth = kDepthMax;
  return options;
}

}  // namespace

struct EventReader::Parser {
  Parser() { message.reserve(kMessageBytesMax); }

  bool parse(std::string_view line) {
    json::error_code error;
    std::size_t read = run(line, error);
    if (error == json::error::exponent_overflow) {
      copy.assign(line);
      zero_exponents(copy);
      read = run(copy, error);
      copy.assign(line);  // the collected members point into it, and messages quote the line
    }
    if (error || read < line.size()) {
      tell_syntax(message, line, read, error);
      return false;
    }
    if (!parser.handler().is_object()) {
      message.assign("byte 1: expected a JSON object");
      return false;
    }
    return true;
  }

  bool make_event() {
    LineMembers& members = parser.handler();
    Kind const kind = members.kind(Slot::Type);
    if (kind != Kind::Text && kind != Kind::LongText) {
      tell_member(message, members, Slot::Type, "a string");
      return false;
    }
    Form const* const form = form_of(members.text(Slot::Type));
    if (form == nullptr) {
      tell_unknown_type(message, members.text(Slot::Type));
      return false;
    }
    return form->build(event, members, form->request, message);
  }

  json::basic_parser<LineMembers> parser{parse_options()};
  Event event;
  std::string message;
  std::string copy;  // of a line with an exponent that Boost.JSON cannot hold

 private:
  std::size_t run(std::string_view line, json::error_code& error) {
    start(line);
    error.clear();
    std::size_t const read = parser.write_some(false, line.data(), line.size(), error);
    return error && error != json::error::exponent_overflow ? find_wrong_byte(line, read, error) : read;
  }

  // Boost.JSON stops near the wrong byte, and takes a character that is cut short for the end of the line. Given one
  // byte at a time, it stops at the first byte that no valid line can have there, or in the character that it begins.
  std::size_t find_wrong_byte(std::string_view line, std::size_t near, json::error_code& error) {
    std::size_t at = near - std::min(near, kNearBytes);
    start(line);
    error.clear();
    parser.write_some(true, line.data(), at, error);
    while (at < line.size() && parser.write_some(true, line.data() + at, 1, error) == 1 && !error) ++at;
    if (at == line.size()) parser.write_some(false, line.data(), 0, error);
    for (std::size_t begin = at - std::min<std::size_t>(at, 3); begin < at; ++begin)
      if (begins_character(line[begin]) && bytes_of_character(line.substr(begin)) == 0) return begin;
    return at;
  }
  static constexpr std::size_t kNearBytes = 32;  // two escapes of a surrogate pair have 12

  void start(std::string_view line) {
    parser.reset();
    parser.handler().start(line);
  }
};

EventReader::EventReader() : parser_(std::make_unique<Parser>()) {}
EventReader::~EventReader() = default;
EventReader::EventReader(EventReader&&) noexcept = default;
EventReader& EventReader::operator=(EventReader&&) noexcept = default;

Event const* EventReader::read(std::string_view line) noexcept {
  if (!parser_) return nullptr;
  parser_->message.clear();
  if (line.size() > kLineBytesMax) {
    static_assert(kLineBytesMax == 1'048'576);
    parser_->message.assign("byte 1048577: the line is longer than 1048576 bytes");
    return nullptr;
  }
  try {
    if (parser_->parse(line) && parser_->make_event()) return &parser_->event;
  } catch (std::bad_alloc const&) {
    parser_->message.assign("out of memory while reading this line");
  }
  return nullptr;
}

std::string_view EventReader::message() const noexcept {
  if (!parser_) return "this reader was moved from";
  return parser_->message;
}

bool is_blank(std::string_view line) noexcept {
  return std::all_of(line.begin(), line.end(), [](char c) { return c == ' ' || c == '\t' || c == '\r'; });
}

}  // namespace recordshare
