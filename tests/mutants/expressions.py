# SPDX-License-Identifier: Apache-2.0
# expressions.py finds the places of expressions that can be mutated.
import re

from clang.cindex import CursorKind as K
from clang.cindex import TypeKind as T

from place import INTEGERS, Places

RELATIONAL = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "=="}
ARITHMETIC = {"+": "-", "-": "+", "*": "+", "/": "*", "%": "/", "<<": ">>", ">>": "<<", "&": "|", "|": "&", "^": "&"}
ASSIGNMENT = {"+=": "-=", "-=": "+=", "*=": "+=", "/=": "*=", "%=": "/=", "|=": "&=", "&=": "|=", "^=": "|=",
              "<<=": ">>=", ">>=": "<<="}
CALLS = {"min": "max", "max": "min", "any_of": "all_of", "all_of": "any_of", "none_of": "any_of",
         "lower_bound": "upper_bound", "upper_bound": "lower_bound", "front": "back", "back": "front",
         "starts_with": "ends_with", "ends_with": "starts_with"}


class Expressions(Places):
    def operator_between(self, left, right):
        one, other = self.here(left), self.here(right)
        if one is None or other is None or one[1] > other[0]:
            return None
        tokens = self.source.between(one[1], other[0])
        return tokens[0][2] if len(tokens) == 1 else None

    def as_truth(self, cursor, text, whole):
        """An operand as a bool if the whole expression is one; a formula, and what depends on a template, stay."""
        inner = cursor
        while inner.kind == K.UNEXPOSED_EXPR and inner.spelling != "operator bool":  # conversions that are not written
            children = list(inner.get_children())
            if len(children) != 1:
                break
            inner = children[0]
        is_bool = self.kind(inner) == T.BOOL and inner.spelling != "operator bool"
        return f"static_cast<bool>({text})" if self.kind(whole) == T.BOOL and not is_bool else text

    def binary(self, cursor, place, left, right, operator):
        one, other = self.here(left), self.here(right)
        if one[0] != place[0] or other[1] != place[1]:
            return
        a, b = self.of(one), self.of(other)
        if operator == "==":
            self.value("relational", place, f"!({a} == {b})", True)  # also where == is a formula
        elif operator in RELATIONAL:
            self.value("relational", place, f"{a} {RELATIONAL[operator]} {b}", operator == "!=")
            if operator in ("<", ">", "<=", ">="):
                opposite = {"<": ">=", ">": "<=", "<=": ">", ">=": "<"}[operator]
                self.value("relational", place, f"{a} {opposite} {b}", True)
        elif operator in ("&&", "||"):
            for kept, text in ((left, a), (right, b)):
                self.value("logical", place, self.as_truth(kept, text, cursor))
        elif operator in ARITHMETIC:
            strings = operator == "+" and not (self.is_number(left) or self.is_number(right))
            if not strings and not self.is_class(left) and not self.is_class(right):
                self.value("arithmetic", place, f"{a} {ARITHMETIC[operator]} {b}")

    def comparison_in(self, cursor, place):
        """C++20 writes some comparisons anew; their operator is found among the tokens."""
        found = []
        depth = 0
        for token in self.source.between(*place):
            depth += 1 if token[2] in "([{" else -1 if token[2] in ")]}" else 0
            if depth == 0 and token[2] in ("==", "!=", "&&", "||", "?", "=", "<=", ">=", "<", ">", "<=>", ",", "return",
                                           "&", "|", "^"):
                found.append(token)
        if len(found) == 1 and found[0][2] in ("==", "!=", "<=", ">="):
            a, b = self.text[place[0]:found[0][0]], self.text[found[0][1]:place[1]]
            if not a or not b:
                return
            mutated = f"!({a} == {b})" if found[0][2] == "==" else f"{a} {RELATIONAL[found[0][2]]} {b}"
            self.value("relational", place, mutated, found[0][2] in ("==", "!="))

    def at_binary_operator(self, cursor, place, children):
        if len(children) == 2:
            operator = self.operator_between(*children)
            if operator is not None:
                self.binary(cursor, place, *children, operator)
        self.walk_children(cursor, place)

    def at_compound_assignment_operator(self, cursor, place, children):
        if len(children) == 2:
            operator = self.operator_between(*children)
            if operator in ASSIGNMENT:
                a, b = (self.of(self.here(child)) for child in children)
                other = ASSIGNMENT[operator] if self.is_number(children[0]) else "="
                self.value("assignment", place, f"{a} {other} {b}")
        self.walk_children(cursor, place)

    def at_unary_operator(self, cursor, place, children):
        tokens = self.source.between(*place)
        if len(children) == 1 and tokens[0][2] in ("!", "-") and self.here(children[0]):
            text = self.of(self.here(children[0]))
            if self.here(children[0])[0] > place[0]:
                if tokens[0][2] == "!":
                    text = self.as_truth(children[0], text, cursor)
                if children[0].kind != K.INTEGER_LITERAL:
                    self.value("negation", place, text, tokens[0][2] == "!")
        self.walk_children(cursor, place)

    def at_conditional_operator(self, cursor, place, children):
        if len(children) == 3:
            self.condition(children[0], place)
        self.walk_children(cursor, place)

    def at_array_subscript_expr(self, cursor, place, children):
        if len(children) == 2:
            self.index(children[1])
        self.walk_children(cursor, place)

    def index(self, child):
        where = self.here(child)
        if where is not None and child.kind != K.INTEGER_LITERAL and self.kind(child) in INTEGERS:
            self.value("index", where, f"({self.of(where)}) + 1")

    def at_call_expr(self, cursor, place, children):
        spelling = cursor.spelling
        if spelling.startswith("operator") and len(children) == 3:
            mark = spelling[len("operator"):]
            left, right = (children[0], children[2])
            if mark == "[]":
                self.index(right)
            elif self.operator_between(left, right) == mark and self.here(left)[0] == place[0]:
                if mark in ASSIGNMENT:
                    if mark in ("+=", "|=", "&="):
                        self.value("assignment", place, f"{self.of(self.here(left))} = {self.of(self.here(right))}")
                elif mark not in ARITHMETIC or mark in ("&", "|"):
                    self.binary(cursor, place, left, right, mark)
        elif spelling.startswith("operator") and spelling != "operator()":
            self.comparison_in(cursor, place)
            tokens = self.source.between(*place)
            if spelling == "operator!" and tokens[0][2] == "!":
                self.value("negation", place, self.text[tokens[0][1]:place[1]], True)
        elif spelling in CALLS and children:
            name = self.called(place, spelling)
            if name is not None:
                before, after = self.text[place[0]:name[0]], self.text[name[1]:place[1]]
                self.value("call", place, f"{before}{CALLS[spelling]}{after}")
        self.walk_children(cursor, place)

    def called(self, place, spelling):
        """The token of a called function's name."""
        last = self.source.first(place[1]) - 1
        if last not in self.source.other:
            return None
        for index in range(self.source.other[last] - 1, self.source.first(place[0]) - 1, -1):
            if self.source.tokens[index][2] == spelling:
                return self.source.tokens[index]
        return None

    def at_init_list_expr(self, cursor, place, children):
        for child in children:
            where = self.here(child)
            if where is None or child.kind in (K.INTEGER_LITERAL, K.CXX_BOOL_LITERAL_EXPR, K.STRING_LITERAL,
                                               K.INIT_LIST_EXPR, K.LAMBDA_EXPR, K.CHARACTER_LITERAL,
                                               K.CXX_NULL_PTR_LITERAL_EXPR):
                continue
            text = self.of(where)
            if "{" not in text and "=" not in text and "[" not in text and '"' not in text:
                self.add("member", where, "value", f"::recordshare_mutant::empty<decltype(({text}))>()",
                         "an empty value", text)
        self.walk_children(cursor, place)

    def at_integer_literal(self, cursor, place, children):
        text = self.of(place)
        if not re.fullmatch(r"(0[xX][0-9a-fA-F']+|0[bB][01']+|[0-9][0-9']*)[uUlL]*", text):
            return
        if re.fullmatch(r"1[uUlL]*", text):
            self.value("constant", place, text.replace("1", "0"))
        self.value("constant", place, f"{text} + 1" if not re.fullmatch(r"0[uUlL]*", text) else text.replace("0", "1"))

    def at_floating_literal(self, cursor, place, children):
        text = self.of(place)
        if re.fullmatch(r"[0-9.]+(e[+-]?[0-9]+)?", text):
            self.value("constant", place, f"{text} + 1")

    def at_cxx_bool_literal_expr(self, cursor, place, children):
        text = self.of(place)
        if text in ("true", "false"):
            self.value("constant", place, "false" if text == "true" else "true")
