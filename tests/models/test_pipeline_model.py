"""The pipeline: what is counted, how it is laid out, what its words are."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coro_debugger.models.cast import YOU, Cast
from coro_debugger.models.layered_layout import layered_layout
from coro_debugger.models.pipeline_model import MOST_NODES, PipelineModel
from coro_debugger.models.pipeline_words import flow_label, stage_sentence
from coro_debugger.protocol.coroutines import CoroutineKind
from tests.pictures import coroutine, recorded

STAGES = """
    created  2 1
    resumed  2 1
    yielded  2 1 None
    resumed  3 1
    yielded  3 1 0
    resumed  3 1 'a'
    resumed  2 3 'a'
    yielded  2 3 None
    yielded  3 1 1
    resumed  3 you 'b'
    yielded  3 you 1
"""


def pipeline(text: str = STAGES, *people, **more) -> PipelineModel:
    cast = Cast()
    cast.take(people or [coroutine(2, "out"), coroutine(3, "words")])
    model = PipelineModel(cast)
    model.append(recorded(text), **more)
    return model


def flows(model: PipelineModel) -> list[str]:
    made = model.pipeline()
    return [
        f"{made.stages[f.source].title} > {made.stages[f.target].title}: "
        f"{flow_label(f, model.is_partial)}{' (answer)' if f.is_answer else ''}"
        for f in made.flows
    ]


# --- counting ------------------------------------------------------------------------------------


def test_values_are_counted_by_who_gives_them_to_whom():
    assert flows(pipeline()) == [
        "words · grep > __main__: 2 yielded (answer)",
        "__main__ > words · grep: 1 sent",
        "words · grep > out · grep: 1 sent",
        "you > words · grep: 1 sent",
        "words · grep > you: 1 yielded (answer)",
    ]


def test_stages_show_role_and_state():
    made = pipeline().pipeline()
    words = made.stages[3]
    assert (words.role, words.state, words.coroutine_id) == ("consumes", "suspended", 3)
    assert made.stages[1].coroutine_id is None
    assert made.stages[YOU].title == "you"
    assert made.layout.nodes[1].layer < made.layout.nodes[3].layer < made.layout.nodes[2].layer


def test_without_a_process_nobody_is_in_a_state():
    model = pipeline()
    model.set_has_states(False)
    assert model.pipeline().stages[3].state == ""


def test_what_is_pulled_flows_from_producer_to_consumer():
    made = pipeline("resumed 2 1\nyielded 2 1 1\nresumed 2 1 None\nyielded 2 1 2").pipeline()
    (flow,) = made.flows
    assert (flow.source, flow.target, flow.is_answer) == (2, 1, False)
    assert made.layout.nodes[2].layer < made.layout.nodes[1].layer


def test_a_stage_without_values_stands_apart():
    made = pipeline("created 2 1\nresumed 3 1\nyielded 3 1 5").pipeline()
    assert made.loose == (2,)
    assert set(made.layout.nodes) == {1, 3}


def test_a_returned_value_goes_to_who_delegated():
    text = "resumed 2 3 - delegated\nreturned 2 3 5 delegated\nreturned 3 1 7"
    assert flows(pipeline(text)) == ["out · grep > words · grep: 1 returned"]


def test_what_a_coroutine_hands_to_its_loop_is_no_value():
    native = coroutine(2, "main", kind=CoroutineKind.COROUTINE)
    model = pipeline("resumed 2 1\nyielded 2 1 <Future>\nresumed 2 1 5", native)
    assert model.pipeline().flows == ()


def test_missing_events_are_owned_up_to():
    model = pipeline(is_partial=True)
    assert flows(model)[1] == "__main__ > words · grep: ≥ 1 sent"


def test_many_coroutines_are_one_node_for_each_function():
    people = [coroutine(i, qualname="ticks") for i in range(2, 60)]
    text = "".join(f"resumed {i} 1\nyielded {i} 1 5\n" for i in range(2, 60))
    model = pipeline(text, *people)
    assert len(people) > MOST_NODES
    assert flows(model) == ["ticks \N{MULTIPLICATION SIGN} 58 > __main__: 58 yielded"]
    assert model.pipeline().stages[2].coroutine_id == 59


def test_a_node_is_read_out():
    made = pipeline().pipeline()
    assert stage_sentence(2, made) == (
        "out · grep, consumes, suspended. words · grep sent 1 value to out · grep"
    )


def test_another_run_begins_anew():
    model = pipeline(is_partial=True)
    model.clear()
    assert (model.is_empty, model.is_partial, model.pipeline().flows) == (True, False, ())


# --- the layout ----------------------------------------------------------------------------------


def layers(nodes: str, *edges: str) -> dict[str, int]:
    layout = layered_layout(list(nodes), [(e[0], e[1]) for e in edges])
    return {node: place.layer for node, place in layout.nodes.items()}


@pytest.mark.parametrize(
    ("nodes", "edges", "expected"),
    [
        ("abc", ("ab", "bc"), {"a": 0, "b": 1, "c": 2}),
        ("abcd", ("ab", "ac", "bd", "cd"), {"a": 0, "b": 1, "c": 1, "d": 2}),
        ("abc", ("ab", "bc", "ca"), {"a": 0, "b": 1, "c": 2}),
        ("abcz", ("ab", "bc", "zc"), {"a": 0, "b": 1, "c": 2, "z": 1}),
        ("ab", ("aa", "ab", "bx"), {"a": 0, "b": 1}),
        ("", (), {}),
    ],
)
def test_layers(nodes, edges, expected):
    assert layers(nodes, *edges) == expected


def test_an_edge_over_several_layers_goes_round_what_stands_between():
    layout = layered_layout(list("abc"), [("a", "b"), ("b", "c"), ("a", "c")])
    (passed,) = layout.routes["a", "c"]
    assert passed.layer == layout.nodes["b"].layer
    assert abs(passed.height - layout.nodes["b"].height) >= 1


def test_two_chains_do_not_cross():
    layout = layered_layout(list("abcd"), [("a", "d"), ("b", "c")])
    heights = {node: place.height for node, place in layout.nodes.items()}
    assert (heights["a"] < heights["b"]) == (heights["d"] < heights["c"])


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=30))
def test_no_two_places_of_a_layer_meet(edges):
    layout = layered_layout(range(10), edges)
    assert len(layout.nodes) == 10
    places = [*layout.nodes.values(), *(p for way in set(layout.routes.values()) for p in way)]
    by_layer: dict[int, list[float]] = {}
    for place in set(places):
        by_layer.setdefault(place.layer, []).append(place.height)
    for heights in by_layer.values():
        heights.sort()
        assert all(b - a > 0.99 for a, b in itertools.pairwise(heights))
