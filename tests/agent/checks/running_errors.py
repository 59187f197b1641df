from coro_debugger.agent.running_errors import running_error_text


class Hostile:
    def __repr__(self):
        raise AssertionError

    __str__ = __repr__


def check_exceptions_while_running():
    class Own(Exception):
        pass

    class Speaking(Exception):
        def __str__(self):
            raise AssertionError

    assert running_error_text(ValueError("bad")) == "ValueError: bad"
    assert running_error_text(ValueError()) == "ValueError"
    assert running_error_text(KeyError("k")) == "KeyError: 'k'"
    assert running_error_text(ValueError(5)) == "ValueError: 5"
    assert running_error_text(Own("mine")) == "Own: mine"
    assert running_error_text(Speaking("x")) == "Speaking: x"
    assert running_error_text(ValueError(Hostile())).startswith("ValueError: <Hostile at 0x")
    assert running_error_text(ValueError(["a"])) == "ValueError: ['a']"
    assert running_error_text(ValueError("a", "b")) == "ValueError: ('a', 'b')"
    assert len(running_error_text(ValueError("x" * 10**6))) < 550
