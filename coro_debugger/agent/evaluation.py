"""Evaluates what a person types, in a frame's names and in Python's own words.

Names of a function's frame are seen inside lambdas, comprehensions and functions that the text
defines too, on all versions: such text is put into a function whose parameters they are. A
variable of a running function can be changed from 3.13 on; before, `execute` refuses.
"""

from __future__ import annotations

import _ast
from dis import get_instructions
from types import CodeType

from .compiling import compile_quietly
from .frame_locals import can_write_locals, is_function_frame, read_locals
from .running_errors import with_message
from .type_facts import has_base, module_of_type, name_of_type, qualname_of_type
from .variable_nodes import NOT_ON_THIS_PYTHON, NotPossible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, MutableMapping
    from types import FrameType
    from typing import Any

    Names = MutableMapping[str, Any]

EXPRESSION_FILE = "<expression>"
NO_VALUE: Any = object()
"""What `execute` returns where a console displays nothing: after statements, and for None."""

_ONLY_AST = 0x400
_WRAPPER = "__expression__"
_STORES = frozenset({"STORE_NAME", "DELETE_NAME"})
_PLACE = {"lineno": 1, "col_offset": 0, "end_lineno": 1, "end_col_offset": 0}


def frame_names(frame: FrameType) -> tuple[dict[str, Any], Names]:
    """Return the globals and locals to evaluate with; assignments reach the frame if they can."""
    if can_write_locals(frame):
        return frame.f_globals, frame.f_locals
    return frame.f_globals, read_locals(frame)


def unwritable_names(frame: FrameType) -> frozenset[str]:
    """Return the names that `execute` must not change because Python would ignore it."""
    code = frame.f_code
    if can_write_locals(frame) or not is_function_frame(frame):
        return frozenset()
    return frozenset({*code.co_varnames, *code.co_cellvars, *code.co_freevars})


def evaluate(expression: str, globals: dict[str, Any], locals: Names) -> object:
    """Return the value of an expression. Raises what Python raises, SyntaxError included."""
    text = expression.strip()
    compile_quietly(text, EXPRESSION_FILE, "eval")
    return _value_of(_parse(text, "eval"), globals, locals)


def execute(
    text: str, globals: dict[str, Any], locals: Names, unwritable: Collection[str] = ()
) -> object:
    """Run statements; return the value of the last one if it is an expression, else NO_VALUE.

    Raises NotPossible, before anything runs, if a name in ``unwritable`` would be changed.
    """
    _refuse_stores(compile_quietly(text, EXPRESSION_FILE, "exec"), unwritable)
    tree = _parse(text, "exec")
    last = tree.body.pop() if tree.body and type(tree.body[-1]) is _ast.Expr else None
    if tree.body:
        _run(tree, globals, locals)
    if last is None:
        return NO_VALUE
    value = _value_of(_ast.Expression(body=last.value), globals, locals)
    return NO_VALUE if value is None else value


def exception_text(error: BaseException) -> str:
    """Return the last line of the traceback, as Python words it.

    Calls the ``__str__`` of the exception, so call this under a guard.
    """
    return with_message(exception_name(error), any_message(error))


def exception_name(error: BaseException) -> str:
    """Return the name of the exception's class as a traceback has it."""
    cls = type(error)
    name, module = qualname_of_type(cls), module_of_type(cls)
    return name if module in ("", "builtins", "__main__") else f"{module}.{name}"


def any_message(error: BaseException) -> str:
    """Return what `exception_message` does, or that the exception's ``__str__`` fails."""
    try:
        return exception_message(error)
    except Exception:
        return f"<exception {name_of_type(type(error))} str() failed>"


def exception_message(error: BaseException) -> str:
    """Return what Python shows behind the exception's name; "" where it shows nothing."""
    if has_base(type(error), SyntaxError):
        message = SyntaxError.msg.__get__(error)  # type: ignore[attr-defined]
        return message if type(message) is str else "<no detail available>"
    return str.__str__(str(error))


def _parse(text: str, mode: str) -> Any:
    return compile_quietly(text, EXPRESSION_FILE, mode, _ONLY_AST)


def _value_of(expression: Any, globals: dict[str, Any], locals: Names) -> object:
    code = compile_quietly(expression, EXPRESSION_FILE, "eval")
    if not _needs_wrapper(code, globals, locals):
        return _run_code(code, globals, locals)
    wrapped = [_ast.Return(value=expression.body, **_PLACE)]
    return _call_wrapped(wrapped, globals, _identifiers(locals))


def _run(tree: Any, globals: dict[str, Any], locals: Names) -> None:
    code = compile_quietly(tree, EXPRESSION_FILE, "exec")
    if _needs_wrapper(code, globals, locals):
        before = _identifiers(locals)
        body = [*tree.body, _ast.Return(value=_parse("locals()", "eval").body, **_PLACE)]
        try:
            after: Any = _call_wrapped(body, globals, before)
        except _CannotWrapError:
            pass
        else:
            _write_back(before, after, locals)
            return
    _run_code(code, globals, locals)


def _run_code(code: CodeType, globals: dict[str, Any], locals: Names) -> Any:
    # eval() puts the caller's builtins, which are the agent's own, where there are none.
    had_builtins = "__builtins__" in globals
    try:
        return eval(code, globals, locals)
    finally:
        if not had_builtins:
            globals.pop("__builtins__", None)


def _refuse_stores(code: CodeType, unwritable: Collection[str]) -> None:
    if unwritable:
        for each in get_instructions(code):
            if each.opname in _STORES and each.argval in unwritable:
                raise NotPossible(NOT_ON_THIS_PYTHON)


def _needs_wrapper(code: CodeType, globals: dict[str, Any], locals: Names) -> bool:
    """Tell whether a nested scope uses a name that only the frame, or the text itself, has."""
    if locals is globals:
        return False
    outer = {*code.co_names, *_identifiers(locals)}
    return any(name in outer for nested in _nested(code) for name in nested.co_names)


def _nested(code: CodeType) -> list[CodeType]:
    found = []
    for constant in code.co_consts:
        if type(constant) is CodeType:
            found += [constant, *_nested(constant)]
    return found


class _CannotWrapError(Exception):
    """The text cannot be in a function: ``global`` of a variable's name, ``import *``."""


def _call_wrapped(body: list[Any], globals: dict[str, Any], names: dict[str, Any]) -> object:
    module = _parse(f"def {_WRAPPER}({', '.join(names)}): pass", "exec")
    module.body[0].body = body
    try:
        code = compile_quietly(module, EXPRESSION_FILE, "exec")
    except SyntaxError as error:
        raise _CannotWrapError from error
    made: dict[str, Any] = {}
    _run_code(code, globals, made)
    return made[_WRAPPER](**names)


def _identifiers(names: Names) -> dict[str, Any]:
    # A frame may have names such as ``.0``, and exec() may have put anything there.
    return {
        name: value
        for name, value in names.items()
        if type(name) is str and name.isidentifier() and name not in ("None", "True", "False")
    }


def _write_back(before: dict[str, Any], after: dict[str, Any], locals: Names) -> None:
    for name, value in after.items():
        if name not in before or before[name] is not value:
            locals[name] = value
    for name in before:
        if name not in after:
            del locals[name]
