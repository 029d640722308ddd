# SPDX-License-Identifier: Apache-2.0
# rewrite.py writes a source with all its mutants as run-time switches.

from place import ORDER


class Planted:
    """A planted mistake: `source` in a file becomes `alternative`, in which MUTANT says whether it is on."""

    def __init__(self, entry, start, end):
        self.entry, self.start, self.end = entry, start, end
        self.form = "planted"


class Rewritten:
    """A text with the places in it that belong to a number."""

    def __init__(self, text="", ranges=()):
        self.text = text
        self.ranges = list(ranges)  # (start, end, number)

    def __add__(self, other):
        if isinstance(other, str):
            return Rewritten(self.text + other, self.ranges)
        shift = len(self.text)
        return Rewritten(self.text + other.text,
                         self.ranges + [(start + shift, end + shift, number) for start, end, number in other.ranges])

    def __radd__(self, other):
        return Rewritten(other) + self

    def of(self, number):
        return Rewritten(self.text, self.ranges + [(0, len(self.text), number)])


def switch(site, number):
    return f"::recordshare_mutant::{'on' if site.early else 'now'}({number})"


def nested(places):
    """A forest of places, or the place that crosses another one."""
    roots, stack = [], []
    for place in places:
        while stack and stack[-1][0][1] <= place[0]:
            stack.pop()
        if stack and place[1] > stack[-1][0][1]:
            return None, place
        node = (place, [])
        (stack[-1][1] if stack else roots).append(node)
        stack.append(node)
    return roots, None


def holds(outer, inner, text):
    """Does a planted mistake repeat the whole of its place, so that others may stand inside?"""
    whole, place = (outer.start, outer.end), (inner.start, inner.end)
    inside = whole[0] <= place[0] and place[1] <= whole[1] and whole != place
    return inside and outer.entry["to"].count(text[whole[0]:whole[1]]) == 1


def without_conflicts(planted, text, preferred):
    """Planted mistakes that can stand in one text, those of `preferred` first; and the others, each with its rival."""
    kept, left_out = [], []
    for one in sorted(planted, key=lambda one: (one.entry["id"] not in preferred, one.start, one.entry["id"])):
        rival = next((other for other in kept if one.start < other.end and other.start < one.end
                      and not holds(one, other, text) and not holds(other, one, text)), None)
        if rival is None:
            kept.append(one)
        else:
            left_out.append((one, f"in conflict with the planted {rival.entry['name']}"))
    return kept, left_out


def rewrite(text, sites, numbers, preferred=()):
    """The text with the switches of all sites and planted mistakes. Returns it and the sites left out, with reasons."""
    planted, left_out = without_conflicts([site for site in sites if site.form == "planted"], text, preferred)
    at = {(one.start, one.end): [one] for one in planted}
    for site in (site for site in sites if site.form != "planted"):
        # What a planted mistake does not repeat as it is cannot have mutants in it.
        rival = next((one for one in planted if site.start < one.end and one.start < site.end
                      and not (site.start <= one.start and one.end <= site.end) and not holds(one, site, text)), None)
        if rival is None:
            at.setdefault((site.start, site.end), []).append(site)
        else:
            left_out.append((site, f"in the planted {rival.entry['name']}"))
    while True:
        roots, crossing = nested(sorted(at, key=lambda place: (place[0], -place[1])))
        if crossing is None:
            break
        left_out += [(site, "crosses another") for site in at.pop(crossing)]

    def render(start, end, nodes):
        out, position = Rewritten(), start
        for place, inner in nodes:
            out = out + text[position:place[0]] + wrapped(place, inner)
            position = place[1]
        return out + text[position:end]

    def wrapped(place, inner):
        here = at[place]
        members = [site for site in here if site.form == "members"]
        if members:
            chosen = {site.alternative: site for site in members}
            out = Rewritten(members[0].head + " { return ")
            for position, comparison in enumerate(members[0].members):
                part = Rewritten(f"({comparison})")
                if comparison in chosen:
                    site = chosen[comparison]
                    part = (f"({switch(site, numbers[site.id])} || " + part + ")").of(numbers[site.id])
                out = out + (" && " if position else "") + part
            return out + "; }"
        out = render(*place, inner)
        # A planted mistake need not repeat its place: what wraps it comes after.
        for site in (s for s in here if s.form == "planted"):
            number = numbers[site.entry["id"]]
            to = site.entry["to"].replace("MUTANT", f"::recordshare_mutant::on({number})")
            source = text[place[0]:place[1]]
            if site.entry["to"].count(source) == 1:
                before, after = to.split(source)
                out = (before + out + after).of(number)
            else:
                out = Rewritten(to).of(number)
        for site in sorted((s for s in here if s.form != "planted"), key=lambda s: (ORDER[s.form], s.id)):
            number = numbers[site.id]
            on = switch(site, number)
            if site.form == "value":
                out = (f"({on} ? ({site.alternative}) : (" + out + "))").of(number)
            elif site.form == "negated":
                out = (f"({on} != static_cast<bool>(" + out + "))").of(number)
            elif site.form == "without":
                out = (f"{{ if (!{on}) " + out + " }").of(number)
            elif site.form == "before":
                out = (f"{{ if ({on}) {site.alternative} " + out + " }").of(number)
        return out

    return render(0, len(text), roots), left_out
