"""One row of a tree of values, and what is told about rows."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..protocol.values import Variable


@dataclass(frozen=True, slots=True)
class ChildrenWanted:
    """Children `start` to `start + count` of a scope or value are about to be seen."""

    reference: int
    start: int
    count: int


@dataclass(frozen=True, slots=True)
class ValueEdited:
    """A new value was typed for child `name` of `reference`; `key` is that of its row."""

    key: int
    reference: int
    name: str
    expression: str


@dataclass(slots=True, eq=False)
class ValueNode:
    """A row: a value, or (without a variable) a group of values or a row that has none yet.

    `reference` asks for its children, of which there are `total` (None: not known) and the first
    `asked` were asked for; `pending` holds what is on its way, counts by start. `former` is the
    text of the value before it changed.
    """

    key: int
    parent: ValueNode | None
    name: str
    variable: Variable | None = None
    is_scope: bool = False
    reference: int = 0
    total: int | None = None
    asked: int = 0
    former: str | None = None
    problem: str = ""
    """Why what was last tried with this row failed."""
    draft: str | None = None
    """What was typed for its value, and refused."""
    children: list[ValueNode] = field(default_factory=list)
    pending: dict[int, int] = field(default_factory=dict)
    place: int = 0
    """Where it stood last among its siblings."""

    @property
    def row(self) -> int:
        """Its place among its siblings; large containers have too many to search each time."""
        if self.parent is None:
            return 0
        there = self.parent.children
        if self.place >= len(there) or there[self.place] is not self:
            self.place = there.index(self)
        return self.place

    @property
    def path(self) -> tuple[str, ...]:
        """The names from the root down to this row."""
        above = self.parent.path if self.parent else ()
        return (*above, self.name)

    @property
    def can_be_changed(self) -> bool:
        """Whether Python lets the value be changed."""
        hint = self.variable.presentation_hint if self.variable else None
        is_read_only = hint is not None and "readOnly" in (hint.attributes or ())
        return self.variable is not None and not is_read_only

    @property
    def scope(self) -> str:
        """The name of the group it is in: ``Locals`` for what is in none."""
        if self.is_scope or self.parent is None:
            return self.name or "Locals"
        return self.parent.scope

    def insert(self, row: int, children: list[ValueNode]) -> None:
        """Put rows below it."""
        self.children[row:row] = children
        for place in range(row, len(self.children)):
            self.children[place].place = place
