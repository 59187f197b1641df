"""Exceptions with a ``__str__`` of the program's own: the record gets its words once it is said.

While the program runs nothing of it may be called, so the record begins with type and arguments.
Once such an exception has been worded for the user - it is what came of a drive, or the reason of
a stop -, whatever the record tells of it says the same.
"""

from __future__ import annotations

from collections import deque
from dataclasses import replace

from ..protocol.coroutines import OutcomeKind, ValueText
from ..protocol.wire import cut
from .running_errors import MAX_MESSAGE, reference_to, with_message
from .type_facts import name_of_type

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from .history import History
    from .registry import CoroutineRecord

    Reference = Callable[[], BaseException | None]

_MOST_EVENTS = 256
_MOST_WORDED = 16


class RaisedErrors:
    """The latest of them, held weakly."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._noted: deque[tuple[Reference, int, CoroutineRecord | None]] = deque(
            maxlen=_MOST_EVENTS
        )
        self._worded: deque[tuple[Reference, str]] = deque(maxlen=_MOST_WORDED)

    def note(self, error: BaseException, number: int, ended: CoroutineRecord | None = None) -> None:
        """Note that event ``number`` tells of ``error``, by which ``ended`` has ended."""
        reference = reference_to(error)
        if reference() is None:
            return
        self._noted.append((reference, number, ended))
        for worded, message in self._worded.copy():  # other threads note theirs meanwhile
            if worded() is error:
                self._reword(error, message)

    def worded(self, error: BaseException, message: str) -> None:
        """Put the message that ``error`` itself gives into what is recorded of it."""
        reference = reference_to(error)
        if reference() is not None:
            message = cut(message, MAX_MESSAGE)
            self._worded.append((reference, message))
            self._reword(error, message)

    def _reword(self, error: BaseException, message: str) -> None:
        name = name_of_type(type(error))
        value = ValueText(with_message(name, message), name)
        for reference, number, ended in self._noted.copy():
            if reference() is not error:
                continue
            self._history.reword(number, value)
            outcome = None if ended is None else ended.outcome
            if ended is not None and outcome is not None and outcome.kind is OutcomeKind.RAISED:
                ended.outcome = replace(outcome, message=message)
