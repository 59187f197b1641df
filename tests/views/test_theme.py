from dataclasses import fields

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel

from coro_debugger.views.palette import DARK, LIGHT, hex_values, qt_palette
from coro_debugger.views.stylesheet import application_style_sheet
from coro_debugger.views.syntax_style import formats
from coro_debugger.views.theme import Theme

READABLE = 4.5


@pytest.fixture
def theme(qapp: QApplication):
    style, palette, font = qapp.style().objectName(), qapp.palette(), qapp.font()
    theme = Theme()
    theme.set_scheme("light")
    yield theme
    theme.set_scheme("system")
    theme.deleteLater()
    qapp.setStyleSheet("")
    qapp.setStyle(style)
    qapp.setPalette(palette)
    qapp.setFont(font)


def luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, other: QColor) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


BOTH = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])

# Every colour that text is written in, with all that is below it somewhere. What is disabled may be
# faint. Text that is selected is written in the colour of text, whatever it had before.
GROUNDS = {
    "text": "panel chrome control hover pressed selection text_selection find_match tracked_band "
    "tracked_fill current_band changed_row good_ground warning_ground bad_ground",
    "text_muted": "panel chrome hover selection changed_row current_band tracked_band good_ground "
    "warning_ground bad_ground",
    "inline_value": "panel tracked_band current_band bad_ground",
    "on_accent": "accent accent_hover accent_pressed",
    "accent_text": "panel chrome selection",
    "chip_in_text": "chip_in",
    "chip_out_text": "chip_out",
    "good": "panel chrome good_ground",
    "warning": "panel chrome warning_ground",
    "bad": "panel chrome selection bad_ground",
}
STATES = ("created", "running", "suspended", "returned", "raised", "closed", "collected")
BADGE = 0.10
"""How much of its colour is in the ground of a state's badge."""
MARKS = ("focus", "breakpoint", "breakpoint_disabled", "current_arrow")
SEEN = 3.0
"""The contrast that WCAG wants for what is no text."""


def mixed(ground: QColor, colour: QColor, share: float) -> QColor:
    pairs = zip(ground.getRgbF()[:3], colour.getRgbF()[:3], strict=True)
    return QColor.fromRgbF(*(one * (1 - share) + other * share for one, other in pairs))


@BOTH
@pytest.mark.parametrize(
    ("ink", "ground"), [(ink, ground) for ink, there in GROUNDS.items() for ground in there.split()]
)
def test_text_can_be_read_on_its_ground(tokens, ink, ground):
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= READABLE


@BOTH
@pytest.mark.parametrize("ground", ["panel", "selection", "chrome"])
@pytest.mark.parametrize("state", STATES)
def test_the_word_of_a_state_can_be_read_in_its_badge(tokens, state, ground):
    colour = getattr(tokens, f"state_{state}")
    assert contrast(colour, mixed(getattr(tokens, ground), colour, BADGE)) >= READABLE


@BOTH
@pytest.mark.parametrize(
    "ground", ["panel", "tracked_band", "tracked_fill", "current_band", "find_match", "bad_ground"]
)
def test_source_can_be_read_on_every_band(tokens, ground):
    for look in formats(tokens.dark)[1:]:
        colour = look.foreground().color()
        assert contrast(colour, getattr(tokens, ground)) >= READABLE, colour.name()


@BOTH
@pytest.mark.parametrize("ground", ["panel", "chrome", "selection", "tracked_band", "current_band"])
@pytest.mark.parametrize("mark", MARKS)
def test_marks_can_be_seen_on_their_ground(tokens, mark, ground):
    assert contrast(getattr(tokens, mark), getattr(tokens, ground)) >= SEEN


@BOTH
def test_every_token_is_a_colour(tokens):
    assert all(getattr(tokens, field.name).isValid() for field in fields(tokens)[1:])


@BOTH
def test_style_sheet_is_filled_in_completely(tokens):
    text = application_style_sheet(tokens, unit=1.5, points=9.0)
    assert "$" not in text.split("*/", 1)[1]
    assert hex_values(tokens)["accent"] in text
    assert "width: 16px" in text  # 11u at one and a half
    assert "font-size: 8.10pt" in text


def test_palette_carries_the_tokens(qapp):
    assert qt_palette(DARK).color(qt_palette(DARK).ColorRole.Base) == DARK.panel


def test_scheme_can_be_chosen_by_hand(theme, qtbot):
    assert theme.tokens is LIGHT
    with qtbot.waitSignal(theme.changed):
        theme.set_scheme("dark")
    assert theme.is_dark
    assert theme.tokens is DARK
    theme.set_scheme("nonsense")
    assert theme.scheme == "system"


def test_zoom_scales_fonts_and_lengths(theme, qtbot):
    before, length = theme.mono_font().pointSizeF(), theme.px(20)
    with qtbot.waitSignal(theme.changed):
        theme.set_zoom(200)
    assert theme.mono_font().pointSizeF() == pytest.approx(2 * before)
    assert theme.px(20) == pytest.approx(2 * length, abs=2)
    theme.set_zoom(100_000)
    assert theme.zoom == 400
    assert theme.mono_font().fixedPitch()


def test_applying_dresses_widgets_and_follows_zoom(theme, qapp, qtbot):
    label = QLabel("text")
    qtbot.addWidget(label)
    theme.apply(qapp)
    before = label.sizeHint().height()
    theme.set_zoom(180)
    label.ensurePolished()
    assert label.fontInfo().pointSizeF() == pytest.approx(theme.ui_font().pointSizeF(), abs=0.5)
    assert label.sizeHint().height() > before
    assert qapp.palette().color(qapp.palette().ColorRole.Window) == LIGHT.chrome
