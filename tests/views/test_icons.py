import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QIcon
from PySide6.QtSvg import QSvgRenderer

from coro_debugger.resource_files import resource_path
from coro_debugger.views.icons import Icons, application_icon
from coro_debugger.views.theme import Theme

NAMES = sorted(path.stem for path in resource_path("icons").glob("*.svg"))


@pytest.fixture
def icons(qapp):
    theme = Theme()
    theme.set_scheme("light")
    yield Icons(theme)
    theme.set_scheme("system")


def ink(icon: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal) -> set[str]:
    image = icon.pixmap(QSize(20, 20), 1.0, mode).toImage()
    points = [(x, y) for x in range(image.width()) for y in range(image.height())]
    colours = (image.pixelColor(x, y) for x, y in points)
    return {colour.name() for colour in colours if colour.alpha() == 255}


@pytest.mark.parametrize("name", NAMES)
def test_every_drawing_can_be_drawn(icons, name):
    assert QSvgRenderer(str(resource_path("icons", f"{name}.svg"))).isValid()
    assert not icons.icon(name).isNull()


def test_icons_take_the_colours_of_the_scheme(icons):
    theme = icons.parent()
    assert theme.tokens.text.name() in ink(icons.icon("stop"))
    assert theme.tokens.good.name() in ink(icons.icon("continue"))
    assert theme.tokens.text_disabled.name() in ink(icons.icon("stop"), QIcon.Mode.Disabled)
    theme.set_scheme("dark")
    assert theme.tokens.text.name() in ink(icons.icon("stop"))


def test_a_dressed_action_follows_the_theme(icons):
    theme, action = icons.parent(), QAction()
    icons.set_icon(action, "stop")
    light = ink(action.icon())
    theme.set_scheme("dark")
    assert ink(action.icon()) != light


def test_icons_are_drawn_for_the_pixels_of_the_screen(icons, qapp):
    pixmap = icons.pixmap("stop", 20, icons.parent().tokens.text, 1.75)
    assert pixmap.width() == 35
    assert pixmap.devicePixelRatio() == 1.75


def test_an_unknown_icon_is_an_error(icons):
    with pytest.raises(FileNotFoundError):
        icons.icon("no such icon")


def test_application_icon(qapp):
    assert not application_icon().isNull()


def test_a_dressed_action_may_go_before_the_theme_changes(icons, qtbot):
    action = QAction()
    icons.set_icon(action, "stop")
    with qtbot.waitSignal(action.destroyed):
        action.deleteLater()
    icons.parent().set_scheme("dark")


def test_an_action_can_be_dressed_anew(icons):
    action = QAction()
    icons.set_icon(action, "stop")
    icons.set_icon(action, "continue")
    icons.parent().set_scheme("dark")
    assert icons.parent().tokens.good.name() in ink(action.icon())
