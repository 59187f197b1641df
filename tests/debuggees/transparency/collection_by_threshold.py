import gc
import weakref

collected = []
gc.callbacks.append(lambda phase, info: phase == "start" and collected.append(info["generation"]))
gc.collect()
collected.clear()


class Cycle:
    def __init__(self):
        self.me = self


gone = []
for n in range(5000):
    weakref.finalize(Cycle(), gone.append, n)
print(len(collected) > 0, len(gone) > 0, gone == sorted(gone))
gc.collect()
print(len(gone))
