// SPDX-License-Identifier: Apache-2.0
// main.cpp uses its own Boost.JSON, with arrays of at most 20 elements, beside the library's, which has no such limit.
#include <iostream>
#include <string>

#include <boost/json/src.hpp>
#include <boost/unordered/unordered_flat_map.hpp>
#include <recordshare/recordshare.hpp>

int main() {
  std::string const list = "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21]";
  boost::system::error_code error;
  static_cast<void>(boost::json::parse(list, error));
  std::cout << (error == boost::json::error::array_too_large ? "too large" : "not limited") << '\n';

  boost::unordered_flat_map<int, std::string> const words{{1, "one"}};
  std::cout << words.at(1) << '\n';

  recordshare::Engine engine;
  recordshare::EventReader reader;
  recordshare::Event const* const event = reader.read(R"({"type":"ChainLoaded","chain":1,"records":)" + list + "}");
  std::cout << (event == nullptr ? reader.message() : name(engine.apply(*event).result)) << '\n';
  std::cout << (reader.read("{\"type\":\"\\uD800\"}") == nullptr ? reader.message() : "read") << '\n';
}
