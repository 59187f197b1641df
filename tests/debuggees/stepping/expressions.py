"""Loops and comprehensions on one line, generator expressions, C code that resumes."""

import sys
from functools import reduce


def count(limit):
    number = 0  # @count-first
    while number < limit:  # @count-while
        yield number  # @count-yield
        number += 1  # @count-more
    print("counted")  # @count-last


def square(number):
    return number * number  # @square


# --- on one line -----------------------------------------------------------------------------


def one_line_for():
    total = 0
    for number in range(3): total += number  # fmt: skip  # @one-for
    print(total)  # @one-for-done


def one_line_for_over_a_generator():
    total = 0
    for number in count(3): total += number  # fmt: skip  # @one-gen
    print(total)  # @one-gen-done


def one_line_for_with_calls():
    total = 0
    for number in range(2): total += square(number)  # fmt: skip  # @one-call
    print(total)  # @one-call-done


def one_line_while():
    number = 3
    while number: number -= 1  # fmt: skip  # @one-while
    print(number)  # @one-while-done


def passes_on(numbers):
    for number in numbers: yield number  # fmt: skip  # @passes-on
    print("passed")  # @passed


def one_line_generator():
    for number in passes_on(count(2)):  # @passing-for
        print(number)  # @passing-body
    print("done")  # @passing-done


# --- comprehensions --------------------------------------------------------------------------


def comprehensions():
    numbers = [n for n in range(3)]  # @comp-list
    numbers = {n: square(n) for n in numbers}  # @comp-dict
    numbers = {n for n in numbers for _ in range(2)}  # @comp-set
    print(numbers)  # @comp-done


def comprehension_over_a_generator():
    numbers = [n for n in count(2)]  # @comp-gen
    print(numbers)  # @comp-gen-done


def long_comprehension():
    numbers = [  # @long
        square(n)  # @long-element
        for n in range(2)  # @long-for
        if n < 5  # @long-if
    ]
    print(numbers)  # @long-done


# --- generator expressions -------------------------------------------------------------------


def expressions():
    squares = (square(n) for n in range(3))  # @expr-make
    next(squares)  # @expr-next
    total = sum(squares)  # @expr-sum
    print(total)  # @expr-done


def summed_at_once():
    total = sum(n * n for n in range(3))  # @at-once
    print(total)  # @at-once-done


def looped_over():
    for number in (n * 2 for n in range(2)):  # @looped-for
        print(number)  # @looped-body
    print("looped")  # @looped-done


def chained():
    evens = (n for n in count(3) if n % 2 == 0)  # @chained-evens
    squares = (square(n) for n in evens)  # @chained-squares
    print(list(squares))  # @chained-list
    print("chained")  # @chained-done


def long_expression():
    squares = (  # @wide
        square(n)  # @wide-element
        for n in range(2)  # @wide-for
        if n < 5  # @wide-if
    )
    print(list(squares))  # @wide-list
    print("wide")  # @wide-done


# --- C code that resumes ---------------------------------------------------------------------


def sums():
    total = sum(count(2))  # @sums
    print(total)  # @sums-done


def lists():
    numbers = list(count(2))  # @lists
    print(numbers)  # @lists-done


def maps():
    numbers = list(map(square, count(2)))  # @maps
    print(numbers)  # @maps-done


def unpacks():
    first, second = count(2)  # @unpacks
    print(first, second)  # @unpacks-done


def spreads():
    print(*count(2))  # @spreads
    print("spread")  # @spreads-done


def reduces():
    total = reduce(lambda a, b: a + b, count(3))  # @reduces
    print(total)  # @reduces-done


def searches():
    print(2 in count(5))  # @searches
    print("searched")  # @searches-done


def joins():
    print(" ".join(str(n) for n in count(2)))  # @joins
    print("joined")  # @joins-done


# ---------------------------------------------------------------------------------------------

for case in sys.argv[1:]:
    globals()[case]()  # @run
print("end")  # @end
