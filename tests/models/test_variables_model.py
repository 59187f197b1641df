from __future__ import annotations

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt

from coro_debugger.models.value_cells import ValueColumn
from coro_debugger.models.value_node import ChildrenWanted
from coro_debugger.models.variables_model import VariablesModel
from coro_debugger.protocol.values import Scope, Variable, VariablePresentationHint
from tests.pictures import picture

FRAME = "grep"


@pytest.fixture
def model(qtmodeltester):
    model = VariablesModel()
    qtmodeltester.check(model)
    return model


@pytest.fixture
def unopened_model():
    """A model without the tester, which opens whatever can be opened."""
    return VariablesModel()


def variables(text: str, references: dict[str, int] | None = None) -> list[Variable]:
    """Return variables from ``name=value`` words."""
    pairs = [word.split("=") for word in text.split()]
    return [Variable(name, value, (references or {}).get(name, 0), "int") for name, value in pairs]


def stop(model, text, frame=FRAME, references=None, reference=1):
    model.begin_stop()
    model.set_scopes(frame, [Scope("Locals", reference, False), Scope("Globals", 900, True)])
    model.set_children(reference, variables(text, references))


def shown(model) -> str:
    return picture(model, ValueColumn.NAME, ValueColumn.VALUE)


def changes(model) -> dict[str, str]:
    """Return the former values by name."""
    rows = (model.index(row, 0) for row in range(model.rowCount()))
    former = {i.data(): i.data(VariablesModel.Role.FORMER) for i in rows}
    return {name: value for name, value in former.items() if value is not None}


def test_locals_stand_at_the_top_other_scopes_below(model):
    stop(model, "a=1 b=2")
    assert shown(model) == "a | 1\nb | 2\nGlobals |"


def test_a_value_that_changed_knows_its_former_value(model):
    stop(model, "a=1 b=2")
    assert changes(model) == {}
    stop(model, "a=1 b=3 c=4")
    assert changes(model) == {"b": "2", "c": ""}
    stop(model, "a=1 b=3 c=4")
    assert changes(model) == {}


def test_the_mark_stays_while_the_program_stands(model):
    stop(model, "a=1")
    stop(model, "a=2")
    model.set_scopes("other", [Scope("Locals", 5, False)])
    model.set_children(5, variables("x=1"))
    model.set_scopes(FRAME, [Scope("Locals", 7, False)])
    model.set_children(7, variables("a=2"))
    assert changes(model) == {"a": "1"}


def test_rows_that_stay_keep_what_is_opened(unopened_model, qtbot):
    model = unopened_model
    stop(model, "a=1 items=[1,2]", references={"items": 30})
    items = QPersistentModelIndex(model.index(1, 0))
    with qtbot.waitSignal(model.children_wanted) as wanted:
        model.fetchMore(items)
    assert wanted.args == [ChildrenWanted(30, 0, 200)]
    model.set_children(30, variables("0=1 1=2"))
    with qtbot.waitSignal(model.children_wanted) as wanted:
        stop(model, "items=[1,3] z=1", references={"items": 40}, reference=2)
    assert wanted.args == [ChildrenWanted(40, 0, 2)]
    assert items.row() == 0
    model.set_children(40, variables("0=1 1=3"))
    assert shown(model) == "items | [1,3]\n  0 | 1\n  1 | 3\nz | 1\nGlobals |"
    assert model.index(1, 0, model.index(0, 0)).data(VariablesModel.Role.FORMER) == "2"


def test_what_has_no_children_any_more_loses_them(model):
    stop(model, "a=[1]", references={"a": 30})
    model.fetchMore(model.index(0, 0))
    model.set_children(30, variables("0=1"))
    stop(model, "a=7", reference=2)
    assert shown(model) == "a | 7\nGlobals |"
    assert not model.hasChildren(model.index(0, 0))


def test_large_containers_come_in_pages(unopened_model):
    model = unopened_model
    stop(model, "")
    model.set_children(1, [Variable("big", "[...]", 30, "list", indexed_variables=450)])
    big = model.index(0, 0)
    asked = []
    model.children_wanted.connect(asked.append)
    for _ in range(4):
        model.fetchMore(big)
        start = model.rowCount(big)
        count = asked[-1].count if start == asked[-1].start else 0
        model.set_children(30, variables(" ".join(f"{start + i}=0" for i in range(count))), start)
    assert [(a.start, a.count) for a in asked] == [(0, 200), (200, 200), (400, 50)]
    assert model.rowCount(big) == 450
    assert not model.canFetchMore(big)


