"""Where the nodes and edges of the pipeline are, in pixels."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainterPath

from ..models.layered_layout import Place
from ..models.pipeline_model import Flow, Pipeline

_WIDTH, _HEIGHT = 140.0, 42.0
_ACROSS, _DOWN, _MARGIN = 88.0, 22.0, 18.0
_APART = 9.0
"""Between two edges that run side by side; twice that where they touch a box."""
_LEAST_IN_A_ROW = 4


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge from its beginning to the tip of its arrow; `at`: where its words stand."""

    flow: Flow
    path: QPainterPath
    at: QPointF
    tip: QPointF
    way: int
    """1: to the right; -1: to the left."""
    side: int
    """-1: its words stand above the line; 1: below; 0: on it, because it is steep."""


class PipelineGeometry:
    """Everything of one pipeline at one size."""

    def __init__(self, pipeline: Pipeline, unit: float) -> None:
        self.unit = unit
        self._pipeline = pipeline
        self.boxes = {who: self._box(place) for who, place in pipeline.layout.nodes.items()}
        self._place_loose()
        ports = self._ports()
        self.edges = [self._edge(f, ports[f, 0], ports[f, 1]) for f in pipeline.flows]

    @property
    def size(self) -> QSizeF:
        """The size of everything."""
        margin = _MARGIN * self.unit
        right = max((box.right() for box in self.boxes.values()), default=0.0)
        bottom = max((box.bottom() for box in self.boxes.values()), default=0.0)
        return QSizeF(right + margin, bottom + margin)

    def stage_at(self, point: QPointF) -> int | None:
        """Return the node at a point."""
        return next((who for who, box in self.boxes.items() if box.contains(point)), None)

    def edge_at(self, point: QPointF) -> Edge | None:
        """Return the edge whose words or line are near a point."""
        near = 7 * self.unit
        area = QRectF(point.x() - near, point.y() - near, 2 * near, 2 * near)
        return next((edge for edge in self.edges if edge.path.intersects(area)), None)

    def neighbour(self, who: int | None, across: int, down: int) -> int | None:
        """Return the next node in a direction, the first of all if there is none to start from."""
        boxes = self.boxes
        if who not in boxes:
            return min(boxes, key=lambda w: (boxes[w].left(), boxes[w].top()), default=None)
        here = boxes[who].center()

        def distance(other: int) -> float:
            there = boxes[other].center() - here
            along = there.x() * across + there.y() * down
            aside = abs(there.x() * down) + abs(there.y() * across)
            return along + 2 * aside if along > 1 else float("inf")

        nearest = min(boxes, key=distance)
        return nearest if distance(nearest) < float("inf") else who

    def _box(self, place: Place) -> QRectF:
        return QRectF(self._left(place.layer), self._top(place.height), self._w, self._h)

    @property
    def _w(self) -> float:
        return _WIDTH * self.unit

    @property
    def _h(self) -> float:
        return _HEIGHT * self.unit

    def _left(self, layer: int) -> float:
        return (_MARGIN + layer * (_WIDTH + _ACROSS)) * self.unit

    def _top(self, height: float) -> float:
        return (_MARGIN + height * (_HEIGHT + _DOWN)) * self.unit

    def _place_loose(self) -> None:
        """Put the nodes without edges in rows below the others."""
        bottom = max((box.bottom() for box in self.boxes.values()), default=0.0)
        layers = max((place.layer + 1 for place in self._pipeline.layout.nodes.values()), default=0)
        in_a_row = max(layers, _LEAST_IN_A_ROW)
        across, down = _WIDTH + _DOWN, _HEIGHT + _DOWN * 0.6
        for i, who in enumerate(self._pipeline.loose):
            left = (_MARGIN + i % in_a_row * across) * self.unit
            top = bottom + (_MARGIN + i // in_a_row * down) * self.unit
            self.boxes[who] = QRectF(left, top, self._w, self._h)

    # --- edges

    def _way(self, flow: Flow) -> int:
        a, b = self.boxes[flow.source], self.boxes[flow.target]
        return 1 if b.left() >= a.left() else -1

    def _ports(self) -> dict[tuple[Flow, int], float]:
        """Return the heights at which edges touch their source (0) and target (1).

        Those at one side of a box are spread over it, in the order of where they come from, so that
        two that join the same nodes run side by side.
        """
        sides: dict[tuple[int, bool], list[tuple[float, int, Flow, int]]] = {}
        for flow in self._pipeline.flows:
            way = self._way(flow)
            route = [self._top(place.height) for place in self._route(flow)]
            a, b = self.boxes[flow.source], self.boxes[flow.target]
            first, last = [*route, b.top()][0], [a.top(), *route][-1]
            sides.setdefault((flow.source, way == 1), []).append((first, -way, flow, 0))
            sides.setdefault((flow.target, way == -1), []).append((last, -way, flow, 1))
        found = {}
        for (who, _), touching in sides.items():
            touching.sort(key=lambda each: each[:2])
            step = min(_APART * 2 * self.unit, self._h * 0.8 / len(touching))
            top = self.boxes[who].center().y() - step * (len(touching) - 1) / 2
            for i, (_, _, flow, end) in enumerate(touching):
                found[flow, end] = top + i * step
        return found

    def _edge(self, flow: Flow, begin_y: float, tip_y: float) -> Edge:
        a, b, way = self.boxes[flow.source], self.boxes[flow.target], self._way(flow)
        begin = QPointF(a.right() if way == 1 else a.left(), begin_y)
        tip = QPointF(b.left() if way == 1 else b.right(), tip_y)
        path, route = QPainterPath(begin), self._route(flow)
        for place in route:
            left, y = self._left(place.layer), self._height_on_way(place, way)
            near, far = (left, left + self._w) if way == 1 else (left + self._w, left)
            self._curve(path, QPointF(near, y))
            path.lineTo(QPointF(far, y))
        self._curve(path, tip)
        if route:  # the words have room where it passes between other nodes
            here = begin.x() + way * (_ACROSS + _WIDTH / 2) * self.unit
            return Edge(
                flow, path, QPointF(here, self._height_on_way(route[0], way)), tip, way, -way
            )
        is_steep = abs(tip_y - begin_y) > self._h / 4
        return Edge(flow, path, path.pointAtPercent(0.5), tip, way, 0 if is_steep else -way)

    def _height_on_way(self, place: Place, way: int) -> float:
        return self._top(place.height) + self._h / 2 - way * _APART / 2 * self.unit

    def _route(self, flow: Flow) -> tuple[Place, ...]:
        """Return the places on the way; an answer goes back where the other came."""
        routes = self._pipeline.layout.routes
        if (flow.source, flow.target) in routes:
            return routes[flow.source, flow.target]
        return tuple(reversed(routes.get((flow.target, flow.source), ())))

    @staticmethod
    def _curve(path: QPainterPath, to: QPointF) -> None:
        here = path.currentPosition()
        half = (to.x() - here.x()) / 2
        path.cubicTo(QPointF(here.x() + half, here.y()), QPointF(to.x() - half, to.y()), to)
