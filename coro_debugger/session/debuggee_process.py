"""The process of a debuggee: its output as text, its input, its end, and the ways to end it."""

from __future__ import annotations

import codecs
import sys

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Qt, QTimer, Signal

from coro_debugger.protocol.events import Output
from coro_debugger.protocol.launch import DebuggeeCommand
from coro_debugger.protocol.process_tree import (
    adopt_orphans,
    begin_tree,
    end_rest,
    end_tree,
    leave_tree,
)

from .bytes_command import command_for_qt
from .values import ProcessEnd

_GRACE_MILLISECONDS = 200
_CHANNELS = {
    QProcess.ProcessChannel.StandardOutput: "stdout",
    QProcess.ProcessChannel.StandardError: "stderr",
}


class DebuggeeProcess(QObject):
    """A process in a session of its own, so that it can be ended with all that it started.

    Signals:
        output_received(Output): text the program wrote; bytes that are not UTF-8 are replaced.
        ended(ProcessEnd): after all of the program's own output.
        not_started(str): the system's words about why.
    """

    output_received = Signal(object)
    ended = Signal(object)
    not_started = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        make_decoder = codecs.getincrementaldecoder("utf-8")
        self._decoders = {channel: make_decoder("replace") for channel in _CHANNELS}
        self._leader = 0
        self._is_being_ended = False
        self._process = QProcess(self)
        self._process.channelReadyRead.connect(self._on_channel_ready_read)
        self._process.errorOccurred.connect(self._on_error_occurred)
        # Queued: `drain_output` may find out about the end while a message is being delivered.
        self._process.finished.connect(self._on_finished, Qt.ConnectionType.QueuedConnection)

    @property
    def process_id(self) -> int:
        """The system's number of the process; 0 when it does not run."""
        return int(self._process.processId())

    def start(self, command: DebuggeeCommand) -> None:
        """Start the process; `not_started` tells if that fails."""
        command = command_for_qt(command)
        environment = QProcessEnvironment()
        for name, value in command.environment.items():
            environment.insert(name, value)
        self._process.setProcessEnvironment(environment)
        self._process.setWorkingDirectory(command.cwd)
        _give_own_session(self._process)
        adopt_orphans()
        program, *arguments = command.command
        self._process.start(program, arguments)
        self._leader = self.process_id
        begin_tree(self._leader)

    def drain_output(self) -> None:
        """Tell all output that the program has written up to now."""
        # One look at the pipes takes all that is in them; never more than one, for whoever writes
        # without a pause would keep us here.
        self._process.waitForReadyRead(0)

    def write(self, data: bytes) -> None:
        """Give the program ``data`` to read."""
        if self.process_id:
            self._process.write(data)

    def close_input(self) -> None:
        """Let the program read the end of its input, after what was written before."""
        self._process.closeWriteChannel()

    def terminate(self) -> None:
        """Ask the program to end; a moment later do not ask."""
        self._end(force=False)
        self.kill_after(_GRACE_MILLISECONDS)

    def kill_after(self, milliseconds: int) -> None:
        """Kill the program and all that it started unless it ends by itself before."""
        self._is_being_ended = True
        QTimer.singleShot(milliseconds, self, self.kill)

    def kill(self) -> None:
        """End the program and all that it started at once."""
        self._end(force=True)

    def kill_and_wait(self, milliseconds: int) -> None:
        """Kill, and wait until the process is gone."""
        self.kill()
        self._process.waitForFinished(milliseconds)
        self._end_rest()

    def _end(self, *, force: bool) -> None:
        self._is_being_ended = True
        if self.process_id:
            end_tree(self.process_id, force=force)

    def _end_rest(self) -> None:
        if self._leader:
            end_rest(self._leader)

    def _on_channel_ready_read(self, number: int) -> None:
        # The channel that has text becomes the current one: `waitForReadyRead` returns only for
        # that, and must not wait for stdout while stderr is being flooded.
        channel = QProcess.ProcessChannel(number)
        self._process.setReadChannel(channel)
        data = bytes(self._process.readAll().data())
        self._tell(channel, self._decoders[channel].decode(data))

    def _tell(self, channel: QProcess.ProcessChannel, text: str) -> None:
        if text:
            self.output_received.emit(Output(text, _CHANNELS[channel]))

    def _on_error_occurred(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self.not_started.emit(self._process.errorString())

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        if self._is_being_ended:
            self._end_rest()
        else:
            leave_tree(self._leader)
        for channel, decoder in self._decoders.items():
            self._tell(channel, decoder.decode(b"", final=True))
        if status == QProcess.ExitStatus.CrashExit and sys.platform != "win32":
            self.ended.emit(ProcessEnd(-code, signal=code))
        else:
            self.ended.emit(ProcessEnd(code))


def _give_own_session(process: QProcess) -> None:
    """Make the process the leader of a session of its own, where there is such a thing."""
    if sys.platform != "win32":
        parameters = QProcess.UnixProcessParameters()
        parameters.flags = (
            QProcess.UnixProcessFlag.CreateNewSession | QProcess.UnixProcessFlag.ResetSignalHandlers
        )
        process.setUnixProcessParameters(parameters)
