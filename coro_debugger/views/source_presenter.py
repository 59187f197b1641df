"""Shows where the program and its coroutines are, in the source."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QObject, QPoint, Signal

from ..models.breakpoint_values import BreakpointsEdited
from ..models.breakpoints_model import BreakpointsModel
from ..models.words import coroutine_name, exception_words, place_words
from ..protocol.commands import CoroutinesBody, EvaluateArguments, EvaluateBody, SourceArguments
from ..protocol.coroutines import Coroutine, CoroutineState
from ..protocol.values import Source, StackFrame, Variable
from ..session.conversation import ENDED
from ..session.debug_session import DebugSession
from ..session.inspector import Inspector
from ..session.script_file import read_script
from ..session.state import SessionState
from ..session.values import CoroutinesPage, DriveResult, FrameView, ScopesView, StackView
from .breakpoint_marks import breakpoint_mark
from .inline_values import inline_values
from .source_marks import CoroutineMark, TrackedYield
from .source_tabs import SourceTabs
from .source_view import SourceView

_WAITING = ("yield", "await")
_NOT_HERE = ("NameError", ENDED, "notStopped")
"""Errors of a hover that are not worth a word: the name is one of another function."""


class SourcePresenter(QObject):
    """Keeps the marks of all open files true; opens the file of a frame when it is selected.

    Signals:
        text_reread(ScriptText): a file that had changed was read again.
    """

    text_reread = Signal(object)

    def __init__(
        self,
        tabs: SourceTabs,
        session: DebugSession,
        inspector: Inspector,
        breakpoints: BreakpointsModel,
    ) -> None:
        super().__init__(tabs)
        self._tabs = tabs
        self._session = session
        self._breakpoints = breakpoints
        self._selected: Coroutine | None = None
        self._first: list[Coroutine] = []
        self._looked_at: list[Coroutine] = []
        self._marks: dict[int, tuple[Coroutine, CoroutineMark]] = {}
        self._values_of: Hashable = None
        self._stopped_at: StackFrame | None = None
        self._frame: StackFrame | None = None
        self._raised_in: int | None = None
        self._names: dict[int, str] = {}  # of texts without a file, by reference
        inspector.coroutines_received.connect(self._on_coroutines_received)
        inspector.coroutines_page_received.connect(self._on_coroutines_page_received)
        inspector.coroutine_selected.connect(self._on_coroutine_selected)
        inspector.stack_received.connect(self._on_stack_received)
        inspector.frame_selected.connect(self._on_frame_selected)
        inspector.scopes_received.connect(self._on_scopes_received)
        session.state_changed.connect(self._on_state_changed)
        session.drive_finished.connect(self._on_drive_finished)
        session.resumed.connect(self.clear_marks)
        session.ended.connect(self.clear_marks)
        breakpoints.marks_changed.connect(self._on_marks_changed)
        tabs.view_opened.connect(self._on_view_opened)
        tabs.hovered.connect(self._on_hovered)
        tabs.reload_wanted.connect(self._on_reload_wanted)

    @property
    def frame(self) -> StackFrame | None:
        """The frame that is shown; None while the program runs."""
        return self._frame

    def show_line(self, path: str, line: int) -> None:
        """Bring a line of a file to the front, opening the file where it is not open."""
        if not self._tabs.show_location(path, line):
            script = read_script(path)
            if script.can_be_shown:
                self._tabs.open_text(path, script.text)
                self._tabs.show_location(path, line)

    def show_place(self, source: Source, line: int) -> None:
        """Bring a line to the front, also of code without a file."""
        if source.path:
            self.show_line(source.path, line)
        elif source.source_reference:
            self._show_text_without_file(source, line)

    def set_locals(self, variables: Sequence[Variable]) -> None:
        """Show the values of the frame's names at the ends of its lines."""
        frame = self._frame
        view = self.view_of(frame.source) if frame else None
        if frame is None or view is None:
            return
        values = {v.name: v.value for v in variables}
        shown = inline_values(view.source.text, frame.line, values)
        tracked = view.marks.tracked
        if tracked is not None:
            shown.pop(tracked.line, None)  # its chips say more
        view.set_inline_values(shown)
        self._values_of = _body_of(frame)

    def clear_marks(self) -> None:
        """Take away what belongs to a stop."""
        self._stopped_at = self._frame = self._selected = self._raised_in = None
        self._first, self._looked_at = [], []
        self._values_of = None
        self._tabs.clear_marks()

    # --- coroutines

    def _on_coroutines_received(self, body: CoroutinesBody) -> None:
        self._first, self._looked_at = body.coroutines, []
        self._mark_coroutines()

    def _on_coroutines_page_received(self, page: CoroutinesPage) -> None:
        self._looked_at = page.body.coroutines
        self._mark_coroutines()

    def _on_coroutine_selected(self, coroutine: Coroutine | None) -> None:
        before, self._selected = self._selected, coroutine
        is_same = coroutine is not None and before is not None and coroutine.id == before.id
        if not (is_same and any(c is coroutine for c in self._looked_at)):  # else it has its mark
            self._mark_coroutines()
        self._mark_tracked()
        if coroutine is not None and coroutine.line is None and coroutine.definition_line:
            self._reveal_definition(coroutine)

    def _reveal_definition(self, coroutine: Coroutine) -> None:
        """Show where a coroutine that is suspended nowhere is defined."""
        path = coroutine.source.path if coroutine.source else None
        stopped_here = self._session.last_stop and self._session.last_stop.coroutine_id
        if coroutine.id in (stopped_here, self._raised_in):
            return
        if path and coroutine.definition_line:
            self.show_line(path, coroutine.definition_line)

    def _coroutines(self) -> list[Coroutine]:
        """Return what is known, each in its latest state."""
        selected = [self._selected] if self._selected else []
        known = {c.id: c for c in (*self._first, *selected, *self._looked_at)}
        return list(known.values())

    def _mark_coroutines(self) -> None:
        selected = self._selected.id if self._selected else None
        coroutines = self._coroutines()
        for path, view in self._tabs.views().items():
            view.set_coroutine_marks(
                [
                    self._mark(c, c.id == selected)
                    for c in coroutines
                    if c.state is CoroutineState.SUSPENDED and c.line and _is_in(c.source, path)
                ]
            )
        self._marks = {c.id: self._marks[c.id] for c in coroutines if c.id in self._marks}

    def _mark(self, coroutine: Coroutine, selected: bool) -> CoroutineMark:
        """Return the mark of a coroutine, that of before if nothing is known anew."""
        known, mark = self._marks.get(coroutine.id, (None, None))
        if mark is None or known is not coroutine or mark.selected != selected:
            text = f"{coroutine_name(coroutine)}: {place_words(coroutine)}"
            mark = CoroutineMark(coroutine.line or 0, coroutine.id, text, selected)
            self._marks[coroutine.id] = (coroutine, mark)
        return mark

    def _mark_tracked(self) -> None:
        coroutine = self._selected
        for path, view in self._tabs.views().items():
            is_here = coroutine is not None and _is_in(coroutine.source, path)
            view.set_tracked(_tracked(coroutine, view) if coroutine and is_here else None)

    def _on_drive_finished(self, result: DriveResult) -> None:
        """Show where a coroutine raised: it is suspended nowhere that could be shown."""
        self._frame = None  # a short drive is no change of state, but frames have other numbers
        if result.body is None:
            return
        self._tabs.clear_problems()
        exception = result.body.exception
        path = exception.source.path if exception and exception.source else None
        self._raised_in = None
        if exception is None or exception.line is None or not path:
            return
        self._raised_in = result.arguments.coroutine_id
        self.show_line(path, exception.line)
        if (view := self._tabs.view(path)) is not None:
            words = exception_words(exception.type, exception.message)
            view.show_problem(exception.line, 1, words)

    # --- frames

    def _on_stack_received(self, stack: StackView) -> None:
        is_script_at_end = self._session.state.name == "ENDED"
        self._stopped_at = None if is_script_at_end else next(iter(stack.frames), None)
        self._mark_current_line()

    def _on_scopes_received(self, view: ScopesView) -> None:
        if not view.scopes:  # a finished coroutine is shown: it has no frame
            self._frame = None
            self._mark_current_line()
            self._clear_values()

    def _on_state_changed(self, state: SessionState) -> None:
        if not state.is_stopped:
            self._frame = None  # its number is good for one stop

    def _on_frame_selected(self, view: FrameView) -> None:
        self._frame = view.frame
        source = view.frame.source
        if source is None:
            return
        self.show_place(source, view.frame.line)
        if _body_of(view.frame) != self._values_of:
            self._clear_values()

    def _clear_values(self) -> None:
        self._values_of = None
        for view in self._tabs.views().values():
            view.set_inline_values({})

    def _mark_all(self) -> None:
        self._mark_coroutines()
        self._mark_tracked()
        self._mark_current_line()

    def _mark_current_line(self) -> None:
        frame = self._stopped_at
        for path, view in self._tabs.views().items():
            is_here = frame is not None and _is_in(frame.source, path)
            view.set_current_line(frame.line if frame and is_here else None)

    def _show_text_without_file(self, source: Source, line: int) -> None:
        reference = source.source_reference or 0
        name = self._names.setdefault(reference, source.name or f"<source {reference}>")

        def on_body(body: object) -> None:
            self._tabs.open_text(name, getattr(body, "content", ""))
            self._tabs.show_location(name, line)
            self._mark_all()

        self._session.request(SourceArguments(reference, source), on_body)

    def view_of(self, source: Source | None) -> SourceView | None:
        """Give the view of a source, None where it is not open."""
        if source is None:
            return None
        name = source.path or self._names.get(source.source_reference or 0, "")
        return self._tabs.view(name)

    # --- breakpoints

    def _on_view_opened(self, view: SourceView) -> None:
        for path, there in self._tabs.views().items():
            if there is view:
                view.set_breakpoints([breakpoint_mark(b) for b in self._breakpoints.of_file(path)])
        self._mark_all()

    def _on_marks_changed(self, change: BreakpointsEdited) -> None:
        view = self._tabs.view(change.path)
        if view is not None:
            view.set_breakpoints([breakpoint_mark(b) for b in change.breakpoints])

    # --- files and values

    def _on_reload_wanted(self, path: str) -> None:
        script = read_script(path)
        if script.can_be_shown:
            self._tabs.open_text(path, script.text)
            self._mark_all()
            self.text_reread.emit(script)

    def _on_hovered(self, expression: str, _: QPoint) -> None:
        view = self._tabs.current_view
        if view is None or not self._session.state.is_stopped:
            return

        def on_body(body: EvaluateBody) -> None:
            view.show_hover_value(expression, f"{expression} = {body.result}")

        def on_error(why: str) -> None:
            if not why.startswith(_NOT_HERE):
                view.show_hover_value(expression, f"{expression}: {why}")

        frame_id = self._frame.id if self._frame else None
        arguments = EvaluateArguments(expression, frame_id, "hover")
        self._session.request(arguments, on_body, on_error)


def _is_in(source: Source | None, path: str) -> bool:
    return source is not None and source.path == path


def _tracked(coroutine: Coroutine, view: SourceView) -> TrackedYield | None:
    """Return where a coroutine waits; of one that runs, only a yield that it has not left yet."""
    tracked = TrackedYield.of(coroutine)
    if coroutine.state is CoroutineState.RUNNING and tracked is not None:
        return tracked if view.reads(tracked.line, tracked.column, _WAITING) else None
    return tracked if coroutine.state is not CoroutineState.FINISHED else None


def _body_of(frame: StackFrame) -> Hashable:
    """Return what is the same for a frame at two stops."""
    path = frame.source.path if frame.source else None
    return frame.coroutine_id, path, frame.name
