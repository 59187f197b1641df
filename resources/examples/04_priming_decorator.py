"""A decorator that starts a coroutine, so that nobody forgets to.

Try: press Step into again and again from the start. At `collect(basket)` you arrive in
`start`, not in `collect`: the wrapper creates the coroutine, runs it to its first `yield` with
next(), and returns it already suspended. `by_hand` was made without the decorator and is
still waiting for its first Next.
"""

from functools import wraps


def started(function):
    @wraps(function)
    def start(*args, **kwargs):
        made = function(*args, **kwargs)
        next(made)
        return made

    return start


@started
def collect(items):
    while True:
        item = yield
        items.append(item)


basket = []
shopping = collect(basket)
shopping.send("bread")
shopping.send("salt")
print("started by the decorator:", basket)

shelf = []
by_hand = collect.__wrapped__(shelf)
print("not started:", shelf)
