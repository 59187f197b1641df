"""Where every step command stops, in every situation, on every Python: the table of the design.

Each row is walked through the adapter in a real process; `step_table` says how to read one.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests import interpreters
from tests.end_to_end.step_table import Row, results, rows_of
from tests.interpreters import Python

GENERATORS = rows_of(
    """
    # Calling a generator function runs nothing of it, not even its def line.
    sends @sends-make: into sends@sends-prime
    sends @sends-make: over sends@sends-prime
    sends @sends-prime: into echo@echo-first | over echo@echo-while | over echo@echo-yield | over sends@sends-a
    sends @sends-prime: into echo@echo-first | into echo@echo-while | into echo@echo-yield | into sends@sends-a
    sends @sends-prime: into echo@echo-first | out sends@sends-a
    sends @sends-prime: over sends@sends-a | over sends@sends-b
    sends @sends-prime: yield echo@echo-yield `yield got` | into sends@sends-a
    sends @sends-prime: resume:generator echo@echo-first | over echo@echo-while
    sends @sends-a: into echo@echo-yield `yield got` | over echo@echo-got | over echo@echo-while | over echo@echo-yield | over sends@sends-b
    sends @sends-a: into echo@echo-yield `yield got` | into echo@echo-got | out sends@sends-b
    sends @sends-a: into echo@echo-yield `yield got` | out sends@sends-b
    sends @sends-a: into echo@echo-yield `yield got` | yield echo@echo-yield `yield got` | yield echo@echo-yield `yield got`
    sends @sends-a: yield echo@echo-yield `yield got` | over sends@sends-b
    sends @sends-a: yield echo@echo-yield `yield got` | into sends@sends-b
    sends @sends-a: yield echo@echo-yield `yield got` | out sends@sends-b
    sends @sends-a: resume:generator echo@echo-yield `yield got` | resume:generator echo@echo-yield `yield got` | over echo@echo-got
    # A frame that ends by return: Step over acts as Step out.
    sends @sends-stop: into echo@echo-yield `yield got` | over echo@echo-got | over echo@echo-while | over echo@echo-return | over sends@sends-except
    sends @sends-stop: into echo@echo-yield `yield got` | into echo@echo-got | into echo@echo-while | into echo@echo-return | into sends@sends-except
    sends @sends-stop: into echo@echo-yield `yield got` | out sends@sends-except
    sends @sends-stop: over sends@sends-except | over sends@sends-value
    sends @sends-value: yield nowhere

    loops @loops-for: into count@count-first | over count@count-while | over count@count-yield | over loops@loops-body
    loops @loops-for: over loops@loops-body | over loops@loops-for | over loops@loops-body | over loops@loops-for | over loops@loops-done
    loops @loops-for: into count@count-first | out loops@loops-body | into loops@loops-for | into count@count-yield `yield number` | over count@count-more
    loops @loops-body: over loops@loops-for | into count@count-yield `yield number` | out loops@loops-body
    loops @loops-for: yield count@count-yield `yield number` | into loops@loops-body
    loops @loops-for: yield count@count-yield `yield number` | over loops@loops-body
    loops @loops-for: yield count@count-yield `yield number` | out loops@loops-body
    loops @loops-for: yield count@count-yield | yield count@count-yield | yield nowhere
    loops @count-last: over loops@loops-done
    loops @count-last: into loops@loops-done
    loops @count-last: out loops@loops-done

    pipelines @pipelines-for: into double@double-for | into count@count-first | out double@double-yield | over pipelines@pipelines-body
    pipelines @pipelines-for: over pipelines@pipelines-body | over pipelines@pipelines-for | into double@double-yield `yield number * 2` | over double@double-for | into count@count-yield `yield number`
    pipelines @count-yield: over double@double-yield | out pipelines@pipelines-body
    pipelines @count-yield: out double@double-yield | into pipelines@pipelines-body
    pipelines @pipelines-for: yield count@count-yield `yield number` | yield double@double-yield `yield number * 2` | yield count@count-yield
    pipelines @count-last: over double@double-last | over pipelines@pipelines-done

    # A value that passes through delegation is one yield and one resumption, of the innermost.
    delegates @delegates-next: into outer@outer-first | over outer@outer-from | into middle@middle-from | into inner@inner-one | over delegates@delegates-send
    delegates @delegates-next: into outer@outer-first | over outer@outer-from | over delegates@delegates-send
    delegates @delegates-next: into outer@outer-first | out delegates@delegates-send
    delegates @delegates-next: yield inner@inner-one `yield "one"` | yield inner@inner-two `yield "two"` | yield outer@outer-yield `yield result` | yield nowhere
    delegates @delegates-next: yield inner@inner-one `yield "one"` | over delegates@delegates-send
    delegates @delegates-next: yield inner@inner-one `yield "one"` | into delegates@delegates-send
    delegates @delegates-next: yield inner@inner-one `yield "one"` | out delegates@delegates-send
    delegates @delegates-send: into inner@inner-one `yield "one"` | over inner@inner-got | over inner@inner-two | into delegates@delegates-send-again
    delegates @delegates-send: into inner@inner-one `yield "one"` | out delegates@delegates-send-again
    delegates @delegates-send: over delegates@delegates-send-again | over delegates@delegates-done
    # The inner one returns: control is in the frame that delegates.
    delegates @inner-return: over middle@middle-return | over outer@outer-result
    delegates @inner-return: into middle@middle-return | into outer@outer-result
    delegates @inner-return: out middle@middle-return | out outer@outer-result | out delegates@delegates-done
    # Run until the outer one is resumed: what is sent merely passes through it; it is the inner one's.
    delegates @inner-got-two: out middle@middle-return

    delegates_to_a_list @to-list-next: into from_a_list@list-from | over delegates_to_a_list@to-list-next-again
    delegates_to_a_list @to-list-next-again: into from_a_list@list-from `yield from ["p", "q"]` | over delegates_to_a_list@to-list-done
    delegates_to_a_list @to-list-next: yield from_a_list@list-from `yield from ["p", "q"]` | yield from_a_list@list-from | yield nowhere
    delegates_to_a_list @to-list-next-again: into from_a_list@list-from | out delegates_to_a_list@to-list-done
    delegates_to_a_list @to-list-done: into from_a_list@list-from | over from_a_list@list-done

    recurses @recurses-for: yield walk@walk-yield `yield depth` | into recurses@recurses-body | over recurses@recurses-for | into walk@walk-yield `yield depth` | over walk@walk-if | over walk@walk-from | into walk@walk-yield | over recurses@recurses-body
    # In the outer activation Step over passes the inner ones by, but for the values they hand on.
    recurses @walk-from: over recurses@recurses-body | into recurses@recurses-for | into walk@walk-yield `yield depth` | over walk@walk-if | over walk@walk-from
    recurses @walk-last: over walk@walk-last | over walk@walk-last | over recurses@recurses-done
    recurses @walk-last: out walk@walk-last | into walk@walk-last | into recurses@recurses-done
    recurses @recurses-for: over recurses@recurses-body | over recurses@recurses-for | over recurses@recurses-body

    recurses_by_loops @by-loops-for: yield climb@climb-own `yield depth` | over climb@climb-yield | over climb@climb-yield | over recurses_by_loops@by-loops-body
    recurses_by_loops @climb-own: out climb@climb-yield | out climb@climb-yield | out recurses_by_loops@by-loops-body
    recurses_by_loops @climb-last: over climb@climb-own | over climb@climb-yield | over recurses_by_loops@by-loops-body
    recurses_by_loops @climb-for: over climb@climb-yield | over recurses_by_loops@by-loops-body

    # Two of one function: a step in one does not stop in the other.
    two @two-prime-left: into echo@echo-first | over echo@echo-while | over echo@echo-yield | over two@two-prime-right
    two @two-both: into echo@echo-yield `yield got` | over echo@echo-got | over echo@echo-while | over echo@echo-yield
    two @two-both: over two@two-right | over two@two-left
    two @two-both: resume:left echo@echo-yield `yield got` | out two@two-right
    two @two-prime-left: resume:right echo@echo-first | out two@two-both
    two @two-right: resume:left echo@echo-yield `yield got` | over echo@echo-got | out two@two-done
    two @two-both: resume:right echo@echo-yield | resume:left echo@echo-yield | resume:left echo@echo-yield | out two@two-done
    # C code (zip) resumes: the frame behind it is the resumer.
    zips @zips-for: into count@count-first | out zips@zips-body
    zips @zips-for: over zips@zips-body | over zips@zips-for | into count@count-yield | into count@count-more | into count@count-while | into count@count-yield | into count@count-yield `yield number`

    primes @primes-make: over primes@primes-send
    primes @primes-make: into start@primed-make | into start@primed-next | into collect@collect-first | over collect@collect-while | over collect@collect-yield | over start@primed-return | over primes@primes-send
    primes @primes-make: into start@primed-make | over start@primed-next | over start@primed-return | out primes@primes-send
    primes @primes-make: yield collect@collect-yield `yield` | out start@primed-return
    primes @primes-send: into collect@collect-yield `yield` | over collect@collect-got | over collect@collect-while | over collect@collect-yield | over primes@primes-send-again
    primes @primes-send: over primes@primes-send-again | over primes@primes-done
    primes @collect-got: out primes@primes-send-again

    throws @throws-value: into guarded@guarded-yield `yield "item"` | over guarded@guarded-except | over guarded@guarded-caught | over guarded@guarded-clean
    throws @throws-value: into guarded@guarded-yield `yield "item"` | into guarded@guarded-except
    throws @throws-value: into guarded@guarded-yield `yield "item"` | out throws@throws-between
    throws @throws-value: over throws@throws-between
    throws @throws-value: yield guarded@guarded-yield `yield "item"` | over throws@throws-between
    throws @throws-value: resume:generator guarded@guarded-yield `yield "item"` | over guarded@guarded-except
    throws @throws-key: into guarded@guarded-yield | over guarded@guarded-except | over guarded@guarded-clean | over guarded@guarded-cleaned | over throws@throws-except
    throws @throws-key: into guarded@guarded-yield | over guarded@guarded-except | into guarded@guarded-clean | into guarded@guarded-cleaned | into throws@throws-except
    throws @throws-key: into guarded@guarded-yield | out throws@throws-except
    throws @throws-key: over throws@throws-except | over throws@throws-back
    throws_unguarded @unguarded-throw: into unguarded@unguarded-yield `yield 1` | over throws_unguarded@unguarded-except
    throws_unguarded @unguarded-throw: into unguarded@unguarded-yield `yield 1` | into throws_unguarded@unguarded-except
    throws_unguarded @unguarded-throw: into unguarded@unguarded-yield `yield 1` | out throws_unguarded@unguarded-except
    throws_unguarded @unguarded-throw: over throws_unguarded@unguarded-except
    # Nothing of the body runs: there is no suspended expression, and a def line is never a stop.
    throws_before_start @early-throw: into throws_before_start@early-except
    throws_before_start @early-throw: over throws_before_start@early-except
    closes_before_start @early-close: into closes_before_start@early-closed

    closes @closes-close: into guarded@guarded-yield `yield "item"` | over guarded@guarded-except | over guarded@guarded-clean | over guarded@guarded-cleaned | over closes@closes-done
    closes @closes-close: into guarded@guarded-yield `yield "item"` | out closes@closes-done
    closes @closes-close: into guarded@guarded-yield `yield "item"` | into guarded@guarded-except | into guarded@guarded-clean | into guarded@guarded-cleaned | into closes@closes-done
    closes @closes-close: over closes@closes-done
    closes @closes-close: resume:generator guarded@guarded-yield `yield "item"` | over guarded@guarded-except
    closes_what_returns @returns-close: into suppresses@suppresses-yield `yield 1` | over suppresses@suppresses-except | over suppresses@suppresses-going | over suppresses@suppresses-return | over closes_what_returns@returns-done
    closes_what_returns @suppresses-going: out closes_what_returns@returns-done
    breaks @breaks-body: over breaks@breaks-break | over breaks@breaks-done
    breaks @breaks-for: over breaks@breaks-body
    # `break` drops the generator: the garbage collector resumes it.
    breaks @breaks-break: into guarded@guarded-yield `yield "item"` | over guarded@guarded-except | over guarded@guarded-clean | over guarded@guarded-cleaned | over breaks@breaks-done

    throws_through_delegation @through-throw: into guarded@guarded-yield `yield "item"` | over guarded@guarded-except | out throws_through_delegation@through-on
    throws_through_delegation @through-throw: over throws_through_delegation@through-on
    # The exception leaves the inner one and goes on in the outer one: its next line there.
    throws_through_delegation @through-key: into guarded@guarded-yield | over guarded@guarded-except | over guarded@guarded-clean | over guarded@guarded-cleaned | over with_cleanup@cleanup-outer | over throws_through_delegation@through-except
    throws_through_delegation @through-key: into guarded@guarded-yield | into guarded@guarded-except | into guarded@guarded-clean | into guarded@guarded-cleaned | into with_cleanup@cleanup-outer | into throws_through_delegation@through-except
    # close() ends the inner one first, then the outer one: each is resumed by it.
    closes_through_delegation @through-close: into guarded@guarded-yield `yield "item"` | into guarded@guarded-except | into guarded@guarded-clean | into guarded@guarded-cleaned | into with_cleanup@cleanup-from `yield from guarded()` | over with_cleanup@cleanup-outer | over closes_through_delegation@through-closed
    closes_through_delegation @through-close: over closes_through_delegation@through-closed

    catches @catches-for: over catches@catches-body | over catches@catches-for | over catches@catches-except | over catches@catches-caught
    # A frame on the way that does not handle it has no next line.
    catches @fails-raise: over catches@catches-except
    catches @fails-raise: into catches@catches-except
    catches @fails-raise: out catches@catches-except
    catches_in_the_middle @fails-raise: over delegates_failure@failure-except | over delegates_failure@failure-handled | over delegates_failure@failure-yield | over catches_in_the_middle@middle-fine
    catches_in_the_middle @fails-raise: into delegates_failure@failure-except
    catches_in_the_middle @fails-raise: out delegates_failure@failure-except | out catches_in_the_middle@middle-fine
    catches_in_the_middle @middle-next-again: into fails@fails-yield `yield number` | over fails@fails-for | over fails@fails-raise
    becomes_a_runtime_error @inside-next: over becomes_a_runtime_error@runtime-except
    becomes_a_runtime_error @inside-next: into becomes_a_runtime_error@runtime-except
    """
)

EXPRESSIONS = rows_of(
    """
    one_line_for @one-for: over one_line_for@one-for-done
    one_line_for @one-for: into one_line_for@one-for-done
    one_line_for_over_a_generator @one-gen: over one_line_for_over_a_generator@one-gen-done
    one_line_for_over_a_generator @one-gen: into count@count-first | over count@count-while | over count@count-yield | over count@count-more
    one_line_for_over_a_generator @count-last: over one_line_for_over_a_generator@one-gen-done
    one_line_for_over_a_generator @one-gen: into count@count-first | out one_line_for_over_a_generator@one-gen-done
    one_line_for_with_calls @one-call: over one_line_for_with_calls@one-call-done
    one_line_for_with_calls @one-call: into square@square | into square@square | into one_line_for_with_calls@one-call-done
    one_line_while @one-while: over one_line_while@one-while-done
    one_line_while @one-while: into one_line_while@one-while-done
    one_line_generator @passing-for: into passes_on@passes-on | over one_line_generator@passing-body | over one_line_generator@passing-for | into passes_on@passes-on `yield number` | over one_line_generator@passing-body
    # The resumer is a loop on one line that yields in turn: the next line is its own resumer's.
    one_line_generator @count-yield: over one_line_generator@passing-body
    one_line_generator @passed: over one_line_generator@passing-done

    comprehensions @comp-list: over comprehensions@comp-dict | over comprehensions@comp-set | over comprehensions@comp-done
    comprehensions @comp-list: into comprehensions@comp-dict | into square@square | into square@square | into square@square | into comprehensions@comp-set | into comprehensions@comp-done
    comprehensions @comp-dict: into square@square | over comprehensions@comp-set
    comprehension_over_a_generator @comp-gen: over comprehension_over_a_generator@comp-gen-done
    comprehension_over_a_generator @comp-gen: into count@count-first | over count@count-while | over count@count-yield | over count@count-more
    comprehension_over_a_generator @count-last: over comprehension_over_a_generator@comp-gen-done
    comprehension_over_a_generator @count-yield: out comprehension_over_a_generator@comp-gen-done
    long_comprehension @long: over long_comprehension@long-done
    long_comprehension @long: into square@square | into square@square | into long_comprehension@long-done

    expressions @expr-make: over expressions@expr-next | over expressions@expr-sum | over expressions@expr-done
    expressions @expr-make: into expressions@expr-next | into <genexpr>@expr-make | into square@square | into expressions@expr-sum
    # The byte code of 3.11 says "the whole expression" where later ones say which part is yielded.
    [3.12 3.13 3.14 3.15] expressions @expr-sum: into <genexpr>@expr-make `square(n)` | over expressions@expr-done
    [3.11] expressions @expr-sum: into <genexpr>@expr-make `(square(n) for n in range(3))` | over expressions@expr-done
    summed_at_once @at-once: over summed_at_once@at-once-done
    summed_at_once @at-once: into <genexpr>@at-once | over summed_at_once@at-once-done
    summed_at_once @at-once: into <genexpr>@at-once | out summed_at_once@at-once-done
    looped_over @looped-for: over looped_over@looped-body | over looped_over@looped-for
    looped_over @looped-for: into <genexpr>@looped-for | over looped_over@looped-body
    looped_over @looped-body: over looped_over@looped-for | into <genexpr>@looped-for | over looped_over@looped-body
    chained @chained-list: over chained@chained-done
    chained @chained-list: into <genexpr>@chained-squares | into <genexpr>@chained-evens | into count@count-first | over count@count-while | over count@count-yield | over count@count-more
    chained @count-first: out chained@chained-done
    long_expression @wide-list: over long_expression@wide-done
    long_expression @wide: over long_expression@wide-list

    # C code resumes: at a yield Step over stays, if it resumes again first.
    sums @sums: into count@count-first | over count@count-while | over count@count-yield | over count@count-more
    sums @sums: over sums@sums-done
    sums @sums: into count@count-first | out sums@sums-done
    sums @sums: yield count@count-yield `yield number` | over count@count-more
    sums @sums: yield count@count-yield `yield number` | into count@count-yield `yield number`
    sums @sums: yield count@count-yield `yield number` | yield count@count-yield `yield number` | out sums@sums-done
    sums @count-last: over sums@sums-done
    lists @lists: into count@count-first | out lists@lists-done
    lists @count-yield: over count@count-more
    lists @count-last: into lists@lists-done
    # map calls the function before it resumes again.
    maps @maps: into count@count-first | over count@count-while | over count@count-yield | into square@square | into count@count-yield `yield number`
    maps @count-yield: over count@count-more
    maps @square: out maps@maps-done
    maps @square: into count@count-yield `yield number`
    unpacks @unpacks: into count@count-first | out unpacks@unpacks-done
    unpacks @count-yield: over count@count-more
    spreads @spreads: into count@count-first | out spreads@spreads-done
    spreads @count-yield: over count@count-more
    reduces @reduces: into count@count-first | out reduces@reduces-done
    reduces @count-yield: over count@count-more
    searches @searches: into count@count-first | out searches@searches-done
    searches @searches: over searches@searches-done
    joins @joins: into <genexpr>@joins | into count@count-first | out joins@joins-done
    joins @count-yield: over count@count-more
    joins @joins: over joins@joins-done
    """
)

TABLES = {"generators.py": GENERATORS, "expressions.py": EXPRESSIONS}


@dataclass(frozen=True)
class Cell:
    """One row on one Python."""

    file: str
    row: Row
    python: Python


def cells() -> list[Cell]:
    return [
        Cell(file, row, python)
        for file, rows in TABLES.items()
        for python in interpreters.found()
        for row in rows
        if row.holds_on(python)
    ]


@pytest.mark.parametrize("cell", cells(), ids=lambda c: f"py{c.python.version}-{c.row.text}")
def test_a_step_stops_where_the_table_says(cell):
    problem = results(cell.file, TABLES[cell.file], cell.python)[cell.row]
    assert problem is None, problem
