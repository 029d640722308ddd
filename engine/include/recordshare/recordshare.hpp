// SPDX-License-Identifier: Apache-2.0
// recordshare.hpp includes all public headers of the library; start reading at engine.hpp.
//
//     Engine engine;
//     std::cout << engine.apply(DnMonitored{"7001"}) << '\n';  // {"result":"accepted","rule":"E1","changes":[]}
#pragma once

#include <recordshare/engine.hpp>
#include <recordshare/events.hpp>
#include <recordshare/json_lines.hpp>
#include <recordshare/options.hpp>
#include <recordshare/outcome.hpp>
#include <recordshare/owned_outcome.hpp>
#include <recordshare/platform.hpp>
#include <recordshare/policy_setting.hpp>
#include <recordshare/shared_engine.hpp>
#include <recordshare/version.hpp>
