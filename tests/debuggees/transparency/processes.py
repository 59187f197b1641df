import multiprocessing
import os
import sys


def work(n):
    return n * 2


def numbers():
    yield 1
    yield 2


class Pair:
    def __init__(self, left, right):
        self.left, self.right = left, right

    def __eq__(self, other):
        return (self.left, self.right) == (other.left, other.right)


def child(queue, pair):
    queue.put((__name__, pair.left, list(numbers()), pair == Pair(1, 2), sys.argv))


if __name__ == "__main__":
    for method in sys.argv[1:]:
        context = multiprocessing.get_context(method)
        queue = context.SimpleQueue()
        process = context.Process(target=child, args=(queue, Pair(1, 2)))
        sys.stdout.flush()
        process.start()
        print(method, queue.get(), flush=True)
        process.join()
        print(process.exitcode, process.name, flush=True)
        with context.Pool(2) as pool:
            print(pool.map(work, range(5)), flush=True)
        failing = context.Process(target=sys.exit, args=(3,))
        sys.stdout.flush()
        failing.start()
        failing.join()
        print(failing.exitcode, multiprocessing.active_children(), flush=True)
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(1, multiprocessing.get_context(sys.argv[1])) as pool:
        print(list(pool.map(work, range(3))))
