# SPDX-License-Identifier: Apache-2.0
# statements.py finds the places of statements that can be mutated.
import re

from clang.cindex import CursorKind as K
from clang.cindex import TypeKind as T

from place import INTEGERS, Places


class Statements(Places):
    def end_of_statement(self, place):
        """The end of the `;` that follows, or None."""
        index = self.source.first(place[1])
        if index < len(self.source.tokens) and self.source.tokens[index][2] == ";":
            return self.source.tokens[index][1]
        last = index - 1
        if last >= 0 and self.source.tokens[last][2] == ";" and self.source.tokens[last][1] == place[1]:
            return place[1]
        return None

    def statement(self, cursor):
        """A statement of a block, or the only one of a branch."""
        kind = cursor.kind
        place = self.here(cursor)
        if place is None:
            self.walk(cursor)
            return
        if kind.is_expression() and kind not in (K.LAMBDA_EXPR,):
            end = self.end_of_statement(place)
            text = self.of(place)
            if end is not None and not re.match(r"\(void\)|static_cast<void>|std::ignore", text):
                self.add("statement", (place[0], end), "without", "", "", text)
        elif kind in (K.BREAK_STMT, K.CONTINUE_STMT):
            end = self.end_of_statement(place)
            if end is not None:
                self.add("jump", (place[0], end), "without", "", "", self.of(place))
            return
        elif kind in (K.FOR_STMT, K.CXX_FOR_RANGE_STMT):
            index = self.source.first(place[0])
            while index < len(self.source.tokens) and self.source.tokens[index][2] != "(":
                index += 1
            closer = self.source.tokens[self.source.other[index]][1]
            end = place[1]
            if self.text[end - 1] not in ";}":
                end = self.end_of_statement(place)
            if end is not None:
                self.add("statement", (place[0], end), "without", "", "", self.text[place[0]:closer])
        self.walk(cursor)

    def at_compound_stmt(self, cursor, place, children):
        for child in children:
            self.statement(child)

    def parenthesized(self, place):
        """The offsets inside the first parentheses of a statement; and is it `if constexpr`?"""
        index = self.source.first(place[0])
        words = []
        while self.source.tokens[index][2] != "(":
            words.append(self.source.tokens[index][2])
            index += 1
        return (self.source.tokens[index][1], self.source.tokens[self.source.other[index]][0]), "constexpr" in words

    def condition(self, child, place):
        where = self.here(child)
        if where is not None and child.kind.is_expression() and child.kind != K.CXX_BOOL_LITERAL_EXPR:
            self.add("condition", where, "negated", "", f"!({' '.join(self.of(where).split())})")

    def branching(self, place, children, single_condition=True):
        inside, early = self.parenthesized(place)
        within = []
        for child in children:
            where = self.here(child)
            if where is not None and where[0] >= inside[0] and where[1] <= inside[1]:
                within.append(child)
            else:
                self.statement(child) if not child.kind == K.COMPOUND_STMT else self.walk(child)
        if early:
            return
        if within and single_condition:
            self.condition(within[-1], place)
        for child in within:
            self.walk(child)

    def at_if_stmt(self, cursor, place, children):
        self.branching(place, children)

    def at_while_stmt(self, cursor, place, children):
        self.branching(place, children)

    def at_switch_stmt(self, cursor, place, children):
        self.branching(place, children, False)

    def at_do_stmt(self, cursor, place, children):
        for child in children:
            self.walk(child)

    def head_of_loop(self, children, inside):
        """The children in the parentheses, with their places; the body is walked."""
        for child in children:
            where = self.here(child)
            if where is not None and where[0] < inside[1]:
                yield child, where
            elif where is not None:
                self.statement(child) if child.kind != K.COMPOUND_STMT else self.walk(child)

    def at_for_stmt(self, cursor, place, children):
        inside, _ = self.parenthesized(place)
        depth, marks = 0, []
        for start, _, text in self.source.between(*inside):
            depth += 1 if text in "([{" else -1 if text in ")]}" else 0
            if depth == 0 and text == ";":
                marks.append(start)
        for child, where in self.head_of_loop(children, inside):
            if len(marks) == 2 and marks[0] < where[0] < marks[1]:
                self.condition(child, place)
            self.walk(child)

    def at_cxx_for_range_stmt(self, cursor, place, children):
        inside, _ = self.parenthesized(place)
        for child, _ in self.head_of_loop(children, inside):
            if child.kind.is_expression():
                self.walk(child)

    def at_case_stmt(self, cursor, place, children):
        for child in children[1:]:
            self.statement(child)

    def at_default_stmt(self, cursor, place, children):
        for child in children:
            self.statement(child)

    def at_return_stmt(self, cursor, place, children):
        end = self.end_of_statement(place)
        if end is not None:
            where = (place[0], end)
            if not children:
                self.add("statement", where, "without", "", "", "return")
            else:
                self.returned(children[0], where)
        for child in children:
            self.walk(child)

    def returned(self, child, where):
        inner = self.here(child)
        if inner is None:
            return
        text = self.of(inner)
        kind = self.kind(child)
        result = self.results[-1]
        of_result = result.get_canonical().kind if result is not None else None
        def before(value, after):
            site = self.add("return", where, "before", f"return {value};", after, "return " + text)
            if site is not None:
                site.inner = inner
        if (kind == T.BOOL and of_result in (None, T.BOOL)) or of_result == T.BOOL:
            if child.kind != K.CXX_BOOL_LITERAL_EXPR:
                before(f"!({text})", "the opposite")
        elif kind in INTEGERS and (of_result is None or of_result in INTEGERS):
            if child.kind != K.INTEGER_LITERAL:
                before(f"(({text}) + 1)", "one more")
        elif result is not None and of_result == T.POINTER and text != "nullptr":
            before("nullptr", "nullptr")
        elif result is not None and of_result == T.RECORD and text not in ("{}", "std::nullopt", '""'):
            before("{}", "an empty value")
        elif result is not None and of_result == T.ENUM:
            values = [value.spelling for value in result.get_canonical().get_declaration().get_children()
                      if value.kind == K.ENUM_CONSTANT_DECL]
            if not values or text.split("::")[-1] != values[0]:
                before("{}", "the first of its values")

    def at_lambda_expr(self, cursor, place, children):
        opener = self.source.first(place[0])
        end = self.source.tokens[self.source.other[opener]][1]
        self.results.append(None)
        for child in children:
            where = self.here(child)
            if child.kind == K.COMPOUND_STMT:
                # A lambda's body may be evaluated while compiling only where its function is.
                self.walk(child)
            elif where is not None and where[1] <= end:
                self.walk(child)
        self.results.pop()
