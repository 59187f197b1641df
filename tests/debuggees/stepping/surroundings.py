"""Library code that resumes, the garbage collector, threads, code without a file, classes."""

import collections
import contextlib
import dataclasses
import gc
import itertools
import sys
import threading


# --- library code ----------------------------------------------------------------------------


@contextlib.contextmanager
def session(name):
    print("open", name)  # @session-first
    try:  # @session-try
        yield name  # @session-yield
        print("no error")  # @session-after
    finally:
        print("close")  # @session-close


def manages():
    with session("s") as name:  # @manages-with
        print(name)  # @manages-body
    print("managed")  # @manages-done


def manages_failure():
    try:
        with session("s"):  # @failure-with
            raise ValueError("in the body")  # @failure-raise
    except ValueError:  # @failure-except
        print("failed")  # @failure-done


@contextlib.contextmanager
def ignoring():
    try:
        yield  # @ignoring-yield
    except ValueError:  # @ignoring-except
        print("ignored")  # @ignoring-last


def ignores():
    with ignoring():  # @ignores-with
        raise ValueError  # @ignores-raise
    print("went on")  # @ignores-done


def letters():
    yield "a"  # @letters-a
    yield "b"  # @letters-b


def chains():
    for letter in itertools.chain(letters(), letters()):  # @chains-for
        print(letter)  # @chains-body


# --- the garbage collector -------------------------------------------------------------------


def careful():
    try:
        yield "careful"  # @careful-yield
    finally:
        print("tidied")  # @careful-finally
        print("really")  # @careful-last


def drops():
    generator = careful()
    next(generator)
    del generator  # @drops-del
    print("dropped")  # @drops-done


def leaves():
    generator = careful()
    next(generator)
    return 1  # @leaves-return


def calls_leaves():
    leaves()  # @calls-leaves
    print("left")  # @calls-done


class Node:
    pass


def cycles():
    node = Node()
    node.generator, node.self = careful(), node
    next(node.generator)
    del node
    gc.collect()  # @cycles-collect
    print("collected")  # @cycles-done


# --- threads ---------------------------------------------------------------------------------


def work(results):
    for number in produce(2):  # @work-for
        results.append(number)  # @work-body
    print("worked")  # @work-last


def produce(limit):
    for number in range(limit):  # @produce-for
        yield number  # @produce-yield


def threads():
    results = []
    thread = threading.Thread(target=work, args=(results,))  # @threads-make
    thread.start()  # @threads-start
    thread.join()  # @threads-join
    print(results)  # @threads-done


def two_threads():
    lists = [[], []]
    pair = [threading.Thread(target=work, args=(each,)) for each in lists]
    for thread in pair:
        thread.start()
    for thread in pair:
        thread.join()
    print(lists)


# --- code without a file, classes, lambdas ---------------------------------------------------


def without_a_file():
    namespace = {}
    exec("def made():\n    yield 1\n    yield 2\n", namespace)
    generator = namespace["made"]()
    print(next(generator))  # @fileless-next
    print(next(generator))  # @fileless-again


class Tree:
    def __init__(self, *children):
        self.children = children  # @tree-init

    def __iter__(self):
        for child in self.children:  # @tree-for
            yield child  # @tree-yield

    def __enter__(self):
        return self  # @tree-enter

    def __exit__(self, *_):
        return None  # @tree-exit


def iterates():
    with Tree("x", "y") as tree:  # @iterates-with
        for child in tree:  # @iterates-for
            print(child)  # @iterates-body
    print("iterated")  # @iterates-done


def lambdas():
    make = lambda: (yield "from a lambda")  # noqa: E731  # @lambda
    print(list(make()))  # @lambda-list
    print("lambdas")  # @lambda-done


def nested_functions():
    def inner():  # @nested-def
        yield 1  # @nested-yield

    @contextlib.contextmanager  # @nested-decorator
    def managed():  # @nested-managed
        yield

    class Local:  # @nested-class
        value = 1  # @nested-value

    print(next(inner()), managed, Local)  # @nested-print
    print("nested")  # @nested-done


def defaults():
    def has_defaults(  # @defaults-def
        first=len("abc"),  # @defaults-first
        second=2,  # @defaults-second
    ):
        yield first  # @defaults-yield
        yield second

    generator = has_defaults()  # @defaults-call
    print(next(generator))  # @defaults-next
    print("defaults")  # @defaults-done


def generates():
    @dataclasses.dataclass  # @generates-class
    class Pair:  # @generates-pair
        left: int  # @generates-left
        right: int = 2  # @generates-right

        def __post_init__(self):  # @generates-def
            print(self.left)  # @generates-post

    Point = collections.namedtuple("Point", "x y")  # @generates-tuple
    pair = Pair(1)  # @generates-init
    print(pair, pair == Pair(3))  # @generates-use
    print(Point(1, 2))  # @generates-point
    print("generated")  # @generates-done


# ---------------------------------------------------------------------------------------------

for case in sys.argv[1:]:
    globals()[case]()  # @run
print("end")  # @end
