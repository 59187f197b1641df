"""The text of a value costs the process."""
import os
import signal


class Kills:
    def __repr__(self):
        os.kill(os.getpid(), signal.SIGKILL)


def numbers():
    yield from (1, 2, 3)


g = numbers()
next(g)
pass  # @here
kills = Kills()
pass  # @killing
