import dis

from coro_debugger.agent.disassembly import instructions_of
from coro_debugger.agent.source_text import line_of


def body(n):
    kept = [1]
    return kept, (yield n), "a long constant" * 50


def inner():
    yield 1
    yield 2


def outer():
    yield from inner()


def check_every_instruction_is_there():
    shown = instructions_of(body.__code__, -1, 0x1000)
    expected = list(dis.get_instructions(body.__code__))
    assert [each.opname for each in shown] == [each.opname for each in expected]
    assert [each.offset for each in shown] == [each.offset for each in expected]
    assert [int(each.address, 16) for each in shown] == [0x1000 + e.offset for e in expected]
    assert all(each.address.startswith("0x") for each in shown)
    assert all(each.location.path for each in shown)


def check_no_mark_without_a_place():
    assert not any(each.is_current for each in instructions_of(body.__code__, -1, 0))


def check_yields_are_marked():
    shown = instructions_of(body.__code__, -1, 0)
    (marked,) = [each for each in shown if each.is_yield]
    assert marked.opname == "YIELD_VALUE"
    text = line_of(body.__code__.co_filename, marked.line)
    assert marked.line == marked.end_line
    assert text[marked.column - 1 : marked.end_column - 1] == "yield n"


def check_suspended_instruction_is_marked():
    g = body(1)
    next(g)
    shown = instructions_of(body.__code__, g.gi_frame.f_lasti, 0)
    (current,) = [index for index, each in enumerate(shown) if each.is_current]
    # At the YIELD_VALUE, from 3.13 on at the RESUME behind it.
    assert "YIELD_VALUE" in (shown[current].opname, shown[current - 1].opname)


def check_running_delegation_is_marked():
    def looking():
        yield 1
        shown.extend(instructions_of(g.gi_code, g.gi_frame.f_lasti, 0))
        yield 2

    def delegating():
        yield from looking()

    shown = []
    g = delegating()
    next(g)
    next(g)
    (current,) = [each for each in shown if each.is_current]
    assert current.opname == "SEND"


def check_arguments():
    shown = {each.opname: each for each in instructions_of(body.__code__, -1, 0)}
    assert shown["YIELD_VALUE"].instruction.split()[0] == "YIELD_VALUE"
    stored = next(each for name, each in shown.items() if name.startswith("STORE_FAST"))
    assert stored.argument.startswith("kept")
    assert stored.instruction == f"{stored.opname} {stored.argument}"
    assert all(len(each.argument or "") <= 200 for each in shown.values())


def check_module_and_lambda_code():
    for code in (compile("x = 1\n", "<text>", "exec"), (lambda: (yield)).__code__):
        assert instructions_of(code, 0, 0)
