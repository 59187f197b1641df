"""Finding coroutines takes work in proportion to their number: what is counted, not how long."""

import gc
from contextlib import suppress
from itertools import count

from coro_debugger.agent import discovery as module
from coro_debugger.agent.coroutine_objects import code_of, state_of
from coro_debugger.agent.discovery import Discovery
from coro_debugger.agent.registry import Registry
from coro_debugger.protocol.coroutines import CoroutineState


class Looked:
    """Counts the objects that a `Discovery` looks at."""

    def __init__(self):
        self.objects = 0
        self.registry = Registry(count(1).__next__, self._ignore, self._ignore)
        self.discovery = Discovery(self.registry, list)
        module.get_objects = self._get_objects

    def _ignore(self, *_):
        pass

    def _get_objects(self, generation=None):
        found = gc.get_objects(generation=generation)
        self.objects += len(found)
        return found


def numbers(limit):
    while limit:
        limit -= 1
        yield limit


def late(many):
    """Make many, then start them; return how many objects were looked at for that."""
    looked = Looked()
    generators = [numbers(2) for _ in range(many)]
    for generator in generators:
        next(generator)
        assert looked.discovery.find_started(generator.gi_frame) is not None
    assert len(looked.registry.all()) >= many
    return looked.objects


def check_made_first_and_started_later():
    # A few looks through everything there is, or through the youngest generation for each.
    everything = len(gc.get_objects())
    many = late(8_000)
    assert many < 8_000 * module._YOUNG + 10 * everything < 8_000 * everything, (many, everything)


def check_a_scan_without_anything_new_is_cheap():
    looked = Looked()
    generators = [numbers(2) for _ in range(1_000)]
    looked.discovery.scan()
    gc.collect()
    looked.discovery.scan()
    gc.disable()
    try:
        before = looked.objects
        for _ in range(10):
            looked.discovery.scan()
        assert looked.objects - before < 10 * 5_000
    finally:
        gc.enable()
    assert len(looked.registry.all()) >= len(generators)


def check_many_finished_ones_are_forgotten():
    looked = Looked()
    for _ in range(12_000):
        generator = numbers(1)
        next(generator)
        looked.registry.finish(looked.discovery.find_started(generator.gi_frame), None)
    assert len(looked.registry.all()) <= 10_000 + 10


def check_one_that_is_being_freed_is_left_alone():
    looked = Looked()

    class Variable:
        def __del__(self):
            looked.discovery.scan()

    def holds(variable):
        yield variable

    generator = holds(Variable())
    next(generator)
    looked.discovery.scan()
    (known,) = (each for each in looked.registry.all() if each.code is holds.__code__)
    del generator
    records = [each for each in looked.registry.all() if each.code is holds.__code__]
    assert records == [known], [each.id for each in records]
    assert known.target is None


def check_an_asynchronous_generator_that_is_being_freed_is_left_alone():
    looked = Looked()
    states = []

    async def cleans_up():
        try:
            yield 1
        finally:
            looked.discovery.scan()
            states.append(state_of(next(o for o in gc.get_objects() if code_of(o) is code)))

    code = cleans_up.__code__
    generator = cleans_up()
    with suppress(StopIteration):
        generator.asend(None).send(None)
    looked.discovery.scan()
    (known,) = (each for each in looked.registry.all() if each.code is code)
    del generator
    assert states == [CoroutineState.RUNNING], states
    records = [each for each in looked.registry.all() if each.code is code]
    assert records == [known], [each.id for each in records]


def check_one_that_was_over_before_it_was_seen_is_found():
    looked = Looked()

    def never_started():
        yield

    generators = [never_started()]
    generators[0].close()
    looked.discovery.scan()
    (known,) = (each for each in looked.registry.all() if each.code is never_started.__code__)
    assert known.target is generators[0]
