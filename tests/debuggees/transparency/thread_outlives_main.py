import threading


def numbers():
    for n in range(3):
        yield n


def work():
    threading.main_thread().join()
    for n in numbers():
        print("after main", n)
    raise ValueError("after main")


threading.Thread(target=work, name="late").start()
raise KeyError("main")
