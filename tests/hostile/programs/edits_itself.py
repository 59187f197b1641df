"""Changes its own file while it runs, and then takes it away."""


def numbers():
    n = 0
    while True:
        n += 1
        yield n


g = numbers()
next(g)
with open(__file__, "w") as file:
    file.write("raise SystemExit('not this')\n" * 3)
pass  # @here
print(next(g), flush=True)
