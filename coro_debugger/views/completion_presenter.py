"""Gets the completions of expression fields from the program."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ..protocol.commands import CompletionsArguments, CompletionsBody
from ..protocol.values import CompletionItem
from ..session.debug_session import DebugSession
from .completer import Completer, CompletionsWanted
from .main_window import MainWindow
from .source_presenter import SourcePresenter


class CompletionPresenter(QObject):
    """Serves the fields of the window; the names are those of the frame that is shown."""

    def __init__(self, window: MainWindow, session: DebugSession, source: SourcePresenter) -> None:
        super().__init__(window)
        self._session = session
        self._source = source
        for completer in (
            window.drive.send_expression.completer_,
            window.drive.throw_expression.completer_,
            window.console.input.completer_,
            window.frame.watches.field.completer_,
            window.breakpoints.editor.completer_,
            window.breakpoints.event_editor.completer_,
        ):
            self.serve(completer)
        for view in (window.frame.locals_view, window.frame.watches.view):
            view.editor_opened.connect(self.serve)

    def serve(self, completer: Completer) -> None:
        """Answer what this one asks for, as long as it is there."""
        there = [completer]  # an editor in a tree goes when it is closed
        completer.destroyed.connect(there.clear)
        completer.wanted.connect(lambda wanted: self._on_wanted(there, wanted))

    def _on_wanted(self, there: list[Completer], wanted: CompletionsWanted) -> None:
        def offer(items: list[CompletionItem]) -> None:
            for completer in there:
                completer.offer(wanted, items)

        def on_body(body: CompletionsBody) -> None:
            offer(body.targets)

        def on_error(_: str) -> None:
            offer([])

        if not self._session.state.is_stopped:
            offer([])
            return
        frame = self._source.frame
        arguments = CompletionsArguments(
            wanted.text, wanted.column, frame.id if frame is not None else None
        )
        self._session.request(arguments, on_body, on_error)
