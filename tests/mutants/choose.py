# SPDX-License-Identifier: Apache-2.0
# choose.py chooses mutants over all files by a seed, so that an unrelated edit changes few of them.

from project import room_of, sha

# The least number in each group of rooms, and in all.
LEAST = [(("model", "engine/library"), 300), (("properties/explore", "properties/prove", "properties/compare"), 300)]
TOTAL = 1000


def rank_of(site, seed):
    return sha(f"{seed}:{site.id}")


def first(found, seed, count):
    """`count` mutants of all files together."""
    return sorted((site for all_of in found.values() for site in all_of), key=lambda site: rank_of(site, seed))[:count]


def choose(found, seed, total):
    """`found` is {file: [Site]}. Every file with sites gets one at least; the rest is in proportion."""
    def rank(site):
        return rank_of(site, seed)

    def share(files, count):
        sizes = {file: len(found[file]) for file in files if found[file]}
        whole = sum(sizes.values())
        chosen = []
        for file, size in sizes.items():
            take = max(1, round(count * size / whole))
            chosen += spread(sorted(found[file], key=rank), take)
        return chosen

    def spread(ranked, take):
        """The first of each operator before the second of any."""
        turns = {}
        keyed = []
        for position, site in enumerate(ranked):
            turn = turns[site.operator] = turns.get(site.operator, 0) + 1
            keyed.append(((turn + 1) // 2, position, site))
        return [site for _, _, site in sorted(keyed, key=lambda one: one[:2])[:take]]

    if total is None:
        return [site for all_of in found.values() for site in all_of]
    chosen, rest = [], dict(found)
    scale = total / TOTAL
    for rooms, least in LEAST:
        files = [file for file in found if room_of(file) in rooms]
        chosen += share(files, least * scale)
        for file in files:
            rest.pop(file)
    return chosen + share(list(rest), max(0, total - len(chosen)))
