# SPDX-License-Identifier: Apache-2.0
# sites.py finds the places of a source file that can be mutated, in the syntax tree of clang.
import hashlib
import re

from clang import cindex
from clang.cindex import CursorKind as K
from clang.cindex import TypeKind as T

from expressions import Expressions
from place import Site
from statements import Statements

NO_DESCENT = {K.STATIC_ASSERT, K.ENUM_DECL, K.CONCEPT_DECL, K.REQUIRES_EXPR, K.CXX_UNARY_EXPR, K.TYPE_REF,
              K.TEMPLATE_REF, K.NAMESPACE_REF, K.DECL_REF_EXPR, K.OVERLOADED_DECL_REF, K.CXX_TYPEID_EXPR,
              K.TYPE_ALIAS_DECL, K.TYPE_ALIAS_TEMPLATE_DECL, K.TYPEDEF_DECL, K.USING_DECLARATION, K.USING_DIRECTIVE,
              K.TEMPLATE_TYPE_PARAMETER, K.TEMPLATE_NON_TYPE_PARAMETER, K.TEMPLATE_TEMPLATE_PARAMETER,
              K.CONCEPT_SPECIALIZATION_EXPR, K.SIZE_OF_PACK_EXPR, K.STRING_LITERAL, K.CHARACTER_LITERAL,
              K.CXX_BASE_SPECIFIER, K.NAMESPACE_ALIAS}
FUNCTIONS = {K.FUNCTION_DECL, K.CXX_METHOD, K.CONSTRUCTOR, K.DESTRUCTOR, K.CONVERSION_FUNCTION, K.FUNCTION_TEMPLATE}
CLASSES = {K.CLASS_DECL, K.STRUCT_DECL, K.CLASS_TEMPLATE, K.CLASS_TEMPLATE_PARTIAL_SPECIALIZATION, K.UNION_DECL}
CASTS_OF_TYPES = {K.CXX_FUNCTIONAL_CAST_EXPR, K.CXX_STATIC_CAST_EXPR, K.CXX_REINTERPRET_CAST_EXPR,
                  K.CXX_CONST_CAST_EXPR, K.CXX_DYNAMIC_CAST_EXPR, K.BUILTIN_BIT_CAST_EXPR, K.CALL_EXPR,
                  K.CXX_NEW_EXPR, K.UNEXPOSED_EXPR, K.CSTYLE_CAST_EXPR}


