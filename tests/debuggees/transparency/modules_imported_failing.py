def fails():
    yield 1
    raise ValueError("while importing")


list(fails())
