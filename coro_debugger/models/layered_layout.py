"""Places the nodes of a directed graph in layers from left to right, with few crossings.

The usual way (Sugiyama): turn edges that close a cycle, put each node one layer behind what leads
to it, give edges over several layers a place in each of them, order the layers by the average
place of the neighbours, and move all as near to the neighbours as the order allows.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Generic, TypeVar

N = TypeVar("N", bound=Hashable)
_SWEEPS = 6


@dataclass(frozen=True, slots=True)
class Place:
    """A layer, counted from the left, and a height; neighbours are 1.0 or more apart."""

    layer: int
    height: float


@dataclass(frozen=True, slots=True)
class LayeredLayout(Generic[N]):
    """Where each node is; `routes`: the places that an edge passes on its way, ends left out."""

    nodes: Mapping[N, Place]
    routes: Mapping[tuple[N, N], tuple[Place, ...]]


@dataclass(slots=True)
class _Slot(Generic[N]):
    """A node, or (node None) a place that an edge passes."""

    layer: int
    node: N | None = None
    height: float = 0.0
    before: list[_Slot[N]] = field(default_factory=list)
    behind: list[_Slot[N]] = field(default_factory=list)


def layered_layout(nodes: Sequence[N], edges: Iterable[tuple[N, N]]) -> LayeredLayout[N]:
    """Return the layout; edges to a node itself or to unknown nodes are left out."""
    known = set(nodes)
    wanted = [(a, b) for a, b in dict.fromkeys(edges) if a != b and a in known and b in known]
    turned = _closing_edges(nodes, wanted)
    forward = list(dict.fromkeys((b, a) if (a, b) in turned else (a, b) for a, b in wanted))
    layers_of = _layers_of(nodes, forward)
    slots = {node: _Slot(layers_of[node], node) for node in nodes}
    passed = {(a, b): _link(slots[a], slots[b]) for a, b in forward}
    layers = _in_layers([*slots.values(), *(s for way in passed.values() for s in way)])
    _order(layers)
    _settle(layers)
    return LayeredLayout(
        {node: Place(slot.layer, slot.height) for node, slot in slots.items()},
        {edge: _route(edge, edge in turned, passed) for edge in wanted},
    )


def _closing_edges(nodes: Sequence[N], edges: list[tuple[N, N]]) -> set[tuple[N, N]]:
    """Return the edges that lead back to a node on the way to themselves."""
    behind: dict[N, list[N]] = {node: [] for node in nodes}
    for a, b in edges:
        behind[a].append(b)
    closing: set[tuple[N, N]] = set()
    done: set[N] = set()
    for root in nodes:
        if root in done:
            continue
        way, open_ends = [root], [iter(behind[root])]
        while way:
            following = next(open_ends[-1], None)
            if following is None:
                done.add(way.pop())
                open_ends.pop()
            elif following in way:
                closing.add((way[-1], following))
            elif following not in done:
                way.append(following)
                open_ends.append(iter(behind[following]))
    return closing


def _layers_of(nodes: Sequence[N], edges: list[tuple[N, N]]) -> dict[N, int]:
    """Return the longest way to each node; a source stands right before what it leads to."""
    layers = dict.fromkeys(nodes, 0)
    for _ in nodes:  # each turn settles one more layer
        late = [(a, b) for a, b in edges if layers[b] <= layers[a]]
        if not late:
            break
        for a, b in late:
            layers[b] = max(layers[b], layers[a] + 1)
    targets = {b for _, b in edges}
    for node in nodes:
        following = [layers[b] for a, b in edges if a == node]
        if node not in targets and following:
            layers[node] = min(following) - 1
    return layers


def _link(a: _Slot[N], b: _Slot[N]) -> list[_Slot[N]]:
    """Join two nodes, with a slot in each layer between them; return these."""
    between: list[_Slot[N]] = [_Slot(layer) for layer in range(a.layer + 1, b.layer)]
    way = [a, *between, b]
    for one, other in pairwise(way):
        one.behind.append(other)
        other.before.append(one)
    return between


def _in_layers(slots: list[_Slot[N]]) -> list[list[_Slot[N]]]:
    layers: list[list[_Slot[N]]] = [
        [] for _ in range(max((s.layer for s in slots), default=-1) + 1)
    ]
    for slot in slots:
        layers[slot.layer].append(slot)
    return layers


def _order(layers: list[list[_Slot[N]]]) -> None:
    """Order each layer by the average place of the neighbours, there and back again."""
    for layer in layers:
        _number(layer)
    for sweep in range(_SWEEPS):
        ways = layers if sweep % 2 == 0 else reversed(layers)
        for layer in ways:
            layer.sort(key=lambda slot, back=sweep % 2: _wanted(slot, bool(back)))  # type: ignore[misc]
            _number(layer)


def _number(layer: list[_Slot[N]]) -> None:
    for place, slot in enumerate(layer):
        slot.height = float(place)


def _wanted(slot: _Slot[N], is_back: bool) -> float:
    near = slot.behind if is_back else slot.before
    return sum(other.height for other in near) / len(near) if near else slot.height


def _settle(layers: list[list[_Slot[N]]]) -> None:
    """Move each slot as near to its neighbours as the order allows."""
    for sweep in range(_SWEEPS):
        for layer in layers if sweep % 2 == 0 else reversed(layers):
            _spread(layer, [_wanted(slot, sweep % 2 == 1) for slot in layer])
    top = min((slot.height for layer in layers for slot in layer), default=0.0)
    for layer in layers:
        for slot in layer:
            slot.height -= top


def _spread(layer: list[_Slot[N]], wanted: list[float]) -> None:
    """Give each slot the height it wants, or the least change that keeps them 1.0 apart."""
    down, up = list(wanted), list(wanted)
    for i in range(1, len(layer)):
        down[i] = max(down[i], down[i - 1] + 1)
    for i in range(len(layer) - 2, -1, -1):
        up[i] = min(up[i], up[i + 1] - 1)
    for slot, low, high in zip(layer, down, up, strict=True):
        slot.height = (low + high) / 2


def _route(
    edge: tuple[N, N], is_turned: bool, passed: dict[tuple[N, N], list[_Slot[N]]]
) -> tuple[Place, ...]:
    a, b = edge
    slots = list(reversed(passed[(b, a)])) if is_turned else passed[edge]
    return tuple(Place(slot.layer, slot.height) for slot in slots)
