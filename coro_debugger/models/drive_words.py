"""The words for what came of driving a coroutine: one sentence, its leading word apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from ..protocol.commands import (
    ResumeCoroutineArguments,
    ResumeCoroutineBody,
    ResumeException,
    ResumeOperation,
    ResumeOutcome,
)
from .words import exception_words, translated

_PLAIN_WORDS = re.compile(r"[^\W\d]\w*([ ,]+\w+)*[.!?]?")


class Tone(Enum):
    """How the outcome is to be taken: colours are the view's."""

    GOOD = "good"
    QUIET = "quiet"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class OutcomeSentence:
    """`verb` is the word that leads (*yielded*), `rest` what follows it."""

    verb: str
    rest: str
    tone: Tone

    @property
    def text(self) -> str:
        """The whole sentence as plain text."""
        return f"{self.verb} {self.rest}" if self.rest else self.verb


def operation_words(arguments: ResumeCoroutineArguments) -> str:
    """Return the call that was made: ``send('hello')``, ``next()``."""
    return f"{arguments.operation.value}({arguments.expression or ''})"


def expression_hint(expression: str, error: str) -> str:
    """Return what helps where plain words were entered that were meant as a text; else empty."""
    is_about_words = error.startswith(("SyntaxError", "NameError"))
    words = expression.strip()
    if not is_about_words or not _PLAIN_WORDS.fullmatch(words):
        return ""
    return translated("A text needs quotes: {0}", repr(words))


def outcome_sentence(
    arguments: ResumeCoroutineArguments, body: ResumeCoroutineBody
) -> OutcomeSentence:
    """Return what came of the operation, in Python's words."""
    value = body.value if body.value is not None else "None"
    match body.outcome:
        case ResumeOutcome.YIELDED:
            after = translated("{0} after {1}", value, operation_words(arguments))
            return OutcomeSentence(translated("yielded"), after, Tone.GOOD)
        case ResumeOutcome.RETURNED:
            rest = translated("{0} (StopIteration)", value)
            return OutcomeSentence(translated("returned"), rest, Tone.QUIET)
        case ResumeOutcome.RAISED:
            return OutcomeSentence(translated("raised"), _raised(body.exception), Tone.BAD)
        case ResumeOutcome.CLOSED:
            rest = translated("and returned {0}", value) if value != "None" else ""
            return OutcomeSentence(translated("closed"), rest, Tone.QUIET)
        case ResumeOutcome.AWAITING:
            rest = translated("{0}: no event loop is there to answer it", value)
            return OutcomeSentence(translated("awaiting"), rest, Tone.GOOD)


def short_outcome(arguments: ResumeCoroutineArguments, body: ResumeCoroutineBody) -> str:
    """Return the outcome without the operation: ``yielded 1``."""
    if body.outcome is ResumeOutcome.YIELDED:
        return translated("yielded {0}", body.value if body.value is not None else "None")
    return outcome_sentence(arguments, body).text


def _raised(exception: ResumeException | None) -> str:
    if exception is None:
        return translated("an exception")
    words = exception_words(exception.type, exception.message)
    if exception.line is None:
        return words
    return translated("{0} at line {1}", words, exception.line)


def under_way_words(arguments: ResumeCoroutineArguments) -> str:
    """Return what is shown until control is back."""
    return translated("{0} is under way…", operation_words(arguments))


def announcement(kind: str, name: str, sentence: str, place: str) -> str:
    """Return what a screen reader says: *generator words yielded 1, suspended at line 20*."""
    return f"{kind} {name} {sentence}, {place}"


def operation_hint(operation: ResumeOperation) -> str:
    """Return what a control does, for its tooltip."""
    return translated(_HINTS[operation])


_HINTS = {
    ResumeOperation.NEXT: "Run it to its next yield, as next() does",
    ResumeOperation.SEND: "Send the value in: it becomes the value of the yield it waits at",
    ResumeOperation.THROW: "Raise the exception inside it, at the yield it waits at",
    ResumeOperation.CLOSE: "End it: GeneratorExit is raised at the yield it waits at",
}
