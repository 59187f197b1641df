"""The models that are plain tables: byte code, await chain, object."""

from __future__ import annotations

from PySide6.QtCore import QPersistentModelIndex

from coro_debugger.models.await_chain_model import AwaitChainModel, chain_links
from coro_debugger.models.bytecode_model import BytecodeModel
from coro_debugger.models.object_model import ObjectModel, facts
from coro_debugger.protocol.coroutines import Site, ValueText
from coro_debugger.protocol.values import DisassembledInstruction, Source, StackFrame
from tests.pictures import coroutine, picture

SOURCE = Source("grep.py", "/x/grep.py")


def instruction(offset, opname, argument=None, **more):
    return DisassembledInstruction(
        hex(offset), opname, offset=offset, opname=opname, argument=argument, **more
    )


def test_byte_code_marks_where_it_is_and_every_yield(qtmodeltester):
    model = BytecodeModel()
    qtmodeltester.check(model)
    model.set_rows(
        [
            instruction(0, "LOAD_FAST", "n", line=3),
            instruction(2, "YIELD_VALUE", line=3, is_yield=True, is_current=True),
            instruction(4, "YIELD_VALUE", line=4, is_yield=True),
        ]
    )
    assert picture(model, 0, 1, 2, 3, 4).splitlines() == [
        " | 0 | LOAD_FAST | n | 3",
        "▸ | 2 | YIELD_VALUE |  | 3",
        "⇥ | 4 | YIELD_VALUE |  | 4",
    ]
    assert model.current_row() == 1
    assert model.rows_of_line(3) == [0, 1]


def test_rows_of_the_same_number_change_in_place(qtmodeltester):
    model = BytecodeModel()
    qtmodeltester.check(model)
    model.set_rows([instruction(0, "NOP"), instruction(2, "NOP")])
    kept = QPersistentModelIndex(model.index(1, 0))
    model.set_rows([instruction(0, "NOP"), instruction(2, "RESUME")])
    assert kept.isValid()
    model.set_rows([])
    assert not kept.isValid()


def test_the_await_chain_begins_with_the_coroutine_and_ends_with_what_all_wait_for(qtmodeltester):
    model = AwaitChainModel()
    qtmodeltester.check(model)
    known = {
        1: coroutine(1, "outer", awaiting=2),
        2: coroutine(2, awaiting="<Future pending>"),
    }
    frames = [
        StackFrame(11, "sleep", 5, 1, source=SOURCE, coroutine_id=2),
        StackFrame(10, "main", 9, 1, source=SOURCE, coroutine_id=1),
    ]
    model.set_rows(chain_links(frames, known))
    assert picture(model, 0, 1, 2).splitlines() == [
        "outer | main | grep.py:9",
        "#2 | sleep | grep.py:5",
        "<Future pending> | what all of them wait for |",
    ]
    assert model.index(1, 0).data(AwaitChainModel.Role.COROUTINE_ID) == 2


def test_an_empty_chain_has_no_links():
    assert chain_links([], {}) == []


def test_facts_of_a_coroutine(qtmodeltester):
    model = ObjectModel()
    qtmodeltester.check(model)
    other = coroutine(2, "inner")
    shown = coroutine(
        1,
        "words",
        resumptions=3,
        awaiting=2,
        source=SOURCE,
        definition_line=16,
        last_sent=ValueText("'hello'", "str"),
        created_at=Site(40, SOURCE),
    )
    model.set_rows(facts(shown, {2: other}))
    found = dict(line.split(" | ") for line in picture(model, 0, 1).splitlines())
    assert found == {
        "Kind": "generator",
        "Function": "grep",
        "Held by": "words",
        "State": "suspended at line 20",
        "Role": "consumes",
        "Resumed": "3 times",
        "Last received": "'hello'  (str)",
        "Waits for": "inner",
        "Created at": "grep.py:40",
        "Defined at": "grep.py:16",
        "Number": "#1",
    }


def test_facts_of_a_finished_one():
    found = {f.about: f.text for f in facts(coroutine(1, state="closed", resumptions=1), {})}
    assert found["Ended"] == "closed"
    assert found["Held by"] == "no variable"
    assert found["Resumed"] == "once"
