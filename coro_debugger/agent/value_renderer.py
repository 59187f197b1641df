"""Text of values while the program is paused: bounded in length, depth, items and time.

Built-in containers are walked here. A ``__repr__`` of the program is called under the guard, with
its output thrown away; one that raises, loops or returns nonsense costs that one value.
"""

from __future__ import annotations

import sys
from collections import OrderedDict, defaultdict, deque
from itertools import islice
from time import monotonic
from types import BuiltinFunctionType, CodeType, FunctionType, ModuleType

from ..protocol.coroutines import ValueText
from ..protocol.wire import cut
from .coroutine_objects import is_coroutine, qualname_of, state_of
from .running_errors import running_error_text
from .tracing.contract import DeadlineExceeded
from .type_facts import (
    MISSING,
    instance_namespace,
    module_of_type,
    name_of_type,
    qualname_of_type,
    static_attribute,
)
from .value_text import (
    ELLIPSIS,
    address_text,
    bytes_text,
    exception_repr,
    int_text,
    scalar_text,
    str_text,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any, Protocol, TypeVar

    T = TypeVar("T")

    class Guard(Protocol):
        """Calls a function of the program, raising DeadlineExceeded in it when time is up."""

        def __call__(self, function: Callable[[], T], seconds: float, /) -> T:
            """Return what ``function`` returns."""


VALUE_SECONDS = 0.2
REPLY_SECONDS = 1.0
MAX_TEXT = 1_000
MAX_ERROR = 150
MAX_STRING = 400
MAX_ITEMS = 40
MAX_DEPTH = 4
_LEAST_SECONDS = 0.002


class ValueRenderer:
    """Makes the texts of one reply after another."""

    def __init__(self, guard: Guard, coroutine_text: Callable[[object], str] | None = None) -> None:
        """``coroutine_text`` names a coroutine found among the values."""
        self._guard = guard
        self._coroutine_text = coroutine_text or default_coroutine_text
        self._reply_ends = monotonic() + REPLY_SECONDS
        self._value_ends = 0.0
        self._max_string, self._max_items = MAX_STRING, MAX_ITEMS

    def begin_reply(self) -> None:
        """Give the values rendered from now on a second together."""
        self._reply_ends = monotonic() + REPLY_SECONDS

    def render(self, value: object, max_text: int = MAX_TEXT) -> ValueText:
        """Return the text of ``value`` and the name of its type. Never raises.

        Who asks for more than the usual gets strings and containers as long as ``max_text`` lets.
        """
        self._value_ends = min(self._reply_ends, monotonic() + VALUE_SECONDS)
        is_usual = max_text <= MAX_TEXT
        self._max_string = MAX_STRING if is_usual else max_text
        self._max_items = MAX_ITEMS if is_usual else max_text
        try:
            text = self._text(value, max_text, MAX_DEPTH, ())
        except (RecursionError, RuntimeError):
            text = address_text(value)
        return ValueText(cut(text, max_text), name_of_type(type(value)))

    def render_alone(self, value: object) -> ValueText:
        """Return the text of the only value of a message. Never raises."""
        self.begin_reply()
        return self.render(value)

    def call(self, function: Callable[[], T], seconds: float) -> T:
        """Call a function of the program under the guard."""
        return self._guard(function, seconds)

    def call_silenced(self, function: Callable[[], T], seconds: float) -> T:
        """Call a function of the program under the guard; what it prints is thrown away."""
        names = vars(sys)
        streams = [(name, names.get(name, MISSING)) for name in ("stdout", "stderr")]
        sys.stdout = sys.stderr = _Silence()
        try:
            return self._guard(function, seconds)
        finally:
            for name, stream in streams:
                names[name] = stream
                if stream is MISSING:
                    del names[name]

    def _text(self, value: Any, limit: int, depth: int, around: tuple[int, ...]) -> str:
        scalar = scalar_text(value, min(limit, self._max_string))
        if scalar is not None:
            return scalar
        if is_coroutine(value):
            return self._coroutine_text(value)
        slot = static_attribute(type(value), "__repr__")
        form = _CONTAINERS.get(id(slot))
        if form is not None:
            return self._container_text(value, form, limit, depth, around)
        if slot is BaseException.__repr__:
            return exception_repr(
                value,
                lambda each: self._text(each, limit, depth - 1, around) if depth else ELLIPSIS,
            )
        known = _KNOWN_REPRS.get(id(slot))
        return self._program_text(value, limit) if known is None else known(value)

    def _container_text(
        self, value: Any, form: _Form, limit: int, depth: int, around: tuple[int, ...]
    ) -> str:
        opening, closing = form.brackets(value)
        size = form.size(value)
        if not size:
            return form.empty or opening + closing
        if not depth or id(value) in around:
            return opening + ELLIPSIS + closing
        texts: list[str] = []
        used = 0
        around = (*around, id(value))
        for item in islice(form.items(value), self._max_items):
            left = limit - used
            if left <= 0 or monotonic() > self._value_ends:
                break
            text = ": ".join(self._text(each, left, depth - 1, around) for each in item)
            texts.append(text)
            used += len(text) + 2
        if len(texts) < size:
            texts.append(ELLIPSIS)
        elif size == 1 and form.kind is tuple:
            closing = "," + closing
        return opening + ", ".join(texts) + closing

    def _program_text(self, value: object, limit: int) -> str:
        seconds = self._value_ends - monotonic()
        if seconds < _LEAST_SECONDS:
            return address_text(value)
        try:
            text = self.call_silenced(lambda: repr(value), seconds)
            # A subclass of str may come back: only its characters are taken.
            return cut(str.__getitem__(text, slice(limit + 1)), limit)
        except DeadlineExceeded:
            return f"{address_text(value)[:-1]}: its __repr__ takes too long>"
        except BaseException as error:
            what = cut(running_error_text(error), MAX_ERROR)
            return f"{address_text(value)[:-1]}: its __repr__ raised {what}>"


def default_coroutine_text(obj: object) -> str:
    """Return ``<generator grep · suspended>``."""
    return f"<{name_of_type(type(obj))} {qualname_of(obj)} · {state_of(obj)}>"


class _Silence:
    """Stands in for stdout and stderr while a ``__repr__`` runs."""

    encoding = "utf-8"
    errors = "replace"

    def write(self, text: str) -> int:
        return len(text)

    def flush(self) -> None:
        return None

    def isatty(self) -> bool:
        return False


class _Form:
    """How a kind of container is read and written; its own methods only, never a subclass's."""

    def __init__(
        self,
        kind: Any,
        brackets: tuple[str, str],
        items: Callable[[Any], Iterable[Any]],
        empty: str = "",
        named: bool = False,
    ) -> None:
        self.kind = kind
        self.empty = empty
        self._brackets = brackets
        self._items = items
        self._pairs = items is dict.items
        self._named = named
        self.size: Callable[[Any], int] = kind.__len__

    def items(self, value: Any) -> Iterator[tuple[Any, ...]]:
        found = self._items(value)
        return iter(found) if self._pairs else ((item,) for item in found)

    def brackets(self, value: Any) -> tuple[str, str]:
        opening, closing = self._brackets
        if self._named:
            return f"{name_of_type(type(value))}({opening}", closing + ")"
        return opening, closing


_FORMS = (
    _Form(list, ("[", "]"), list.__iter__),
    _Form(tuple, ("(", ")"), tuple.__iter__),
    _Form(dict, ("{", "}"), dict.items),
    _Form(set, ("{", "}"), set.__iter__, "set()"),
    _Form(frozenset, ("{", "}"), frozenset.__iter__, "frozenset()", named=True),
    _Form(deque, ("[", "]"), deque.__iter__, named=True),
    _Form(OrderedDict, ("{", "}"), dict.items, named=True),
    _Form(defaultdict, ("{", "}"), dict.items, named=True),
    _Form(type({}.keys()), ("dict_keys([", "])"), iter),
    _Form(type({}.values()), ("dict_values([", "])"), iter),
)
_CONTAINERS = {id(form.kind.__repr__): form for form in _FORMS}


def _object_text(value: object) -> str:
    cls = type(value)
    module = module_of_type(cls)
    prefix = "" if module in ("", "builtins") else module + "."
    return f"<{prefix}{qualname_of_type(cls)} object at {id(value):#x}>"


def _module_text(module: ModuleType) -> str:
    namespace = instance_namespace(module) or {}
    name, file = namespace.get("__name__"), namespace.get("__file__")
    text = f"<module {name!r}" if type(name) is str else "<module"
    return f"{text} from {file!r}>" if type(file) is str else text + ">"


_KNOWN_REPRS: dict[int, Callable[[Any], str]] = {
    id(object.__repr__): _object_text,
    id(ModuleType.__repr__): _module_text,
    id(type.__repr__): type.__repr__,
    id(FunctionType.__repr__): FunctionType.__repr__,
    id(CodeType.__repr__): CodeType.__repr__,
    id(BuiltinFunctionType.__repr__): BuiltinFunctionType.__repr__,
    id(str.__repr__): lambda value: str_text(value, MAX_STRING),
    id(int.__repr__): int_text,
    id(float.__repr__): float.__repr__,
    id(bytes.__repr__): lambda value: bytes_text(bytes.__getitem__(value, slice(None)), MAX_STRING),
}
