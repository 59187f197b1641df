"""The design tokens: every colour of the window by the name of its purpose, light and dark."""

from __future__ import annotations

from dataclasses import dataclass, fields

from PySide6.QtGui import QColor, QPalette

_Role = QPalette.ColorRole


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one scheme; `dark` tells which.

    Grounds: `chrome` (toolbars, header strips, status bar), `panel` (lists, source, fields).
    `focus` is the ring around what has the keyboard.
    State words have a colour each, never alone: the word is always there too.
    """

    dark: bool
    chrome: QColor
    panel: QColor
    separator: QColor
    control: QColor
    control_border: QColor
    hover: QColor
    pressed: QColor
    selection: QColor
    text: QColor
    text_muted: QColor
    text_disabled: QColor
    accent: QColor
    accent_hover: QColor
    accent_pressed: QColor
    accent_text: QColor
    on_accent: QColor
    focus: QColor
    text_selection: QColor
    find_match: QColor
    tracked_band: QColor
    tracked_fill: QColor
    tracked_border: QColor
    current_band: QColor
    current_arrow: QColor
    chip_in: QColor
    chip_in_text: QColor
    chip_out: QColor
    chip_out_text: QColor
    changed_row: QColor
    inline_value: QColor
    good: QColor
    good_ground: QColor
    warning: QColor
    warning_ground: QColor
    bad: QColor
    bad_ground: QColor
    breakpoint: QColor
    breakpoint_disabled: QColor
    state_created: QColor
    state_running: QColor
    state_suspended: QColor
    state_returned: QColor
    state_raised: QColor
    state_closed: QColor
    state_collected: QColor


def _tokens(dark: bool, **colours: str) -> Tokens:
    return Tokens(dark=dark, **{name: QColor(value) for name, value in colours.items()})


LIGHT = _tokens(
    dark=False,
    chrome="#eef1f4",
    panel="#ffffff",
    separator="#dadfe5",
    control="#eef1f4",
    control_border="#cfd6dd",
    hover="#e2e7ec",
    pressed="#d3dae1",
    selection="#e8f0fe",
    text="#1f2933",
    text_muted="#566270",
    text_disabled="#9aa0a6",
    accent="#2f6fde",
    accent_hover="#2a62c6",
    accent_pressed="#2455ad",
    accent_text="#2560c8",
    on_accent="#ffffff",
    focus="#2560c8",
    text_selection="#b9d2fb",
    find_match="#ffe08a",
    tracked_band="#fff4cc",
    tracked_fill="#f8e5af",
    tracked_border="#d69e2e",
    current_band="#e3f3e9",
    current_arrow="#1f8a4c",
    chip_in="#dce8fb",
    chip_in_text="#2257b8",
    chip_out="#d3ecd6",
    chip_out_text="#176c3a",
    changed_row="#f8eed9",
    inline_value="#56626d",
    good="#17713d",
    good_ground="#e4f1e9",
    warning="#8a5a0b",
    warning_ground="#fbf0d9",
    bad="#b3261e",
    bad_ground="#fce8e6",
    breakpoint="#cf3b3b",
    breakpoint_disabled="#7c8791",
    state_created="#7a3fb8",
    state_running="#17713d",
    state_suspended="#2159bd",
    state_returned="#525e69",
    state_raised="#b3261e",
    state_closed="#525e69",
    state_collected="#6b5c4b",
)

DARK = _tokens(
    dark=True,
    chrome="#2a3038",
    panel="#22272e",
    separator="#373e47",
    control="#2a3038",
    control_border="#424a54",
    hover="#353c46",
    pressed="#3f4853",
    selection="#2b3a55",
    text="#e6ebf0",
    text_muted="#a4afba",
    text_disabled="#6c747d",
    accent="#2f6fde",
    accent_hover="#2b69d6",
    accent_pressed="#2459b8",
    accent_text="#79b0ff",
    on_accent="#ffffff",
    focus="#79b0ff",
    text_selection="#2f5391",
    find_match="#43370b",
    tracked_band="#38331f",
    tracked_fill="#4a3e17",
    tracked_border="#d69e2e",
    current_band="#243a31",
    current_arrow="#57c98a",
    chip_in="#31435f",
    chip_in_text="#8fbcff",
    chip_out="#2c4a38",
    chip_out_text="#6ed69d",
    changed_row="#423c2d",
    inline_value="#b0bbc6",
    good="#57c98a",
    good_ground="#213331",
    warning="#e0b252",
    warning_ground="#3d3524",
    bad="#ff8a80",
    bad_ground="#40292c",
    breakpoint="#f26d6d",
    breakpoint_disabled="#89929c",
    state_created="#cdaaff",
    state_running="#57c98a",
    state_suspended="#8dbcff",
    state_returned="#adb8c2",
    state_raised="#ff9d94",
    state_closed="#adb8c2",
    state_collected="#c8b9a6",
)


def hex_values(tokens: Tokens) -> dict[str, str]:
    """Give every colour as ``#rrggbb`` by the name of its token, for templates."""
    colours = ((field.name, getattr(tokens, field.name)) for field in fields(tokens))
    return {name: value.name() for name, value in colours if isinstance(value, QColor)}


def qt_palette(tokens: Tokens) -> QPalette:
    """Build the palette of the whole application from the tokens."""
    roles = {
        _Role.Window: tokens.chrome,
        _Role.WindowText: tokens.text,
        _Role.Base: tokens.panel,
        _Role.AlternateBase: tokens.chrome,
        _Role.Text: tokens.text,
        _Role.Button: tokens.control,
        _Role.ButtonText: tokens.text,
        _Role.ToolTipBase: tokens.panel,
        _Role.ToolTipText: tokens.text,
        _Role.PlaceholderText: tokens.text_muted,
        _Role.Highlight: tokens.selection,
        _Role.HighlightedText: tokens.text,
        _Role.Link: tokens.accent_text,
        _Role.LinkVisited: tokens.accent_text,
        _Role.BrightText: tokens.bad,
        _Role.Mid: tokens.separator,
        _Role.Dark: tokens.control_border,
        _Role.Light: tokens.panel,
        _Role.Midlight: tokens.separator,
        _Role.Shadow: tokens.control_border,
        _Role.Accent: tokens.accent,
    }
    palette = QPalette()
    for role, colour in roles.items():
        palette.setColor(role, colour)
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, tokens.text_disabled)
    return palette
