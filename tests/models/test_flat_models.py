"""The models that are plain tables: byte code, await chain, object."""

from __future__ import annotations

from PySide6.QtCore import QPersistentModelIndex

from coro_debugger.models.await_chain_model import AwaitChainModel, await_chain
from coro_debugger.models.bytecode_model import BytecodeModel
from coro_debugger.models.object_model import ObjectModel, facts
from coro_debugger.protocol.coroutines import CoroutineKind, Site, ValueText
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


def test_a_place_in_the_source_has_its_instructions():
    """``line = yield matches`` and the like, with the spans that Python gives."""
    model = BytecodeModel()
    spans = {
        "LOAD_FAST": (3, 14, 21),
        "YIELD_VALUE": (3, 8, 21),
        "STORE_FAST": (3, 1, 5),
        "NOP": (3, None, None),
        "RETURN_VALUE": (4, 1, 9),
    }
    model.set_rows(
        [
            instruction(n, name, line=line, column=start, end_line=line, end_column=end)
            for n, (name, (line, start, end)) in enumerate(spans.items())
        ]
    )

    def names(*span):
        return [list(spans)[row] for row in model.rows_of_span(*span)]

    assert names(3, 15, 3, 15) == ["LOAD_FAST"]
    assert names(3, 9, 3, 9) == ["YIELD_VALUE"]
    assert names(3, 2, None, None) == ["STORE_FAST"]
    assert names(3, 6, 3, 6) == ["LOAD_FAST", "YIELD_VALUE", "STORE_FAST", "NOP"]
    assert names(3, 8, 3, 21) == ["LOAD_FAST", "YIELD_VALUE"]
    assert names(3, 1, 4, 30) == ["LOAD_FAST", "YIELD_VALUE", "STORE_FAST", "RETURN_VALUE"]
    assert names(9, 1, 9, 1) == []


def test_the_value_that_went_out_stands_beside_its_yield(qtmodeltester):
    model = BytecodeModel()
    qtmodeltester.check(model)
    model.set_rows([instruction(2, "YIELD_VALUE", "1", is_yield=True, is_current=True)])
    model.set_yielded("'words'")
    assert model.index(0, 3).data() == "→ 'words'"
    model.set_yielded(None)
    assert model.index(0, 3).data() == "1"


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
    model.set_rows(await_chain(frames, known).links)
    assert picture(model, 0, 1, 2).splitlines() == [
        "outer | main | grep.py:9",
        "#2 | sleep | grep.py:5",
        "<Future pending> | what all of them wait for |",
    ]
    assert model.index(1, 0).data(AwaitChainModel.Role.COROUTINE_ID) == 2


def test_an_empty_chain_has_no_links():
    assert await_chain([], {}).links == ()


def names_of(frames, known, missing=()):
    chain = await_chain(frames, known, missing)
    return [link.name for link in chain.links], chain.wanted


def test_a_chain_goes_on_through_tasks_to_what_the_last_one_waits_for():
    task = "it's reading"
    known = {
        1: coroutine(1, "main", awaiting=f"Task {task!r}"),
        2: coroutine(2, task=task, awaiting=3, line=7, source=SOURCE),
        3: coroutine(3, awaiting="Future", qualname="f.<locals>.nap"),
    }
    frames = [StackFrame(10, "main", 9, 1, source=SOURCE, coroutine_id=1)]
    links = await_chain(frames, known).links
    assert [(link.name, link.function, link.place) for link in links] == [
        ("main", "main", "grep.py:9"),
        (f"Task {task!r}", "a task, which runs", ""),
        (task, "grep", "grep.py:7"),
        ("#3", "nap", ":20"),
        ("Future", "what all of them wait for", ""),
    ]


def test_a_chain_tells_which_coroutine_it_must_know_to_go_on():
    known = {1: coroutine(1, "main", awaiting=2)}
    frames = [
        StackFrame(11, "sleep", 5, 1, source=SOURCE, coroutine_id=2),
        StackFrame(10, "main", 9, 1, source=SOURCE, coroutine_id=1),
    ]
    assert names_of(frames, known) == (["main", "#2"], 2)
    assert names_of(frames, known, {2}) == (["main", "#2"], None)
    known[2] = coroutine(2, awaiting="Future")
    assert names_of(frames, known) == (["main", "#2", "Future"], None)


def test_a_chain_does_not_go_in_circles_nor_guess_between_tasks_of_one_name():
    frames = [StackFrame(10, "main", 9, 1, source=SOURCE, coroutine_id=1)]
    known = {1: coroutine(1, "main", task="a", awaiting="Task 'a'")}
    assert names_of(frames, known) == (["main", "Task 'a'"], None)
    known = {
        1: coroutine(1, "main", awaiting="Task 'a'"),
        2: coroutine(2, task="a"),
        3: coroutine(3, task="a"),
    }
    assert names_of(frames, known) == (["main", "Task 'a'"], None)
    known = {1: coroutine(1, "main", awaiting=2), 2: coroutine(2, awaiting=1)}
    assert names_of(frames, known) == (["main", "#2"], None)


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
        "gi_frame": "<frame>",
        "gi_running": "False",
        "gi_suspended": "True",
        "gi_yieldfrom": "#2",
        "Number": "#1",
    }


def test_facts_of_a_finished_one():
    found = {f.about: f.text for f in facts(coroutine(1, state="closed", resumptions=1), {})}
    assert found["Ended"] == "closed"
    assert found["Held by"] == "no variable"
    assert found["Resumed"] == "once"


def test_facts_lead_to_places_and_coroutines():
    about = coroutine(
        1,
        "words",
        source=SOURCE,
        definition_line=16,
        awaiting=2,
        awaited_by=3,
        created_at=Site(40, SOURCE),
    )
    links = {
        f.about: f.place.line if f.place else f.coroutine_id for f in facts(about, {}) if f.is_link
    }
    assert links == {
        "State": 20,
        "Waits for": 2,
        "Awaited by": 3,
        "Created at": 40,
        "Defined at": 16,
    }
    unseen = {f.about: f for f in facts(coroutine(1, source=SOURCE), {})}["Created at"]
    assert (unseen.text, unseen.is_link) == ("not seen", False)


def test_facts_name_the_attributes_that_python_has():
    def attributes(kind, state="suspended", **more):
        found = facts(coroutine(1, state=state, kind=kind, **more), {})
        return {f.about: f.text for f in found if f.about[2:3] == "_"}

    assert attributes(CoroutineKind.COROUTINE, awaiting="Future") == {
        "cr_frame": "<frame>",
        "cr_running": "False",
        "cr_suspended": "True",
        "cr_await": "Future",
    }
    assert attributes(CoroutineKind.ASYNC_GENERATOR) == {"ag_frame": "<frame>", "ag_await": "None"}
    assert attributes(CoroutineKind.GENERATOR, "returned")["gi_frame"] == "None"
    assert attributes(CoroutineKind.GENERATOR, "running")["gi_running"] == "True"
