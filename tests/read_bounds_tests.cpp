// SPDX-License-Identifier: Apache-2.0
// read_bounds_tests.cpp puts texts and lines just before memory that cannot be read: no byte beyond them may be read.
#include <algorithm>
#include <cstddef>
#include <cstring>
#include <stdexcept>
#include <string>
#include <string_view>

#include <sys/mman.h>
#include <unistd.h>

#include <gtest/gtest.h>
#include <recordshare/recordshare.hpp>

namespace recordshare::tests {
namespace {

/// Pages of memory, of which the last cannot be read.
class Guarded {
 public:
  Guarded() {
    pages_ = ::mmap(nullptr, 2 * kPage, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages_ == MAP_FAILED || ::mprotect(end(), kPage, PROT_NONE) != 0) throw std::runtime_error("no guarded page");
  }
  ~Guarded() { ::munmap(pages_, 2 * kPage); }
  Guarded(Guarded const&) = delete;
  Guarded& operator=(Guarded const&) = delete;

  /// A copy of `text` that ends where memory ends. It is valid until the next call.
  std::string_view put(std::string_view text) {
    if (text.size() > kPage) throw std::runtime_error("a text longer than a page");
    return {static_cast<char*>(std::memcpy(end() - text.size(), text.data(), text.size())), text.size()};
  }

 private:
  [[nodiscard]] char* end() const { return static_cast<char*>(pages_) + kPage; }

  static inline std::size_t const kPage = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  void* pages_ = nullptr;
};

/// Names of each length, and with an escape at each place.
TEST(ReadBounds, NoByteBeyondANameIsRead) {
  Guarded guarded;
  Engine engine;
  for (std::size_t size = 1; size <= kNameBytesMax; ++size)
    for (std::size_t escape = 0; escape <= std::min<std::size_t>(size, 20); ++escape) {
      std::string name(size, 'n');
      if (escape < size) name[size - 1 - escape] = '"';
      DnMonitored const event{guarded.put(name)};
      std::string line;
      append_line(line, event);
      std::string escaped = name;
      if (escape < size) escaped.insert(size - 1 - escape, 1, '\\');
      EXPECT_EQ(line, R"({"type":"DnMonitored","dn":")" + escaped + "\"}\n");
      EXPECT_EQ(engine.apply(event).result, Result::Accepted);
    }
}

/// A whole line, and each of its beginnings.
TEST(ReadBounds, NoByteBeyondALineIsRead) {
  Guarded guarded;
  EventReader reader;
  for (std::string_view const line :
       {R"({"type":"ChainLoaded","chain":18446744073709551615,"records":[1,2e+5]})",
        R"({"type":"AgentLogin","agent":"\u00e9\ud83d\ude00 \xc3\xa9","dn":"7001","x":[true,null,-1.5E+400]})"})
    for (std::size_t size = 0; size <= line.size(); ++size) {
      std::string_view const part = guarded.put(line.substr(0, size));
      Event const* const event = reader.read(part);
      std::string const message(reader.message());
      std::string const copy(part);
      EXPECT_EQ(event == nullptr, reader.read(copy) == nullptr) << copy;
      EXPECT_EQ(message, reader.message()) << copy;
    }
}

}  // namespace
}  // namespace recordshare::tests
