def fails():
    try:
        {}["a"]
    except KeyError:
        error = ValueError("größe 🐍")
        error.add_note("a note\nof two lines")
        raise error


for n in (fails() for _ in range(2)):
    pass
