"""Generators resumed by hand, by loops, by delegation: what steps must follow."""

import sys
from functools import wraps


def echo():
    got = None  # @echo-first
    while got != "stop":  # @echo-while
        got = yield got  # @echo-yield
        print("got", got)  # @echo-got
    return "stopped"  # @echo-return


def sends():
    generator = echo()  # @sends-make
    next(generator)  # @sends-prime
    generator.send("a")  # @sends-a
    generator.send("b")  # @sends-b
    try:
        generator.send("stop")  # @sends-stop
    except StopIteration as stop:  # @sends-except
        print(stop.value)  # @sends-value


# --- for loops -------------------------------------------------------------------------------


def count(limit):
    number = 0  # @count-first
    while number < limit:  # @count-while
        yield number  # @count-yield
        number += 1  # @count-more
    print("counted")  # @count-last


def loops():
    for number in count(2):  # @loops-for
        print(number)  # @loops-body
    print("done")  # @loops-done


def double(numbers):
    for number in numbers:  # @double-for
        yield number * 2  # @double-yield
    print("doubled")  # @double-last


def pipelines():
    for number in double(count(2)):  # @pipelines-for
        print(number)  # @pipelines-body
    print("piped")  # @pipelines-done


# --- delegation ------------------------------------------------------------------------------


def inner():
    got = yield "one"  # @inner-one
    print(got)  # @inner-got
    got = yield "two"  # @inner-two
    print(got)  # @inner-got-two
    return "three"  # @inner-return


def middle():
    result = yield from inner()  # @middle-from
    return result  # @middle-return


def outer():
    print("outer")  # @outer-first
    result = yield from middle()  # @outer-from
    print(result)  # @outer-result
    yield result  # @outer-yield


def delegates():
    generator = outer()  # @delegates-make
    next(generator)  # @delegates-next
    generator.send("x")  # @delegates-send
    generator.send("y")  # @delegates-send-again
    print("delegated")  # @delegates-done


def from_a_list():
    yield from ["p", "q"]  # @list-from
    print("list done")  # @list-done


def delegates_to_a_list():
    generator = from_a_list()
    next(generator)  # @to-list-next
    next(generator)  # @to-list-next-again
    print(list(generator))  # @to-list-done


# --- recursion -------------------------------------------------------------------------------


def walk(depth):
    yield depth  # @walk-yield
    if depth:  # @walk-if
        yield from walk(depth - 1)  # @walk-from
    print("walked", depth)  # @walk-last


def recurses():
    for depth in walk(2):  # @recurses-for
        print(depth)  # @recurses-body
    print("done")  # @recurses-done


def climb(depth):
    if depth:  # @climb-if
        for below in climb(depth - 1):  # @climb-for
            yield below  # @climb-yield
    yield depth  # @climb-own
    print("climbed")  # @climb-last


def recurses_by_loops():
    for depth in climb(2):  # @by-loops-for
        print(depth)  # @by-loops-body


# --- two of one function ---------------------------------------------------------------------


def two():
    left, right = echo(), echo()
    next(left)  # @two-prime-left
    next(right)  # @two-prime-right
    left.send(right.send("r"))  # @two-both
    right.send("again")  # @two-right
    left.send("last")  # @two-left
    print("two")  # @two-done


def zips():
    for pair in zip(count(2), count(3)):  # @zips-for
        print(pair)  # @zips-body


# --- a decorator that primes -----------------------------------------------------------------


def primed(function):
    @wraps(function)
    def start(*arguments):
        generator = function(*arguments)  # @primed-make
        next(generator)  # @primed-next
        return generator  # @primed-return

    return start


@primed
def collect(into):
    print("ready")  # @collect-first
    while True:  # @collect-while
        into.append((yield))  # @collect-yield
        print(len(into))  # @collect-got


def primes():
    items = []
    collector = collect(items)  # @primes-make
    collector.send(1)  # @primes-send
    collector.send(2)  # @primes-send-again
    print(items)  # @primes-done


# --- throw, close, finally -------------------------------------------------------------------


def guarded():
    print("guarded")
    while True:
        try:
            yield "item"  # @guarded-yield
            print("went on")  # @guarded-on
        except ValueError as error:  # @guarded-except
            print("caught", error)  # @guarded-caught
        finally:
            print("cleaning")  # @guarded-clean
            print("cleaned")  # @guarded-cleaned


def throws():
    generator = guarded()
    next(generator)
    generator.throw(ValueError("v"))  # @throws-value
    print("thrown")  # @throws-between
    try:
        generator.throw(KeyError("k"))  # @throws-key
    except KeyError:  # @throws-except
        print("back")  # @throws-back


def closes():
    generator = guarded()
    next(generator)
    generator.close()  # @closes-close
    print("closed")  # @closes-done


def unguarded():
    yield 1  # @unguarded-yield


def throws_unguarded():
    generator = unguarded()
    next(generator)
    try:
        generator.throw(ValueError("v"))  # @unguarded-throw
    except ValueError:  # @unguarded-except
        print("back")  # @unguarded-back


def throws_before_start():
    generator = guarded()
    try:
        generator.throw(ValueError("early"))  # @early-throw
    except ValueError:  # @early-except
        print("back")  # @early-back


def closes_before_start():
    generator = guarded()
    generator.close()  # @early-close
    print("closed")  # @early-closed


def suppresses():
    try:
        yield 1  # @suppresses-yield
    except GeneratorExit:  # @suppresses-except
        print("going")  # @suppresses-going
    return 5  # @suppresses-return


def closes_what_returns():
    generator = suppresses()
    next(generator)
    generator.close()  # @returns-close
    print("closed")  # @returns-done


def with_cleanup():
    try:
        yield from guarded()  # @cleanup-from
    finally:
        print("outer cleaning")  # @cleanup-outer


def throws_through_delegation():
    generator = with_cleanup()
    next(generator)
    generator.throw(ValueError("v"))  # @through-throw
    print("went on")  # @through-on
    try:
        generator.throw(KeyError("k"))  # @through-key
    except KeyError:  # @through-except
        print("back")  # @through-back


def closes_through_delegation():
    generator = with_cleanup()
    next(generator)
    generator.close()  # @through-close
    print("closed")  # @through-closed


def breaks():
    for item in guarded():  # @breaks-for
        print(item)  # @breaks-body
        break  # @breaks-break
    print("broke")  # @breaks-done


# --- exceptions that cross -------------------------------------------------------------------


def fails(limit):
    for number in range(limit):  # @fails-for
        yield number  # @fails-yield
    raise LookupError("no more")  # @fails-raise


def hands_on():
    for number in fails(1):  # @hands-on-for
        yield number  # @hands-on-yield


def catches():
    try:
        for number in hands_on():  # @catches-for
            print(number)  # @catches-body
    except LookupError:  # @catches-except
        print("caught")  # @catches-caught


def delegates_failure():
    try:
        yield from fails(1)  # @failure-from
    except LookupError:  # @failure-except
        print("handled")  # @failure-handled
    yield "after"  # @failure-yield


def catches_in_the_middle():
    generator = delegates_failure()
    next(generator)  # @middle-next
    next(generator)  # @middle-next-again
    print("fine")  # @middle-fine


def stops_inside():
    yield 1
    next(iter(()))  # @inside-next


def becomes_a_runtime_error():
    generator = stops_inside()
    next(generator)
    try:
        next(generator)  # @runtime-next
    except RuntimeError:  # @runtime-except
        print("runtime error")  # @runtime-caught


# ---------------------------------------------------------------------------------------------

for case in sys.argv[1:]:
    globals()[case]()  # @run
print("end")  # @end