class Finder(Statements, Expressions):
    """The walk over one file's declarations."""

    def run(self, cursors):
        """All sites of a file, from the cursors that stand in it at the top."""
        for cursor in cursors:
            if cursor.kind == K.MACRO_INSTANTIATION:
                place = self.here(cursor)
                if place:
                    self.macros.append(place)
        for cursor in cursors:
            if cursor.kind.is_declaration():
                self.walk(cursor)
        return self.named()

    def named(self):
        """The sites with stable names: unrelated edits do not change them."""
        seen = {}
        unique = {}
        negated = {(site.start, site.end) for site in self.sites if site.form == "negated"}
        inverted = {(site.start, site.end) for site in self.sites if site.operator == "relational" and site.inverts}
        for site in self.sites:
            place = (site.start, site.end)
            if place in negated and site.inverts and site.form == "value":
                continue  # the negated condition does the same
            if site.form == "before" and site.inner in inverted:
                continue  # the comparison does the same
            unique.setdefault((*place, site.operator, site.form, site.alternative), site)
        sites = sorted(unique.values(), key=lambda site: (site.start, -site.end, site.operator, site.label))
        for site in sites:
            base = f"{site.file}:{site.function}:{site.operator}"
            digest = hashlib.sha256(f"{base}:{site.label}".encode()).hexdigest()[:8]
            count = seen[digest + base] = seen.get(digest + base, 0) + 1
            site.id = f"{base}:{digest}" + (f":{count}" if count > 1 else "")
        return sites

    def walk(self, cursor):
        kind = cursor.kind
        if kind in NO_DESCENT or kind.is_attribute():
            return
        if kind == K.NAMESPACE or kind in (K.LINKAGE_SPEC, K.UNEXPOSED_DECL, K.FRIEND_DECL):
            for child in cursor.get_children():
                self.walk(child)
            return
        if kind in CLASSES:
            self.walk_class(cursor)
            return
        if kind in FUNCTIONS:
            self.walk_function(cursor)
            return
        place = self.here(cursor)
        if place is None:
            # Some implicit nodes have no extent of their own, but children that have.
            if not kind.is_declaration():
                for child in cursor.get_children():
                    self.walk(child)
            return
        if kind in (K.VAR_DECL, K.FIELD_DECL, K.PARM_DECL):
            self.walk_variable(cursor, place)
            return
        method = getattr(self, "at_" + kind.name.lower(), None)
        if method is not None:
            method(cursor, place, list(cursor.get_children()))
        else:
            if kind == K.UNEXPOSED_EXPR:
                self.comparison_in(cursor, place)
            self.walk_children(cursor, place)

    def walk_children(self, cursor, place):
        after = None
        if cursor.kind in CASTS_OF_TYPES:
            # Template arguments stand before the bracket that closes the expression.
            last = self.source.first(place[1]) - 1
            if last in self.source.other:
                after = self.source.tokens[self.source.other[last]][0]
        name = cursor.location.offset if cursor.kind == K.MEMBER_REF_EXPR else None
        for number, child in enumerate(cursor.get_children()):
            where = self.here(child)
            if where is not None and child.kind != K.COMPOUND_STMT:
                if name is not None and where[1] > name:
                    continue
                if after is not None and where[0] <= after < where[1]:
                    pass
                elif after is not None and where[1] <= after and (
                        number > 0 or child.kind in (K.INTEGER_LITERAL, K.CXX_BOOL_LITERAL_EXPR)):
                    continue
            self.walk(child)

    def walk_class(self, cursor):
        name = cursor.spelling if cursor.spelling and "(" not in cursor.spelling else ""
        if name:
            self.functions.append(name)
        for child in cursor.get_children():
            if child.kind.is_declaration():  # not a requires clause
                self.walk(child)
        if name:
            self.functions.pop()

    def walk_function(self, cursor):
        place = self.here(cursor)
        if place is None:
            return
        children = list(cursor.get_children())
        body = next((child for child in reversed(children) if child.kind in (K.COMPOUND_STMT, K.CXX_TRY_STMT)), None)
        self.functions.append(re.sub(r"<.*", "", cursor.spelling) if "operator" not in cursor.spelling
                              else cursor.spelling)
        if body is None and self.of(place).rstrip().endswith("default"):
            self.defaulted(cursor, place)
        end = self.here(body)[0] if body is not None and self.here(body) else place[1]
        words = [token[2] for token in self.source.between(place[0], end)]
        if "consteval" not in words:
            self.early.append("constexpr" in words)
            self.results.append(cursor.result_type)
            initializer = False
            for child in children:
                if child.kind == K.PARM_DECL:
                    self.walk(child)
                elif child.kind == K.MEMBER_REF and cursor.kind == K.CONSTRUCTOR:
                    initializer = True
                elif child is body or child.kind in (K.COMPOUND_STMT, K.CXX_TRY_STMT):
                    self.walk(child)
                elif initializer and child.kind.is_expression():
                    self.early.append(True)
                    self.walk(child)
                    self.early.pop()
                    initializer = False
            self.results.pop()
            self.early.pop()
        self.functions.pop()

    def defaulted(self, cursor, place):
        """A defaulted == is spelled out, so that each member can be left out."""
        if cursor.spelling != "operator==":
            return
        parent = cursor.semantic_parent
        if parent is None or parent.kind not in CLASSES:
            parent = cursor.lexical_parent
        if parent is None or parent.kind not in CLASSES:
            return
        children = list(parent.get_children())
        if any(child.kind == K.CXX_BASE_SPECIFIER for child in children):
            return
        fields = [child.spelling for child in children if child.kind == K.FIELD_DECL and child.spelling]
        parameters = [child for child in cursor.get_children() if child.kind == K.PARM_DECL]
        arrays = any(child.type.get_canonical().kind == T.CONSTANTARRAY for child in children)
        if not fields or arrays or self.is_in_macro(place):
            return
        head = self.of(place).rstrip()
        head = head[:head.rindex("=")].rstrip()
        names = ["a_", "b_"][-len(parameters):]
        # The parameters are usually unnamed: name them anew.
        opener = head.index("(", head.index("operator==") + len("operator=="))
        depth, closer = 0, opener
        for closer in range(opener, len(head)):
            depth += {"(": 1, ")": -1}.get(head[closer], 0)
            if depth == 0:
                break
        typed = [f"{self.type_text(parameter)} {name}" for parameter, name in zip(parameters, names)]
        left = "a_." if len(parameters) == 2 else "this->"
        head = f"{head[:opener]}({', '.join(typed)}){head[closer + 1:]}"
        if "constexpr" not in head:
            head = "constexpr " + head
        for field in fields:
            site = Site(self.name, "::".join(self.functions), "member", place[0], place[1], "members",
                        f"{left}{field} == b_.{field}", True, f"{field} is compared -> (left out)")
            site.head = head
            site.members = [f"{left}{name} == b_.{name}" for name in fields]
            site.line = self.source.line(place[0])
            site.source = field
            self.sites.append(site)

    def type_text(self, parameter):
        where = self.here(parameter)
        text = self.of(where)
        if parameter.spelling and text.endswith(parameter.spelling):
            text = text[:-len(parameter.spelling)]
        return text.strip()

    def walk_variable(self, cursor, place):
        tokens = [token[2] for token in self.source.between(place[0], max(place[0], cursor.location.offset))]
        if "constexpr" in tokens or "constinit" in tokens:
            return
        after = cursor.location.offset
        index = self.source.first(after)
        if cursor.spelling and index < len(self.source.tokens) and self.source.tokens[index][2] == cursor.spelling:
            index += 1
        while index < len(self.source.tokens) and self.source.tokens[index][2] == "[":
            index = self.source.other[index] + 1
        begin = self.source.tokens[index][0] if index < len(self.source.tokens) else place[1]
        if self.source.tokens[index][2] == ":" and cursor.kind == K.FIELD_DECL:
            return
        children = [child for child in cursor.get_children() if self.here(child) and self.here(child)[0] >= begin]
        pushed = False
        if cursor.kind in (K.FIELD_DECL, K.PARM_DECL):
            self.early.append(True)
            pushed = True
            if cursor.kind == K.FIELD_DECL and not self.functions:
                self.early.pop()
                return
        for child in children:
            self.walk(child)
        if pushed:
            self.early.pop()


def find(names, root, flags):
    """The sites of some files of a folder, parsed together: {name: [Site]}; and the parser's errors."""
    index = cindex.Index.create()
    options = cindex.TranslationUnit.PARSE_DETAILED_PROCESSING_RECORD
    path = f"{root}/{names[0]}"
    unsaved = []
    if len(names) > 1:
        path = f"{root}/all_headers.cpp"
        unsaved = [(path, "".join(f'#include "{root}/{name}"\n' for name in names))]
    unit = index.parse(path, args=flags, options=options, unsaved_files=unsaved)
    errors = [str(d) for d in unit.diagnostics if d.severity >= cindex.Diagnostic.Error]
    tops = {}
    for cursor in unit.cursor.get_children():
        file = cursor.location.file
        if file is not None:
            tops.setdefault(file.name, []).append(cursor)
    found = {}
    for name in names:
        with open(f"{root}/{name}", "rb") as file:
            finder = Finder(name, f"{root}/{name}", file.read(), unit)
        found[name] = finder.run(tops.get(finder.path, []))
    return found, errors[:3]
