from coro_debugger.protocol.coroutines import (
    Coroutine,
    CoroutineKind,
    CoroutineState,
    Role,
    ValueText,
)
from coro_debugger.views.source_marks import TrackedYield


def snapshot(**fields) -> Coroutine:
    return Coroutine(
        id=1,
        kind=CoroutineKind.GENERATOR,
        names=["words"],
        qualname="grep",
        role=Role.BOTH,
        state=CoroutineState.SUSPENDED,
        resumptions=2,
        **fields,
    )


def test_a_suspended_coroutine_is_tracked_with_its_values():
    coroutine = snapshot(
        line=4, column=2, end_line=5, end_column=3, last_sent=ValueText("'hi'", "str")
    )
    assert TrackedYield.of(coroutine) == TrackedYield(4, 2, 5, 3, last_in="'hi'")
    assert TrackedYield.of(coroutine).last_line == 5


def test_one_that_is_suspended_nowhere_is_not():
    assert TrackedYield.of(snapshot()) is None


def test_without_columns_the_line_is_meant():
    assert TrackedYield.of(snapshot(line=4)).last_line == 4
