"""Four cars share two charging places; the clock is stopped while some still wait."""

import simpy


def car(env, name, station, arrival, minutes):
    yield env.timeout(arrival)  # @drives
    print(f"{env.now:3} {name} arrives")
    with station.request() as place:
        yield place  # @queues
        print(f"{env.now:3} {name} charges")
        yield env.timeout(minutes)  # @charges
    print(f"{env.now:3} {name} leaves")


def reporter(env, station, every):
    while True:
        yield env.timeout(every)  # @reports
        print(f"{env.now:3} {station.count} charging, {len(station.queue)} waiting")


env = simpy.Environment()
station = simpy.Resource(env, capacity=2)
cars = [env.process(car(env, f"car {number}", station, 10 * number, 35)) for number in range(1, 6)]
report = env.process(reporter(env, station, 25))
env.run(until=49)
print(f"{env.now:3} stopped")