def test_another_frame_replaces_all(model):
    stop(model, "a=1")
    model.set_scopes("other", [Scope("Locals", 9, False), Scope("Stack", 11, False)])
    assert shown(model) == "Evaluation stack |"
    model.set_children(1, variables("a=1"))  # too late: it belongs to the former frame
    assert shown(model) == "Evaluation stack |"


def test_an_order_that_changed_is_followed(model):
    stop(model, "a=1 b=2 c=3")
    stop(model, "c=3 a=1 d=4", reference=2)
    assert shown(model) == "c | 3\na | 1\nd | 4\nGlobals |"


def test_clearing(model):
    stop(model, "a=1")
    model.clear(history=True)
    assert shown(model) == ""
    stop(model, "a=2")
    assert changes(model) == {}


def indexed(first: int, last: int, value="0") -> list[Variable]:
    return [Variable(str(n), value, 0, "int") for n in range(first, last)]


def test_ten_thousand_elements_are_read_and_renewed_page_by_page(unopened_model):
    model = unopened_model
    asked = []
    model.children_wanted.connect(asked.append)

    def answer(value):
        while asked:
            page = asked.pop(0)
            assert page.count <= 1_000
            rows = indexed(page.start, page.start + page.count, value)
            model.set_children(page.reference, rows, page.start)

    def big(reference, count):
        return Variable("big", "[...]", reference, "list", indexed_variables=count)

    def hold(locals_reference, big_reference, count=10_000):
        model.begin_stop()
        model.set_scopes(FRAME, [Scope("Locals", locals_reference, False)])
        model.set_children(locals_reference, [big(big_reference, count)])

    hold(1, 30)
    place = model.index(0, 0)
    while model.canFetchMore(place):
        model.fetchMore(place)
        answer("0")
    assert model.rowCount(place) == 10_000
    last = QPersistentModelIndex(model.index(9_999, 0, place))
    hold(2, 40)
    answer("1")
    assert last.isValid()
    assert last.sibling(last.row(), ValueColumn.VALUE).data() == "1"
    assert last.data(VariablesModel.Role.FORMER) == "0"
    hold(3, 50, count=2_500)
    answer("1")
    assert model.rowCount(place) == 2_500
    assert not last.isValid()


def test_a_value_that_can_be_changed_is_edited(model, qtbot):
    stop(model, "a=1")
    cell = model.index(0, ValueColumn.VALUE)
    assert cell.flags() & Qt.ItemFlag.ItemIsEditable
    assert not model.index(0, 0).flags() & Qt.ItemFlag.ItemIsEditable
    assert cell.data(Qt.ItemDataRole.EditRole) == "1"
    with qtbot.assertNotEmitted(model.value_edited):
        assert not model.setData(cell, "1")
        assert not model.setData(cell, " ")
    with qtbot.waitSignal(model.value_edited) as edited:
        assert model.setData(cell, " b ")
    (edit,) = edited.args
    assert (edit.reference, edit.name, edit.expression) == (1, "a", "b")
    model.set_problem(edit.key, "NameError: name 'b' is not defined")
    assert cell.data(VariablesModel.Role.PROBLEM) == "NameError: name 'b' is not defined"
    assert cell.data(Qt.ItemDataRole.EditRole) == "b"
    stop(model, "a=2", reference=2)
    assert not cell.data(VariablesModel.Role.PROBLEM)
    assert cell.data(Qt.ItemDataRole.EditRole) == "2"


def test_what_cannot_be_typed_back_is_not_given_to_the_editor(model):
    stop(model, "")
    texts = ("<generator grep>", "[1, 2, …]", "'it'", "{1: (2,)}")
    model.set_children(1, [Variable(str(n), text, 0) for n, text in enumerate(texts)])
    cells = [model.index(n, ValueColumn.VALUE) for n in range(4)]
    given = [cell.data(Qt.ItemDataRole.EditRole) for cell in cells]
    assert given == ["", "", "'it'", "{1: (2,)}"]


def test_nothing_is_edited_that_python_or_the_moment_forbids(model):
    model.set_scopes(FRAME, [Scope("Locals", 1, False)])
    read_only = VariablePresentationHint(attributes=["readOnly"])
    model.set_children(
        1, [Variable("a", "1", 0, presentation_hint=read_only), Variable("b", "1", 0)]
    )
    fixed, free = (model.index(row, ValueColumn.VALUE) for row in (0, 1))
    assert not fixed.flags() & Qt.ItemFlag.ItemIsEditable
    assert free.flags() & Qt.ItemFlag.ItemIsEditable
    model.set_live(False)
    assert not free.flags() & Qt.ItemFlag.ItemIsEditable
    assert free.data(VariablesModel.Role.IS_OLD)
