// SPDX-License-Identifier: Apache-2.0
// usage_texts.cpp writes the man page in man(7) macros and the completion scripts for bash and zsh.
#include "engine/command_line/usage_texts.hpp"

#include <algorithm>
#include <vector>

#include <recordshare/version.hpp>

namespace recordshare::command {
namespace {

using Options = std::vector<OptionText>;

// --- The man page ---

/// Escapes text for troff: `\`, `-`, and lines that would begin a request.
std::string man_text(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool const begins_line = i == 0 || text[i - 1] == '\n';
    if (begins_line && (text[i] == '.' || text[i] == '\'')) out.append("\\&");
    if (text[i] == '\\') {
      out.append("\\e");
    } else if (text[i] == '-') {
      out.append("\\-");
    } else {
      out.push_back(text[i]);
    }
  }
  return out;
}

std::string upper(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return text;
}

void append_options(std::string& out, Options const& options) {
  for (OptionText const& option : options) {
    out.append(".TP\n");
    for (std::size_t i = 0; i < option.names.size(); ++i)
      out.append(i == 0 ? "" : ", ").append("\\fB").append(man_text(option.names[i])).append("\\fR");
    if (!option.value.empty()) out.append(" \\fI").append(man_text(option.value)).append("\\fR");
    out.append("\n").append(man_text(option.help)).append(".\n");
  }
}

/// Appends the end of a help: paragraphs, and examples, whose lines are not filled.
void append_footer(std::string& out, std::string_view footer) {
  if (footer.empty()) return;
  std::size_t const examples = std::min(footer.find("Example"), footer.size());
  std::string_view text = footer.substr(0, examples);
  while (text.ends_with('\n')) text.remove_suffix(1);
  if (!text.empty()) out.append(".PP\n").append(man_text(text)).append("\n");
  std::string_view shown = footer.substr(examples);
  if (shown.empty()) return;
  shown.remove_prefix(std::min(shown.find('\n') + 1, shown.size()));
  out.append(".PP\nExamples:\n.PP\n.nf\n").append(man_text(shown)).append(".fi\n");
}

// --- The shells ---

/// The text as a shell word in single quotes.
std::string quoted(std::string_view text) {
  std::string out = "'";
  for (char const c : text) {
    if (c == '\'') {
      out.append("'\\''");
    } else {
      out.push_back(c);
    }
  }
  return out + "'";
}

std::string function_of(std::string const& program) {
  std::string name = "_" + program;
  std::ranges::replace(name, '-', '_');
  return name;
}

std::string words_of(std::vector<std::string> const& words) {
  std::string all;
  for (std::string const& word : words) all.append(all.empty() ? "" : " ").append(word);
  return all;
}

std::vector<std::string> names_of(Options const& options) {
  std::vector<std::string> names;
  for (OptionText const& option : options)
    if (!option.is_positional()) names.insert(names.end(), option.names.begin(), option.names.end());
  return names;
}

/// `verb:-o | verb:--output`
std::string pattern_of(std::string const& verb, OptionText const& option) {
  std::string pattern;
  for (std::string const& name : option.names)
    pattern.append(pattern.empty() ? "" : " | ").append(verb).append(":").append(name);
  return pattern;
}

/// What follows an option's name, where the option has a value.
void append_bash_value(std::string& out, std::string const& verb, OptionText const& option) {
  if (option.is_positional() || option.value.empty()) return;
  out.append("    ").append(pattern_of(verb, option)).append(") ");
  if (!option.choices.empty()) {
    out.append("COMPREPLY=($(compgen -W ").append(quoted(words_of(option.choices))).append(" -- \"$word\"));");
    if (option.choices.front().find('=') != std::string::npos)
      out.append("\n      [[ \"$word\" != *=* || \"$COMP_WORDBREAKS\" != *=* ]] || ")
          .append("COMPREPLY=(\"${COMPREPLY[@]#\"${word%%=*}=\"}\");");
  } else if (option.names_path) {
    out.append("compopt -o filenames; COMPREPLY=($(compgen -f -- \"$word\"));");
  } else {
    out.append("COMPREPLY=();");
  }
  out.append(" return ;;\n");
}

/// Of zsh's `_arguments`: `'(-o --output)'{-o,--output}'[help]:FILE:_files'`.
void append_zsh_option(std::string& out, OptionText const& option, bool may_repeat) {
  std::string help = option.help;
  std::erase_if(help, [](char c) { return c == '[' || c == ']' || c == ':'; });
  std::string value;
  if (!option.choices.empty()) {
    value = ":" + option.value + ":(" + words_of(option.choices) + ")";
  } else if (option.names_path) {
    value = ":" + (option.value.empty() ? option.names.front() : option.value) + ":_files";
  } else if (!option.value.empty()) {
    value = ":" + option.value + ": ";
  }
  out.append(" \\\n        ");
  if (option.is_positional()) {
    out.append(quoted("1" + value));
    return;
  }
  for (std::size_t i = 0; i < option.names.size(); ++i) {
    std::string const excluded = may_repeat ? "*" : "(" + words_of(option.names) + ")";
    out.append(i == 0 ? "" : " ").append(quoted(excluded + option.names[i] + "[" + help + "]" + value));
  }
}

}  // namespace

