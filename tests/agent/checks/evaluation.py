import sys

from coro_debugger.agent.evaluation import (
    EXPRESSION_FILE,
    NO_VALUE,
    evaluate,
    exception_message,
    exception_text,
    execute,
    frame_names,
    unwritable_names,
)
from coro_debugger.agent.python_facts import LOCALS_WRITE_THROUGH
from coro_debugger.agent.variable_nodes import NotPossible


def raised(function, *arguments):
    try:
        function(*arguments)
    except BaseException as error:
        return error
    raise AssertionError("nothing was raised")


def names(**locals):
    return {"__builtins__": __builtins__, "g": "global"}, locals


def check_expressions():
    spaces = names(x=1, y=[2])
    for text, value in (
        ("x", 1),
        ("g", "global"),
        ("  x + 1  ", 2),
        ("x +\\\n 1", 2),
        ("(x,\n y)", (1, [2])),
        ("len(y)", 1),
        ("None", None),
        ("x # comment", 1),
        ("(z := x + 1)", 2),
    ):
        assert evaluate(text, *spaces) == value, text


def check_nested_scopes_see_the_names_of_the_frame():
    spaces = names(x=1, values=[1, 2])
    for text, value in (
        ("[n + x for n in values]", [2, 3]),
        ("{n: x for n in values}", {1: 1, 2: 1}),
        ("list(n + x for n in values)", [2, 3]),
        ("(lambda: x)()", 1),
        ("(lambda n: n + x)(5)", 6),
        ("[[x for _ in values] for _ in values]", [[1, 1], [1, 1]]),
        ("sorted(values, key=lambda n: -n * x)", [2, 1]),
        ("(lambda: g)()", "global"),
        ("[n for n in values if (lambda: n > x)()]", [2]),
        ("(lambda x: x)(9)", 9),
        ("any(n == x for n in values)", True),
    ):
        assert evaluate(text, *spaces) == value, text


def check_evaluation_leaves_no_names_behind():
    globals_, locals_ = names(x=1)
    before = dict(globals_), dict(locals_)
    evaluate("[x for _ in 'ab']", globals_, locals_)
    evaluate("(lambda: x)()", globals_, locals_)
    execute("(lambda: x)()", globals_, locals_)
    assert (globals_, locals_) == before


def check_locals_and_globals_of_the_text():
    globals_, locals_ = names(x=1)
    assert evaluate("globals()", globals_, locals_) is globals_
    assert evaluate("locals()", globals_, locals_)["x"] == 1
    assert evaluate("(lambda: globals())()", globals_, locals_) is globals_


def check_errors_in_pythons_words():
    spaces = names(x=1)
    expected = {
        "1 +": "SyntaxError: invalid syntax",
        "1 / 0": "ZeroDivisionError: division by zero",
        "nothing": "NameError: name 'nothing' is not defined",
        "x = 2": "SyntaxError: ",
        "": "SyntaxError: ",
        "yield": "SyntaxError: ",
        "[nothing for _ in 'a']": "NameError: name 'nothing' is not defined",
        "int('a')": "ValueError: invalid literal for int() with base 10: 'a'",
        "x.missing": "AttributeError: 'int' object has no attribute 'missing'",
        "{}['k']": "KeyError: 'k'",
        "exit_now": "NameError: ",
        "\0": "",
    }
    for text, words in expected.items():
        error = raised(evaluate, text, *spaces)
        assert exception_text(error).startswith(words), (text, exception_text(error))


def check_errors_of_code_that_never_compiles_touch_nothing():
    spaces = names(seen=[])
    for text in ("seen.append(1); (", "seen.append(1)\nreturn", "seen.append(1)\nawait x", "break"):
        assert type(raised(execute, text, *spaces)) is SyntaxError
    assert spaces[1]["seen"] == []


def check_exception_text():
    class Own(Exception):
        pass

    class Speechless(Exception):
        def __str__(self):
            raise ValueError

    class Odd(Exception):
        def __str__(self):
            return 5

    assert exception_text(ValueError("bad")) == "ValueError: bad"
    assert exception_text(ValueError()) == "ValueError"
    assert exception_text(ValueError("two\nlines")) == "ValueError: two\nlines"
    assert exception_text(Own("x")) == "checks.check_exception_text.<locals>.Own: x"
    assert exception_text(Speechless()).endswith("Speechless: <exception Speechless str() failed>")
    assert exception_text(Odd()).endswith("Odd: <exception Odd str() failed>")
    assert exception_text(StopIteration(5)) == "StopIteration: 5"
    assert exception_text(SystemExit(3)) == "SystemExit: 3"
    assert exception_message(ValueError("bad")) == "bad"
    error = raised(compile, "1 +", "name", "eval")
    assert exception_text(error) == "SyntaxError: invalid syntax"


