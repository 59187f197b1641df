"""The words for what coroutines are and do: pure functions from protocol values to sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath

from PySide6.QtCore import QCoreApplication

from ..protocol.coroutines import (
    Coroutine,
    CoroutineCounts,
    CoroutineKind,
    CoroutineOutcome,
    CoroutineState,
    Ender,
    OutcomeKind,
    Role,
    Site,
)
from ..protocol.values import Source
from .visible_text import visible_name


def translated(text: str, *values: object) -> str:
    """Return ``text`` in the user's language, its ``{0}`` fields filled with ``values``."""
    words = QCoreApplication.translate("Words", text)
    return words.format(*values) if values else words


_STATES = {
    CoroutineState.CREATED: "not started",
    CoroutineState.RUNNING: "running",
    CoroutineState.SUSPENDED: "suspended",
    CoroutineState.FINISHED: "finished",
}
_OUTCOMES = {
    OutcomeKind.RETURNED: "returned",
    OutcomeKind.RAISED: "raised",
    OutcomeKind.CLOSED: "closed",
    OutcomeKind.COLLECTED: "collected",
}
_ROLES = {
    Role.PRODUCES: "produces",
    Role.CONSUMES: "consumes",
    Role.BOTH: "both",
    Role.NEITHER: "neither",
    Role.NATIVE: "native",
}
_ROLE_HINTS = {
    Role.PRODUCES: "Produces: its yield expressions give values out.",
    Role.CONSUMES: "Consumes: it uses the values that are sent to its yield expressions.",
    Role.BOTH: "Both consumes and produces: such coroutines are hard to follow.",
    Role.NEITHER: "Its yields neither give a value out nor use what is sent in.",
    Role.NATIVE: "Native: defined with async def, it waits with await.",
}
_KINDS = {
    CoroutineKind.GENERATOR: "generator",
    CoroutineKind.COROUTINE: "coroutine",
    CoroutineKind.ASYNC_GENERATOR: "asynchronous generator",
    CoroutineKind.ITERABLE_COROUTINE: "generator-based coroutine",
}
_ENDERS = {
    Ender.PROGRAM: "by the program",
    Ender.USER: "by you",
    Ender.GC: "by the garbage collector",
}


def state_word(coroutine: Coroutine) -> str:
    """Return the one word (or two) that tells the state, or how it ended."""
    if coroutine.state is CoroutineState.FINISHED and coroutine.outcome is not None:
        return translated(_OUTCOMES[coroutine.outcome.kind])
    return translated(_STATES[coroutine.state])


def role_word(role: Role) -> str:
    """Return the word for what its yields do."""
    return translated(_ROLES[role])


def role_hint(role: Role) -> str:
    """Return a sentence that says what the role means."""
    return translated(_ROLE_HINTS[role])


def kind_word(kind: CoroutineKind) -> str:
    """Return what Python calls this kind of object."""
    return translated(_KINDS[kind])


def coroutine_name(coroutine: Coroutine) -> str:
    """Return the name of the variable that holds it (a global before a local), else ``#id``.

    Without a variable the task that runs it names it. All variables are in `all_names`.
    """
    return next(iter(coroutine.names), None) or coroutine.task or f"#{coroutine.id}"


def all_names(coroutine: Coroutine) -> str:
    """Return every variable that holds it."""
    return ", ".join(coroutine.names) or translated("no variable")


def function_word(coroutine: Coroutine) -> str:
    """Return the name of the function whose body it runs, without the places around it."""
    return coroutine.qualname.rpartition("<locals>.")[2]


def source_name(source: Source | None) -> str:
    """Return the short name of a source: its file's name."""
    if source is None:
        return ""
    return visible_name(source.name or PurePath(source.path or "").name)


def site_words(site: Site | None) -> str:
    """Return a place as ``grep.py:20``; empty when it is not known."""
    if site is None:
        return ""
    name = source_name(site.source)
    return f"{name}:{site.line}" if name else translated("line {0}", site.line)


