"""Whether variables are bound, told from byte code, against the variables themselves.

Only used up to 3.12: later ones do without.
"""

import sys

from coro_debugger.agent.bound_variables import bound_variables


def counts(generator):
    """Return, at each yield, how many are bound, and the least and most that the code tells."""
    found = []
    for _ in generator:
        frame = generator.gi_frame
        cells = (*frame.f_code.co_cellvars, *frame.f_code.co_freevars)
        bound = sum(name not in cells for name in frame.f_locals)
        found.append((bound, bound_variables(frame.f_code, frame.f_lasti)))
    return found


def check_one_after_another():
    def body(first, *rest, second=2, **more):
        third = yield
        fourth = yield
        del second
        yield third, fourth

    if sys.version_info < (3, 13):
        assert counts(body(1)) == [(4, (4, 4)), (5, (5, 5)), (5, (5, 5))]


def check_branches_and_loops_are_told_as_a_span():
    def body(flag):
        if flag:
            perhaps = 1
        yield
        for each in range(2):  # noqa: B007 - what is looked at
            yield
        yield perhaps, each

    if sys.version_info < (3, 13):
        seen = counts(body(1))
        assert [bound for bound, _ in seen] == [2, 3, 3, 3]
        assert [span for _, span in seen] == [(1, 2), (2, 3), (2, 3), (1, 3)]


def check_handlers_and_cells():
    def body():
        inner = 1
        try:
            yield lambda: inner
            result = int("x")
        except ValueError as error:
            yield error
        yield result

    if sys.version_info < (3, 13):
        generator = body()
        assert [next(generator) is not None for _ in range(2)] == [True, True]
        frame = generator.gi_frame
        assert bound_variables(frame.f_code, frame.f_lasti) == (1, 1)


def check_variables_of_a_comprehension_are_put_back():
    def body():
        squares = [n * n for n in range(3)]
        yield squares
        n = 1
        yield n

    if sys.version_info < (3, 13):
        for bound, (least, most) in counts(body()):
            assert least <= bound <= most
