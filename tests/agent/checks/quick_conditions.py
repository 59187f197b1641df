import sys
import weakref

from coro_debugger.agent.quick_conditions import QuickConditions

somewhere = 7


class Thing:
    def __eq__(self, other):
        raise AssertionError("code of the program ran")

    __hash__ = None


def said(condition, **names):
    """What the condition comes to in a function with these variables."""
    quick = QuickConditions()
    text = "def body({}):\n    return decide(condition, _frame())\n".format(", ".join(names))
    space = {
        "decide": quick.decide,
        "condition": condition,
        "_frame": lambda: sys._getframe(1),
        "somewhere": somewhere,
    }
    exec(text, space)
    return space["body"](**names)


def check_plain_values_are_compared():
    assert said("n == 3", n=3) is True
    assert said("n == 3", n=4) is False
    assert said("0 < n < 5 and name != 'x'", n=3, name="y") is True
    assert said("not n", n=0) is True
    assert said("n in (1, 2)", n=2) is True
    assert said("n is None", n=None) is True
    assert said("n % 1000 == 999", n=1999) is True


def check_a_condition_without_names():
    assert said("1 == 2") is False
    assert said("1") is True


def check_what_it_comes_to_is_a_bool():
    assert said("n", n=3) is True
    assert said("n and ''", n=3) is False


def check_a_global_is_found_behind_the_variables():
    assert said("somewhere == 7") is True
    assert said("somewhere == 7", somewhere=8) is False


def check_lines_and_comments_in_a_condition():
    assert said("n == 3  # three", n=3) is True
    assert said("(n ==\n 3)", n=3) is True


def check_code_of_the_program_is_left_to_the_guarded_way():
    assert said("n == 3", n=Thing()) is None
    assert said("len(n) == 3", n="abc") is None
    assert said("n.real == 3", n=3) is None
    assert said("n[0] == 3", n=(3,)) is None


def check_what_may_take_for_ever_is_left_to_the_guarded_way():
    assert said("n ** n == 3", n=3) is None
    assert said("n * 'x' == 3", n=3) is None
    assert said("n << n == 3", n=3) is None


def check_what_fails_is_left_to_the_guarded_way():
    assert said("missing == 3") is None
    assert said("n < 'x'", n=3) is None
    assert said("n ==", n=3) is None
    assert QuickConditions().guard("n ==") is None


def check_a_variable_that_is_deleted_afterwards_is_freed_at_once():
    thing, n = Thing(), 3
    watched = weakref.ref(thing)
    assert QuickConditions().decide("n == 3", sys._getframe()) is True
    del thing
    assert watched() is None or sys.version_info < (3, 12)
    assert n == 3