def outcome_words(outcome: CoroutineOutcome | None) -> str:
    """Return how a finished coroutine ended, and by whom."""
    if outcome is None:
        return translated("not known: the recording had stopped")
    match outcome.kind:
        case OutcomeKind.RETURNED:
            words = translated("returned {0}", outcome.value or "None")
        case OutcomeKind.RAISED:
            words = translated("raised {0}", exception_words(outcome.type, outcome.message))
        case OutcomeKind.CLOSED:
            words = translated("closed")
        case OutcomeKind.COLLECTED:
            words = translated("collected before it had finished")
    if outcome.by is not None and outcome.kind is not OutcomeKind.RETURNED:
        words = f"{words} {translated(_ENDERS[outcome.by])}"
    if outcome.kind is OutcomeKind.RAISED and outcome.line is not None:
        words = translated("{0} at line {1}", words, outcome.line)
    return words


def exception_words(type_name: str | None, message: str | None) -> str:
    """Return ``ValueError: bad``, or the type alone when there is no message."""
    name = type_name or translated("an exception")
    return f"{name}: {message}" if message else name


def counts_words(counts: CoroutineCounts) -> str:
    """Return the line of counts; states that none is in are left out."""
    parts = (
        (counts.running, "{0} running"),
        (counts.suspended, "{0} suspended"),
        (counts.created, "{0} not started"),
        (counts.finished, "{0} finished"),
    )
    return " · ".join(translated(text, f"{count:,}") for count, text in parts if count)


def place_words(coroutine: Coroutine) -> str:
    """Return where it is: ``suspended at line 20``, ``not started``, ``returned``."""
    if coroutine.line is None or coroutine.state is CoroutineState.FINISHED:
        return state_word(coroutine)
    return translated("{0} at line {1}", state_word(coroutine), coroutine.line)


def waits_for_words(coroutine: Coroutine, others: Mapping[int, Coroutine]) -> str:
    """Return what it delegates to or waits for; empty when for nobody."""
    if isinstance(coroutine.awaiting, int):
        other = others.get(coroutine.awaiting)
        return coroutine_name(other) if other is not None else f"#{coroutine.awaiting}"
    return coroutine.awaiting or ""


def call_words(name: str, function: str) -> str:
    """Return the title of a coroutine: ``words — grep``."""
    return f"{name} — {function}"


def listed(names: Sequence[str], most: int = 3) -> str:
    """Return names with commas, the rest of a long list as a number."""
    shown = ", ".join(names[:most])
    if len(names) > most:
        return translated("{0} and {1} more", shown, len(names) - most)
    return shown


def advice(
    coroutines: Iterable[Coroutine], *, script_ended: bool = False
) -> list[tuple[str, str, list[int]]]:
    """Return what is worth saying about ``coroutines``: (sign, sentence, ids it is about).

    ``script_ended``: the script's own code has run to its end, so what has not started never will.
    """
    user_code = [c for c in coroutines if not c.library]
    both = [c for c in user_code if c.role is Role.BOTH]
    waiting = [c for c in user_code if c.state is CoroutineState.CREATED]
    native = [c for c in waiting if c.kind is CoroutineKind.COROUTINE]
    plain = [c for c in waiting if c.kind is not CoroutineKind.COROUTINE]
    said = []
    if both:
        functions = sorted({function_word(c) for c in both})
        text = _BOTH if len(functions) == 1 else _SEVERAL_BOTH
        said.append(("⚠", translated(text, listed(functions)), [c.id for c in both]))
    if plain:
        text = _NEVER_STARTED if script_ended else _NOT_STARTED
        said.append(("○", translated(text, _names(plain)), [c.id for c in plain]))
    if native:
        text = _NEVER_AWAITED if script_ended else _NOT_AWAITED
        said.append(("○", translated(text, _names(native)), [c.id for c in native]))
    return said


def _names(coroutines: Sequence[Coroutine]) -> str:
    return listed([coroutine_name(c) for c in coroutines])


_BOTH = (
    "{0} both consumes and produces: such coroutines are hard to follow, because a value that is "
    "yielded in answer to a send is easily lost."
)
_SEVERAL_BOTH = (
    "{0} both consume and produce: such coroutines are hard to follow, because a value that is "
    "yielded in answer to a send is easily lost."
)
_NOT_STARTED = "{0} not started yet: press Next before the first Send."
_NEVER_STARTED = "{0} never started: the script ended before anything resumed it. Next starts it."
_NOT_AWAITED = "{0} not started yet: a coroutine runs when it is awaited or made a task."
_NEVER_AWAITED = "{0} never awaited: Python will warn about it."
