"""Spans are told by the text they cover, never by numbers."""

import encodings.utf_16_le  # noqa: F401 - for counting in its units
import sys
import types
from contextlib import suppress

from coro_debugger.agent.code_positions import definition_line, span_at
from coro_debugger.agent.source_text import line_of


@types.coroutine
def trap(value):
    return (yield value)


class Manager:
    async def __aenter__(self):
        return await trap("enter")

    async def __aexit__(self, *error):
        await trap("exit")


class Items:
    def __aiter__(self):
        return self

    async def __anext__(self):
        return await trap("next")


def text_at(code, lasti):
    """Return the source text of the span, counted in UTF-16 units."""
    line, column, end_line, end_column = span_at(code, lasti)
    if column is None:
        return line_of(code.co_filename, line).strip()
    lines = [line_of(code.co_filename, number) for number in range(line, end_line + 1)]
    first, last = lines[0].encode("utf-16-le"), lines[-1].encode("utf-16-le")
    if line == end_line:
        return first[(column - 1) * 2 : (end_column - 1) * 2].decode("utf-16-le")
    middle = [first[(column - 1) * 2 :].decode("utf-16-le"), *lines[1:-1]]
    return "\n".join([*middle, last[: (end_column - 1) * 2].decode("utf-16-le")])


def texts_of(target, steps):
    """Return the spans' texts where ``target`` is suspended, step after step."""
    texts = []
    for _ in range(steps):
        target.send(None)
        frame = getattr(target, "gi_frame", None) or target.cr_frame
        texts.append(text_at(frame.f_code, frame.f_lasti))
    target.close()
    return texts


def check_yield():
    def body(n):
        yield
        yield n
        total = 7 + (yield n * 2)
        print(total, (yield (n, total)), [(yield n)])

    expected = ["yield", "yield n", "yield n * 2", "yield (n, total)", "yield n"]
    g = body(1)
    texts = []
    value = None
    for _ in expected:
        g.send(value)
        value = 1
        texts.append(text_at(g.gi_code, g.gi_frame.f_lasti))
    assert texts == expected, texts


def check_yield_from():
    def inner():
        yield 1

    def body():
        result = 5, (yield from inner())
        yield from [result]

    assert texts_of(body(), 2) == ["yield from inner()", "yield from [result]"]


def check_await():
    async def body():
        return [await trap(1), await trap(2)]

    assert texts_of(body(), 2) == ["await trap(1)", "await trap(2)"]


def check_several_lines():
    def body():
        yield [
            1,
        ]

    assert texts_of(body(), 1) == ["yield [\n            1,\n        ]"]


def check_columns_behind_wide_characters():
    def body():
        name = "é😀"; yield name  # fmt: skip  # noqa: E702
        yield "😀" + (yield "ä")

    assert texts_of(body(), 2) == ["yield name", 'yield "ä"']


def check_async_for_is_its_header():
    async def body():
        async for item in Items(
            # a comment: with a colon
        ):
            print(item, {1: 2}[1:], sep=": ")

    (text,) = texts_of(body(), 1)
    words = "async for item in Items( # a comment: with a colon )"
    assert text.split() == words.split(), text


def check_async_with_is_its_header_or_its_manager():
    async def body():
        async with Manager() as entered, Manager():
            await trap(entered)
        return {"a:b": entered}

    enter, second, inside, leave, last = texts_of(body(), 5)
    assert inside == "await trap(entered)"
    for text in (enter, second, leave, last):
        # From 3.14 on Python tells which of the managers it is at.
        assert text in ("async with Manager() as entered, Manager()", "Manager()"), text


def check_async_comprehension():
    async def body():
        return [item async for item in Items()]

    (text,) = texts_of(body(), 1)
    assert text == "[item async for item in Items()]", text


def check_async_generator():
    async def body():
        got = yield "out"
        await trap(got)

    a = body()
    with suppress(StopIteration):
        a.asend(None).send(None)
    assert text_at(a.ag_code, a.ag_frame.f_lasti) == 'yield "out"'
    a.asend(None).send(None)
    assert text_at(a.ag_code, a.ag_frame.f_lasti) == "await trap(got)"


def check_generator_expression():
    g = (n * 2 for n in "ab")
    assert texts_of(g, 1)[0] in ("n * 2", '(n * 2 for n in "ab")')


def check_running_frame_is_at_its_call():
    def inner():
        frame = sys._getframe(1)
        seen.append(text_at(frame.f_code, frame.f_lasti))

    def body():
        return [inner(), 1]

    seen = []
    body()
    assert seen == ["inner()"]


def check_created_is_at_its_definition():
    def body():
        yield

    g = body()
    line, *_ = span_at(g.gi_code, g.gi_frame.f_lasti)
    assert line == body.__code__.co_firstlineno


def check_odd_offsets():
    code = check_yield.__code__
    for lasti in (-1, -2, 10**6):
        assert span_at(code, lasti) == (code.co_firstlineno, None, None, None)


def check_code_without_source():
    namespace = {}
    exec(compile("def body():\n    x = 1; yield x\n", "<nowhere>", "exec"), namespace)
    g = namespace["body"]()
    next(g)
    assert span_at(g.gi_code, g.gi_frame.f_lasti) == (2, 12, 2, 19)


def check_code_without_positions():
    code = check_yield.__code__.replace(co_linetable=b"")
    line, column, _, _ = span_at(code, 4)
    assert line == code.co_firstlineno
    assert column is None


def check_same_answer_again():
    code = check_yield.__code__
    assert span_at(code, 10) is span_at(code, 10)


def decorate(function):
    return function


@decorate
@decorate
def decorated():
    yield


def check_definition_line():
    code = decorated.__code__
    assert line_of(code.co_filename, definition_line(code)) == "def decorated():"
    assert line_of(code.co_filename, code.co_firstlineno).startswith("@")
    lambda_code = (lambda: (yield)).__code__
    assert definition_line(lambda_code) == lambda_code.co_firstlineno
