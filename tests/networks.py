"""
Networks and reports to ask questions about, drawn at random.
"""

from govinfo import Report
from govinfo.graph import Equation, build
from govinfo.network import network


def small(random_):
    """A small network with figures that reconcile, some of which are then blank, and perhaps one is wrong."""
    nodes = random_.randint(2, 5)
    equations = [[] for _ in range(nodes)]
    count = random_.randint(2, 7)
    for name in range(count):
        ends = random_.sample(range(nodes), 2) if random_.random() < 0.8 else [random_.randrange(nodes), None]
        for end, sign in zip(ends, random_.sample([1, -1], 2), strict=True):
            if end is not None:
                equations[end].append((name, sign))
    figures = {name: random_.randint(0, 1) for name in range(count)}
    made = [Equation(tuple(terms), sum(sign * figures[name] for name, sign in terms)) for terms in equations if terms]
    known = build(made)
    return known, [figures[name] for name in known.arcs], random_


def random_report(edition, chance):
    """A report that reconciles, with many zeros."""
    report = Report.blank(edition)
    known = network(report.editions)
    figures = [0] * len(known.arcs)
    for _ in range(60):  # to push around cycles of the graph that go along their arcs keeps all equations
        amount = chance.randint(0, 9)
        for arc in _cycle(known, chance):
            figures[arc] += amount
    return report.replace(dict(zip(known.arcs, figures, strict=True)))


def _cycle(known, chance):
    """A cycle of arcs, each along its direction."""
    node = known.parts[0][0]
    seen, path = {node: 0}, []
    while True:
        arc = chance.choice([arc for arc in known.at[node] if known.tails[arc] == node])
        path.append(arc)
        node = known.heads[arc]
        if node in seen:
            return path[seen[node] :]
        seen[node] = len(path)


def another(chance, figure):
    """A wrong figure instead of a right one: anything but less than zero."""
    while (wrong := chance.choice([figure + chance.randint(-9, 9), chance.randint(0, 9999)])) == figure or wrong < 0:
        pass
    return wrong
