// SPDX-License-Identifier: Apache-2.0
// event_bytes_tests.cpp pins the meaning of stored inputs of the fuzz targets, which a new event must not change.
#include <array>
#include <cstdint>
#include <filesystem>
#include <set>
#include <span>
#include <string>

#include <gtest/gtest.h>

#include "fuzz/checked_machine.hpp"
#include "fuzz/event_bytes.hpp"
#include "tests/corpora.hpp"
#include "tests/shell.hpp"

namespace recordshare::tests {
namespace {

namespace fs = std::filesystem;
using fuzz::EventInput;
using properties::streams::Kind;
using properties::streams::Move;
using properties::streams::without_unused;

std::string kind_of(std::uint8_t byte) {
  std::array<std::uint8_t, fuzz::kEventBytes> const bytes{byte};
  Move const move = fuzz::read_event(bytes);
  return std::string(move.kind.request() ? name(*move.kind.request()) : kEvents[move.kind.index()].name);
}

EventInput input_of(std::span<std::uint8_t const> bytes) {
  EventInput input;
  fuzz::read_events(bytes, input);
  return input;
}

TEST(EventBytes, MeanTheseEvents) {
  constexpr std::array<std::uint8_t, 46> kBytes{
      0x15, 0xA3, 0x21, 0x80,  // all other values; 3 names, 1 chain, 2 records, 5 members; half before the cut
      0x00, 0x00, 0x02, 0x00, 0x00, 0x00,  // DnMonitored
      0x04, 0x00, 0x10, 0x0C, 0x00, 0x00,  // ChainLoaded
      0x02, 0x01, 0x02, 0x00, 0x11, 0x00,  // AgentLogin
      0x09, 0x01, 0x00, 0x01, 0x00, 0x02,  // CallEstablished
      0x0E, 0x61, 0x00, 0x00, 0x00, 0x0D,  // TransferCompleted
      0x13, 0x00, 0x00, 0x40, 0xE1, 0x00,  // CallRecovered
      0xC5, 0x01, 0x00, 0x01, 0xFF, 0xFF,  // RecordProcessed
  };
  EventInput const input = input_of(kBytes);
  EXPECT_EQ(input.stream.policies, (Policies{FinalScope::Chain, Reschedule::Finalizes, DoNotCallScope::Always}));
  EXPECT_EQ(input.limits, (Limits{.names = 3, .chains = 1, .records = 2, .members = 5}));
  EXPECT_EQ(input.cut, 3U);
  std::string text;
  for (Move const& move : input.stream.moves) text += text_of(move) + "\n";
  EXPECT_EQ(text, R"({"type":"DnMonitored","dn":"7003"}
{"type":"ChainLoaded","chain":2,"records":[101,102,103]}
{"type":"AgentLogin","agent":"bob","dns":["7003","7001","7005"]}
{"type":"CallEstablished","record":102,"agent":"bob","call":"call-2"}
{"type":"TransferCompleted","record":101,"from":"bob","to_number":"7002","call":"call-1","new_call":"call-3"}
{"type":"CallRecovered","record":101,"agents":["alice","alice"],"numbers":["7001","7002","1509"]}
{"type":"RecordProcessed","agent":"bob","record":102}
)");
}

TEST(EventBytes, NumberEventsByTheRegisterAndRequestsApart) {
  for (std::size_t i = 0; i < kEvents.size(); ++i) {
    for (std::size_t const high : {0x00U, 0x40U, 0x80U})
      EXPECT_EQ(kind_of(static_cast<std::uint8_t>(high + i)), kEvents[i].name);
  }
  for (std::size_t i = 0; i < kRequests.size(); ++i)
    EXPECT_EQ(kind_of(static_cast<std::uint8_t>(0xC0 + i)), kRequests[i].name);
}

// With 19 events and with more, a number below 19 means the same event, and so does a number that neither uses.
TEST(EventBytes, DoNotDependOnHowManyEventsThereAre) {
  constexpr std::size_t kAtFirst = 19;
  for (std::size_t count = kAtFirst; count <= 64; ++count)
    for (std::size_t number = 0; number < 64; ++number) {
      bool const is_new = number >= kAtFirst && number < count;
      EXPECT_EQ(fuzz::number_in_use(number, count), is_new ? number : fuzz::number_in_use(number, kAtFirst));
      EXPECT_LT(fuzz::number_in_use(number, count), count);
    }
}

TEST(EventBytes, AreWrittenAsTheyAreRead) {
  for (std::size_t number = 0; number < Kind::count; ++number) {
    Move move = without_unused({.kind = Kind::numbered(number),
                                .agent = 1,
                                .to = 2,
                                .dn = 3,
                                .dns = 9,
                                .record = 1,
                                .parties = 0x0825,
                                .call = 3,
                                .new_call = 2});
    EXPECT_EQ(fuzz::read_event(fuzz::bytes_of(move)), move);
    if (!properties::streams::mentions(move.kind).has_numbers) continue;
    for (std::uint8_t const party :
         std::array<std::uint8_t, 3>{5, 6, 11}) {  // the numbers of the first two DNs, and the one that is no DN
      move.agent = party;
      EXPECT_EQ(fuzz::read_event(fuzz::bytes_of(move)), move);
    }
  }
  std::set<unsigned> bytes;
  for (std::size_t policy = 0; policy < kPolicies.size(); ++policy)
    for (std::size_t value = 0; value < kPolicies[policy].values.size(); ++value) {
      Policies policies;
      kPolicies[policy].set_in(policies, value);
      EXPECT_EQ(fuzz::byte_of(policies), value << (2 * policy));
      EXPECT_EQ(fuzz::policies_of(fuzz::byte_of(policies)), policies);
    }
}

TEST(EventBytes, NormalizedMeanTheSame) {
  std::string bytes(fuzz::kHeaderBytes, '\0');
  for (unsigned byte = 0; byte < 256; ++byte) bytes.append({static_cast<char>(byte), 1, 2, 3, 4, 5});
  std::string normal = bytes;
  fuzz::normalize(normal, fuzz::kHeaderBytes);
  EXPECT_NE(normal, bytes);
  auto const read = [](std::string const& text) {
    return input_of({reinterpret_cast<std::uint8_t const*>(text.data()), text.size()}).stream;
  };
  EXPECT_EQ(read(normal), read(bytes));
  std::string again = normal;
  fuzz::normalize(again, fuzz::kHeaderBytes);
  EXPECT_EQ(again, normal);
}

// A number that is not in use would change its meaning once an event gets it.
TEST(FuzzCorpora, HoldNoNumberThatIsNotInUse) {
  std::size_t inputs = 0;
  for (auto const& target : fuzz::kTargets) {
    if (target.inputs == fuzz::Inputs::Lines) continue;
    std::size_t const header = target.inputs == fuzz::Inputs::States ? fuzz::kMachineLayout.header : fuzz::kHeaderBytes;
    for (auto const& entry : fs::directory_iterator(seeds_of(std::string(target.name)))) {
      std::string const bytes = read_file(entry.path());
      std::string normal = bytes;
      fuzz::normalize(normal, header);
      EXPECT_EQ(normal, bytes) << entry.path() << ": run `recordshare-corpus normalize`";
      ++inputs;
    }
  }
  EXPECT_GT(inputs, 100U);
}

}  // namespace
}  // namespace recordshare::tests
