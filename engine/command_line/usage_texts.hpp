// SPDX-License-Identifier: Apache-2.0
// usage_texts.hpp generates a command's man page and shell completions from its description.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "engine/command_line/usage.hpp"

namespace recordshare::command {

/// The command's man page, in man(7) macros.
[[nodiscard]] std::string man_page(CommandText const& command);

/// A bash completion: verbs, options, values that can be listed, and files.
[[nodiscard]] std::string bash_completion(CommandText const& command);

/// The same for zsh, with help texts.
[[nodiscard]] std::string zsh_completion(CommandText const& command);

/// An option of every command that prints one of these texts.
struct PrintedText {
  std::string_view option;
  std::string_view help;
  std::string (*print)(CommandText const&);
};
inline constexpr std::array<PrintedText, 3> kPrintedTexts{{
    {"--man-page", "Print the man page and exit", man_page},
    {"--bash-completion", "Print the completion for bash and exit", bash_completion},
    {"--zsh-completion", "Print the completion for zsh and exit", zsh_completion},
}};

}  // namespace recordshare::command
