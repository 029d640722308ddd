# SPDX-License-Identifier: Apache-2.0
# place.py describes a place that can be mutated, and what becomes of it.
from clang.cindex import TypeKind as T

from tokens import Text

# The operators, each with what it does.
OPERATORS = {
    "relational": "a comparison gets or loses its border, or is inverted",
    "arithmetic": "an arithmetic or bit operator becomes its opposite",
    "constant": "a number becomes one more, 0 or 1; a truth value is inverted",
    "return": "a function returns the opposite, one more, or an empty value",
    "statement": "a statement or a loop is left out",
    "condition": "a condition is negated",
    "index": "an index is one more",
    "logical": "an operand of && or || is left out",
    "member": "a member is left out of a comparison, or a value out of an initializer",
    "jump": "a break or continue is left out",
    "assignment": "a compound assignment becomes another",
    "negation": "a ! or - is left out",
    "call": "a function becomes its opposite: min and max, any_of and all_of",
}
# How a site is rewritten, from the inside out, where several have the same place.
ORDER = {"value": 0, "negated": 1, "without": 2, "before": 3}
INTEGERS = {T.CHAR_U, T.UCHAR, T.USHORT, T.UINT, T.ULONG, T.ULONGLONG, T.CHAR_S, T.SCHAR, T.SHORT, T.INT, T.LONG,
            T.LONGLONG}


class Site:
    """One mutant: where, what, and the text that stands for it."""

    def __init__(self, file, function, operator, start, end, form, alternative, early, label):
        self.file, self.function, self.operator = file, function, operator
        self.start, self.end = start, end
        self.form = form  # of ORDER
        self.alternative = alternative
        self.early = early  # may be evaluated while compiling
        self.label = label  # what the mutant does, as "before -> after"
        self.id = self.line = self.source = None
        self.inverts = False  # does it turn a truth value into its opposite?
        self.inner = None  # of a return: the place of its expression

    def to_json(self):
        return dict(vars(self))

    @staticmethod
    def from_json(values):
        site = Site.__new__(Site)
        vars(site).update(values)
        return site


class Places:
    """What the parts of the finder share."""

    def __init__(self, name, path, data, unit):
        self.name = name
        self.source = Text(data)
        self.text = self.source.text
        self.unit = unit
        self.path = path
        self.sites = []
        self.macros = []
        self.functions = []  # names, outermost first
        self.early = [False]
        self.results = [None]

    # --- helpers ---

    def here(self, cursor):
        """The offsets of a cursor in this file, or None."""
        start, end = cursor.extent.start, cursor.extent.end
        if start.file is None or end.file is None or start.file.name != self.path or end.file.name != self.path:
            return None
        return (start.offset, end.offset) if start.offset < end.offset else None

    def of(self, place):
        return self.text[place[0]:place[1]]

    def is_in_macro(self, place):
        return any(start < place[1] and place[0] < end for start, end in self.macros)

    def add(self, operator, place, form, alternative, after, shown=None):
        if self.is_in_macro(place) or not self.functions:
            return None
        before = " ".join((shown or self.of(place)).split())
        site = Site(self.name, "::".join(self.functions), operator, place[0], place[1], form, alternative,
                    self.early[-1], f"{before} -> {after}" if after else f"{before} -> (left out)")
        site.line = self.source.line(place[0])
        site.source = before
        self.sites.append(site)
        return site

    def value(self, operator, place, alternative, inverts=False):
        site = self.add(operator, place, "value", alternative, " ".join(alternative.split()))
        if site is not None:
            site.inverts = inverts

    @staticmethod
    def kind(cursor):
        return cursor.type.get_canonical().kind

    def is_number(self, cursor):
        kind = self.kind(cursor)
        return kind in INTEGERS or kind in (T.DOUBLE, T.FLOAT)

    def is_class(self, cursor):
        return self.kind(cursor) in (T.RECORD, T.POINTER, T.ENUM)
