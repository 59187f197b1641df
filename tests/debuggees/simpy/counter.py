"""Customers queue at a counter and go away when it takes too long; exits with how many did."""

import random
import sys

import simpy


class Shut(Exception):
    """Nobody is served any more."""


def customer(env, name, counter, patience, ledger):
    arrived = env.now
    with counter.request() as turn:
        happened = yield turn | env.timeout(patience)  # @queues
        if turn not in happened:
            ledger["left"] += 1
            print(f"{env.now:6.2f} {name} leaves after {env.now - arrived:.2f}")
            return "left"
        try:
            yield env.process(serve(env, name))  # @is-served
        except Shut as reason:
            print(f"{env.now:6.2f} {name} is sent away: {reason}")
            raise
    ledger["served"] += 1
    return "served"


def serve(env, name):
    begun = env.now
    yield env.timeout(random.expovariate(1 / 6))  # @serves
    print(f"{env.now:6.2f} {name} was served for {env.now - begun:.2f}")
    if env.now > 50:
        raise Shut("closing time")


def arrivals(env, counter, ledger):
    for number in range(12):
        patience = random.uniform(3, 9)
        env.process(customer(env, f"customer {number}", counter, patience, ledger))
        yield env.timeout(random.expovariate(1 / 5))  # @pauses


random.seed(2024)
ledger = {"served": 0, "left": 0}
env = simpy.Environment()
counter = simpy.Resource(env, capacity=1)
env.process(arrivals(env, counter, ledger))
try:
    env.run()
except Shut as reason:
    print(f"{env.now:6.2f} {reason}")
print(ledger)
sys.exit(ledger["left"])
