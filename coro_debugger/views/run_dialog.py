"""How a script is run: arguments, folder, interpreter, environment, held coroutines."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ..session.settings import ScriptSettings
from .argument_text import (
    arguments_preview,
    arguments_problem,
    join_arguments,
    split_arguments,
)
from .checked_field import CheckedField
from .environment_table import EnvironmentTable
from .interpreter_field import InterpreterField
from .theme import Theme
from .wrapped_label import WrappedLabel

_WIDTH = 560


class RunDialog(QDialog):
    """What is wrong is shown at its field; it closes when all is well.

    Signals:
        settings_accepted(ScriptSettings): how the script is to be run from now on.
    """

    settings_accepted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("configureDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._known = ScriptSettings()
        self.arguments = self._line("configureArguments", self.tr("Arguments"))
        self.folder = self._line("configureFolder", self.tr("Working folder"))
        self.folder.setPlaceholderText(str(Path.cwd()))
        self.interpreter = InterpreterField()
        self.environment = EnvironmentTable(theme)
        self.hold = QCheckBox(self.tr("&Keep coroutines alive"))
        self.hold.setObjectName("configureHold")
        self._arguments = CheckedField(self.arguments)
        self._folder = CheckedField(self.folder)
        self._interpreter = CheckedField(self.interpreter)
        self._preview = WrappedLabel()
        self._preview.setObjectName("configureArgumentsPreview")
        self._preview.setProperty("role", "small")
        self.arguments.textChanged.connect(self._on_arguments_edited)
        self.folder.textChanged.connect(lambda: self._folder.set_problem(""))
        self.interpreter.activated.connect(lambda: self._interpreter.set_problem(""))
        self._lay_out(theme)

    def _line(self, name: str, words: str) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(name)
        field.setAccessibleName(words)
        return field

    def _lay_out(self, theme: Theme) -> None:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setVerticalSpacing(theme.px(8))
        arguments = QVBoxLayout()
        arguments.setSpacing(theme.px(2))
        arguments.addWidget(self._arguments)
        arguments.addWidget(self._preview)
        browse = QPushButton(self.tr("Browse…"))
        browse.setAutoDefault(False)
        browse.clicked.connect(self._on_browse)
        folder = QHBoxLayout()
        folder.setSpacing(theme.px(6))
        folder.addWidget(self._folder, 1)
        folder.addWidget(browse, 0, Qt.AlignmentFlag.AlignTop)
        warning = WrappedLabel(
            self.tr(
                "This changes the program: coroutines that it drops are not closed by the garbage "
                "collector, so their finally blocks do not run."
            )
        )
        warning.setProperty("role", "small")
        hold = QVBoxLayout()
        hold.setSpacing(theme.px(2))
        hold.addWidget(self.hold)
        hold.addWidget(warning)
        for words, buddy, field in (
            (self.tr("&Arguments"), self.arguments, arguments),
            (self.tr("Working &folder"), self.folder, folder),
            (self.tr("&Interpreter"), self.interpreter, self._interpreter),
            (self.tr("&Environment"), self.environment.view, self.environment),
            ("", self.hold, hold),
        ):
            label = QLabel(words)
            label.setBuddy(buddy)
            form.addRow(label, field)
        buttons = QDialogButtonBox()
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        save = buttons.addButton(self.tr("Save"), QDialogButtonBox.ButtonRole.AcceptRole)
        save.setObjectName("configureSave")
        save.setDefault(True)
        buttons.accepted.connect(self.save)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        margin = theme.px(16)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.px(12))
        column.addLayout(form, 1)
        column.addWidget(buttons)
        self.resize(theme.px(_WIDTH), self.sizeHint().height())

    def show_settings(self, name: str, settings: ScriptSettings) -> None:
        """Show how the script ``name`` is run; the interpreters are set at their own field."""
        self._known = settings
        self.setWindowTitle(self.tr("How {0} is run").format(name))
        self.arguments.setText(join_arguments(settings.args))
        self._on_arguments_edited()
        self.folder.setText(settings.cwd or "")
        self.environment.model.set_environment(settings.env)
        self.hold.setChecked(settings.hold_coroutines)
        self.arguments.setFocus()

    def save(self) -> None:
        """Take what was entered, or show what is wrong with it."""
        self._arguments.set_problem(arguments_problem(self.arguments.text()))
        self._folder.set_problem(self._folder_problem())
        self._interpreter.set_problem(self.interpreter.problem)
        wrong = [f for f in (self._arguments, self._folder, self._interpreter) if f.problem]
        if wrong or self.environment.problem:
            (wrong[0].field if wrong else self.environment.view).setFocus()
            return
        folder = self.folder.text().strip()
        self.settings_accepted.emit(
            replace(
                self._known,
                args=split_arguments(self.arguments.text()),
                cwd=str(Path(folder).expanduser().absolute()) if folder else None,
                python=self.interpreter.path or None,
                env=self.environment.model.environment(),
                hold_coroutines=self.hold.isChecked(),
            )
        )
        self.accept()

    def _folder_problem(self) -> str:
        text = self.folder.text().strip()
        try:
            is_folder = not text or Path(text).expanduser().is_dir()
        except (OSError, ValueError, RuntimeError):
            is_folder = False
        return "" if is_folder else self.tr("There is no such folder.")

    def _on_arguments_edited(self) -> None:
        text = self.arguments.text()
        problem = arguments_problem(text)
        self._arguments.set_problem(problem)
        self._preview.say("" if problem else arguments_preview(text))
        self._preview.setVisible(not problem)

    def _on_browse(self) -> None:
        start = self.folder.text().strip() or str(Path.cwd())
        dialog = QFileDialog(self, self.tr("Choose the working folder"), start)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.folder.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
