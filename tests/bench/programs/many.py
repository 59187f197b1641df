"""100,000 live coroutines, then a stop."""


def waiting(number):
    yield number


coroutines = [waiting(number) for number in range(100_000)]
for coroutine in coroutines:
    next(coroutine)
print("ready")  # @stop