def check_statements():
    globals_, locals_ = names(x=1)
    assert execute("y = x + 1", globals_, locals_) is NO_VALUE
    assert locals_ == {"x": 1, "y": 2}
    assert execute("y", globals_, locals_) == 2
    assert execute("a = 5; a + y", globals_, locals_) == 7
    assert execute("None", globals_, locals_) is NO_VALUE
    assert execute("", globals_, locals_) is NO_VALUE
    assert execute("# comment", globals_, locals_) is NO_VALUE
    assert execute("pass", globals_, locals_) is NO_VALUE
    assert execute("del y", globals_, locals_) is NO_VALUE
    assert "y" not in locals_
    assert execute("if x:\n  b = 1\nelse:\n  b = 2\n", globals_, locals_) is NO_VALUE
    assert locals_["b"] == 1
    assert "y" not in globals_


def check_statements_with_nested_scopes():
    globals_, locals_ = names(x=1, values=[1, 2])
    execute("doubled = [n * 2 * x for n in values]", globals_, locals_)
    assert locals_["doubled"] == [2, 4]
    execute("def f(n): return n if n <= x else n * f(n - 1)", globals_, locals_)
    assert execute("f(4)", globals_, locals_) == 24
    execute("def h():\n  return x\nx = 5\nresult = h()", globals_, locals_)
    assert (locals_["result"], locals_["x"]) == (5, 5)
    execute("k = (lambda: x)()\ndel values", globals_, locals_)
    assert locals_["k"] == 5
    assert "values" not in locals_
    execute("class C:\n  y = x\n  def m(self): return x", globals_, locals_)
    assert execute("C().m()", globals_, locals_) == 5
    assert not {"__expression__", "f", "C"} & set(globals_)


def check_statements_that_cannot_be_in_a_function():
    globals_, locals_ = names(x=1)
    execute("global x\nx = 2\nf = lambda: x", globals_, locals_)
    assert globals_["x"] == 2
    assert locals_["f"]() == 2


def check_statements_in_a_module():
    namespace = {"__builtins__": __builtins__}
    execute("x = 1\ndef f(): return x", namespace, namespace)
    assert execute("f()", namespace, namespace) == 1
    assert execute("[x for _ in 'ab']", namespace, namespace) == [1, 1]


def check_names_of_a_frame():
    def body(argument):
        local = [argument]
        seen.append(frame_names(sys._getframe()))
        yield local

    seen = []
    g = body(1)
    next(g)
    globals_, locals_ = seen[0]
    assert globals_ is check_names_of_a_frame.__globals__
    assert evaluate("[argument for _ in local]", globals_, locals_) == [1]


def check_assignment_to_a_suspended_coroutine():
    def body():
        local = 1
        cell = 1
        yield lambda: cell
        yield local, cell

    g = body()
    next(g)
    globals_, locals_ = frame_names(g.gi_frame)
    unwritable = unwritable_names(g.gi_frame)
    for text in ("local = 2", "cell = 2", "local = [local for _ in 'ab'][0] + 0"):
        if LOCALS_WRITE_THROUGH:
            assert execute(text, globals_, locals_, unwritable) is NO_VALUE
        else:
            error = raised(execute, text, globals_, locals_, unwritable)
            assert type(error) is NotPossible
            assert str(error) == "Not possible on this Python"
    assert next(g) == ((2, 2) if LOCALS_WRITE_THROUGH else (1, 1))


def check_refused_before_anything_ran():
    globals_, locals_ = names(x=1, seen=[])
    for text in (
        "seen.append(1)\nx = 2",
        "seen.append(1)\ndel x",
        "seen.append(1)\nfor x in 'a': pass",
        "seen.append(1)\nimport sys as x",
        "seen.append(1)\n(x := 2)",
    ):
        assert type(raised(execute, text, globals_, locals_, ["x"])) is NotPossible, text
    assert locals_["seen"] == []
    assert execute("y = x; y", globals_, locals_, ["x"]) == 1


def check_names_that_are_no_identifiers():
    g = (n for n in [1, 2])
    next(g)
    globals_, locals_ = frame_names(g.gi_frame)
    assert evaluate("(lambda: n)()", globals_, locals_) == 1


def check_traceback_names_no_file():
    error = raised(evaluate, "1 / 0", *names())
    trace = error.__traceback__
    while trace.tb_next:
        trace = trace.tb_next
    assert trace.tb_frame.f_code.co_filename == EXPRESSION_FILE


def check_future_of_the_debugger_is_not_inherited():
    globals_, locals_ = names()
    execute("def f(a: int): pass", globals_, locals_)
    assert locals_["f"].__annotations__ == {"a": int}


def check_a_namespace_without_builtins_stays_without():
    namespace = {"x": 1}
    assert evaluate("x + 1", namespace, namespace) == 2
    execute("y = 2", namespace, {})
    assert namespace == {"x": 1}