std::string man_page(CommandText const& command) {
  std::string const program = man_text(command.program);
  std::string out = ".\\\" SPDX-License-Identifier: Apache-2.0\n.TH " + upper(program) + " 1 \"\" \"" + program + " " +
                    std::string(kVersion) + "\" \"User Commands\"\n";
  std::string_view summary = command.description;
  if (summary.ends_with('.')) summary.remove_suffix(1);  // whatis(1) shows it as a title
  out.append(".SH NAME\n").append(program).append(" \\- ").append(man_text(summary)).append("\n");
  out.append(".SH SYNOPSIS\n");
  for (VerbText const& verb : command.verbs) {
    out.append(".B ").append(program).append(" ").append(man_text(verb.name)).append("\n[\\fIOPTIONS\\fR]");
    for (OptionText const& option : verb.options)
      if (option.is_positional()) out.append(" [\\fI").append(man_text(option.names.front())).append("\\fR]");
    out.append("\n.br\n");
  }
  out.append(".SH OPTIONS\n");
  append_options(out, command.options);
  out.append(".SH VERBS\n");
  for (VerbText const& verb : command.verbs) {
    out.append(".SS ").append(man_text(verb.name)).append("\n").append(man_text(verb.help)).append(".\n");
    append_options(out, verb.options);
    append_footer(out, verb.footer);
  }
  append_footer(out.append(".SH EXAMPLES\n"), command.footer);
  return out;
}

std::string bash_completion(CommandText const& command) {
  std::string const function = function_of(command.program);
  std::vector<std::string> first = names_of(command.options);
  for (VerbText const& verb : command.verbs) first.push_back(verb.name);
  // Split the line only at blanks: bash also splits at `=`, and then inserts only the part after it.
  std::string out = "# SPDX-License-Identifier: Apache-2.0\n# bash completion of " + command.program +
                    ", made from the same description as its --help.\n" + function + "() {\n";
  out.append("  local line=\"${COMP_LINE:0:COMP_POINT}\" words word before verb\n");
  out.append("  read -ra words <<<\"$line\"\n");
  out.append("  [[ \"$line\" != *[[:space:]] ]] || words+=('')\n");
  out.append("  local last=$((${#words[@]} - 1))\n");
  out.append("  word=\"${words[last]}\" before=\"${words[last > 0 ? last - 1 : 0]}\" verb=\"${words[1]:-}\"\n");
  out.append("  COMPREPLY=()\n  if ((last <= 1)); then\n    COMPREPLY=($(compgen -W ").append(quoted(words_of(first)));
  out.append(" -- \"$word\"))\n    return\n  fi\n  case \"$verb:$before\" in\n");
  for (VerbText const& verb : command.verbs)
    for (OptionText const& option : verb.options) append_bash_value(out, verb.name, option);
  out.append("  esac\n  case \"$verb:$word\" in\n");
  for (VerbText const& verb : command.verbs) {
    std::vector<std::string> options = names_of(verb.options);
    options.insert(options.end(), {"-h", "--help"});
    out.append("    ").append(verb.name).append(":-*) COMPREPLY=($(compgen -W ").append(quoted(words_of(options)));
    out.append(" -- \"$word\")) ;;\n");
  }
  out.append("    *) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- \"$word\")) ;;\n  esac\n}\n");
  return out.append("complete -F ").append(function).append(" ").append(command.program).append("\n");
}

std::string zsh_completion(CommandText const& command) {
  std::string const function = function_of(command.program);
  std::string out = "#compdef " + command.program + "\n# SPDX-License-Identifier: Apache-2.0\n# zsh completion of " +
                    command.program + ", made from the same description as its --help.\n" + function + "() {\n";
  out.append("  local -a verbs=(");
  for (VerbText const& verb : command.verbs) out.append("\n    ").append(quoted(verb.name + ":" + verb.help));
  out.append("\n  )\n  if ((CURRENT == 2)); then\n    _describe verb verbs\n    _arguments");
  for (OptionText const& option : command.options) append_zsh_option(out, option, false);
  out.append("\n    return\n  fi\n  local verb=\"${words[2]}\"\n  shift words\n  ((CURRENT--))\n  case \"$verb\" in\n");
  for (VerbText const& verb : command.verbs) {
    out.append("    ").append(verb.name).append(")\n      _arguments");
    for (OptionText const& option : verb.options) append_zsh_option(out, option, option.names.front() == "--policy");
    append_zsh_option(out, {{"-h", "--help"}, "", "Print this help message and exit", {}, false}, false);
    out.append("\n      ;;\n");
  }
  out.append("  esac\n}\n");
  return out.append(function).append(" \"$@\"\n");
}

}  // namespace recordshare::command
