def work():
    raise ExceptionGroup("several", [ValueError(1), TypeError("two")])


work()
