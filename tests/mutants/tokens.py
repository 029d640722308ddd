# SPDX-License-Identifier: Apache-2.0
# tokens.py reads a C++ source as tokens, with their offsets and matching brackets.
import bisect
import re

TOKEN = re.compile(
    r"""(?P<skip>\s+|//[^\n]*|/\*.*?\*/)
      | (?P<raw>(?:u8|[uUL])?R"(?P<mark>[^(\s]*)\(.*?\)(?P=mark)")
      | (?P<string>(?:u8|[uUL])?"(?:\\.|[^"\\\n])*")
      | (?P<char>(?:u8|[uUL])?'(?:\\.|[^'\\\n])+')
      | (?P<number>\.?\d(?:'?[\w.]|(?<=[eEpP])[+-])*)
      | (?P<word>[A-Za-z_]\w*)
      | (?P<mark2><=>|<<=|>>=|\.\.\.|->\*|::|->|\+\+|--|<<|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|.)""",
    re.VERBOSE | re.DOTALL)


class Text:
    """A source's text with its tokens."""

    def __init__(self, data):
        self.data = data  # bytes: clang counts bytes
        self.text = data.decode("latin-1")
        self.tokens = []  # (start, end, text)
        self.other = {}  # index of a bracket's token to that of its partner
        stack = []
        start_of_line = True
        position = 0
        while position < len(self.text):
            if start_of_line and re.match(r"[ \t]*#", self.text[position:position + 200]):
                position = self._end_of_directive(position)
                continue
            match = TOKEN.match(self.text, position)
            if match.lastgroup == "skip":
                start_of_line = "\n" in match.group()
            else:
                start_of_line = False
                token = match.group()
                if token in "([{" and len(token) == 1:
                    stack.append(len(self.tokens))
                elif token in ")]}" and len(token) == 1 and stack:
                    opener = stack.pop()
                    self.other[opener] = len(self.tokens)
                    self.other[len(self.tokens)] = opener
                self.tokens.append((match.start(), match.end(), token))
            position = match.end()
        self.starts = [token[0] for token in self.tokens]

    def _end_of_directive(self, position):
        while True:
            end = self.text.find("\n", position)
            if end < 0:
                return len(self.text)
            if self.text[end - 1] != "\\":
                return end + 1
            position = end + 1

    def first(self, offset):
        """The index of the first token that begins at or after an offset."""
        return bisect.bisect_left(self.starts, offset)

    def between(self, start, end):
        return [token for token in self.tokens[self.first(start):self.first(end)] if token[1] <= end]

    def line(self, offset):
        return self.text.count("\n", 0, offset) + 1
