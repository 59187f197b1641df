"""What a debuggee inherits from a window that is bundled, and from one that is not."""

from coro_debugger.session.child_environment import child_environment


def test_outside_a_bundle_nothing_is_changed():
    environment = {"LD_LIBRARY_PATH": "/x", "QT_PLUGIN_PATH": "/y", "HOME": "/h"}
    assert child_environment(environment) == environment


def test_what_the_bundle_set_is_taken_back():
    environment = {
        "LD_LIBRARY_PATH": "/app/_internal",
        "LD_LIBRARY_PATH_ORIG": "/mine",
        "_PYI_ARCHIVE_FILE": "/app/x",
        "QT_PLUGIN_PATH": "/app/_internal/plugins",
        "TCL_LIBRARY": "/usr/share/tcl",
        "PYSIDE6_OPTION_PYTHON_ENUM": "1",
        "HOME": "/h",
    }
    assert child_environment(environment, "/app/_internal") == {
        "LD_LIBRARY_PATH": "/mine",
        "TCL_LIBRARY": "/usr/share/tcl",
        "HOME": "/h",
    }


def test_a_path_that_was_not_set_before_is_not_set_after():
    environment = {"LD_LIBRARY_PATH": "/app", "LD_LIBRARY_PATH_ORIG": ""}
    assert child_environment(environment, "/app") == {}
