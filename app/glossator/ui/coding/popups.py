"""The small popups: a memo, a weight, a name, a question, a decision on an entity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from glossator.ui.widgets.buttons import Button
from glossator.ui.widgets.fields import Field
from glossator.ui.widgets.keycaps import KeyLine
from glossator.ui.widgets.labels import ElidedLabel, Label
from glossator.ui.widgets.popup import Popup

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from glossator.ui.theme import Theme

_WRITING_KEYS = ((("Ctrl+Return",), "keep"), (("Escape",), "drop"))
_NAMING_KEYS = ((("Return",), "keep"), (("Escape",), "drop"))


class TextPopup(Popup):
    """A few lines of writing; Ctrl+Return and leaving it keep them, Esc drops them."""

    def __init__(self, theme: Theme, window: QWidget, name: str) -> None:
        super().__init__(theme, window, width=340)
        self.setObjectName(name)
        self._begun = ""
        self._keep: Callable[[str], object] | None = None
        self._title = ElidedLabel(theme, weight=600)
        self.editor = QPlainTextEdit()
        self.editor.setFrameShape(QFrame.Shape.NoFrame)
        self.editor.setFixedHeight(theme.px(92))
        self.editor.setTabChangesFocus(True)
        self.editor.installEventFilter(self)
        head = QVBoxLayout()
        head.setContentsMargins(theme.px(14), theme.px(10), theme.px(10), theme.px(6))
        head.addWidget(self._title)
        head.addWidget(self.editor)
        self.column.addLayout(head)
        self.column.addWidget(KeyLine(theme, _WRITING_KEYS))
        self.closed.connect(self._finish)

    def ask(self, anchor: QRect, title: str, text: str, keep: Callable[[str], object]) -> None:
        """Open with *text*; *keep* gets what was written, if it differs."""
        theme, t = self._theme, self._theme.tokens
        self._begun, self._keep = text, keep
        self._title.setText(title)
        self.editor.setAccessibleName(title)
        self.editor.setPlainText(text)
        self.editor.setFont(theme.font())
        self.editor.document().setDocumentMargin(0)
        self.editor.setStyleSheet(f"QPlainTextEdit {{ background: transparent; color: {t.text.name()}; }}")
        self.editor.moveCursor(self.editor.textCursor().MoveOperation.End)
        self.show_at(anchor, self.editor)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Ctrl+Return and Esc before the editor does."""
        if watched is self.editor and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if watched is self.editor and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self._keep = None
                self.close_popup()
                return True
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.close_popup()
                return True
        return super().eventFilter(watched, event)

    def _finish(self) -> None:
        keep, self._keep = self._keep, None
        written = self.editor.toPlainText().strip()
        if keep is not None and written != self._begun.strip():
            keep(written)


class LinePopup(Popup):
    """One line: a name, a weight. Return keeps it if it is allowed, Esc drops it."""

    def __init__(self, theme: Theme, window: QWidget, name: str) -> None:
        super().__init__(theme, window, width=300)
        self.setObjectName(name)
        self._keep: Callable[[str], object] | None = None
        self._allow: Callable[[str], str] = lambda _text: ""
        self._title = Label(theme, weight=600)
        self.field = Field(theme)
        self.field.returnPressed.connect(self._take)
        self.field.textChanged.connect(lambda: self._say(""))
        self._wrong = Label(theme, size=12, token="bad", wrap=True)
        head = QVBoxLayout()
        head.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(10))
        head.setSpacing(theme.px(8))
        for part in (self._title, self.field, self._wrong):
            head.addWidget(part)
        self.column.addLayout(head)
        self.column.addWidget(KeyLine(theme, _NAMING_KEYS))

    def ask(
        self,
        anchor: QRect,
        title: str,
        text: str,
        keep: Callable[[str], object],
        allow: Callable[[str], str] = lambda _text: "",
    ) -> None:
        """Open with *text*; *allow* returns what is wrong with a text, or nothing."""
        self._keep, self._allow = keep, allow
        self._title.setText(title)
        self.field.setAccessibleName(title)
        self.field.setText(text)
        self.field.selectAll()
        self._say("")
        self.show_at(anchor, self.field)

    def _take(self) -> None:
        written = self.field.text().strip()
        wrong = self._allow(written)
        if wrong:
            self._say(wrong)
            return
        keep, self._keep = self._keep, None
        self.close_popup()
        if keep is not None:
            keep(written)

    def _say(self, wrong: str) -> None:
        self._wrong.setText(wrong)
        self._wrong.setVisible(bool(wrong))
        self.field.set_error(bool(wrong))
        if self.is_open:
            self.place()


class AskPopup(Popup):
    """One sentence and the named action; Return does it, Esc does not."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(theme, window, width=320)
        self.setObjectName("askPopup")
        self._do: Callable[[], object] | None = None
        self._sentence = Label(theme, wrap=True)
        self.action = Button(theme, "", "primary", height=28)
        self.action.clicked.connect(self._act)
        cancel = Button(theme, "Cancel", height=28)
        cancel.clicked.connect(self.close_popup)
        inside = QVBoxLayout()
        inside.setContentsMargins(theme.px(14), theme.px(12), theme.px(14), theme.px(12))
        inside.setSpacing(theme.px(12))
        inside.addWidget(self._sentence)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.action)
        inside.addLayout(row)
        self.column.addLayout(inside)

    def ask(self, anchor: QRect, sentence: str, word: str, do: Callable[[], object]) -> None:
        """Ask *sentence*; *word* names what *do* does."""
        self._do = do
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self.action.setText(word)
        self.action.updateGeometry()
        self.show_at(anchor, self.action)

    def _act(self) -> None:
        do, self._do = self._do, None
        self.close_popup()
        if do is not None:
            do()


class EntityPopup(Popup):
    """Decides on one mention: A accepts, R rejects, L gives it another label."""

    decided = Signal(str, str)
    """accepted or rejected, and another label or nothing"""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(theme, window, width=352)
        self.setObjectName("entityPopup")
        self._labels: Sequence[tuple[str, str]] = ()
        self._said = ElidedLabel(theme, weight=600)
        self._kind = Label(theme, size=12, token="sub")
        self._accept = Button(theme, "Accept", key="A", height=28)
        self._reject = Button(theme, "Reject", key="R", height=28)
        self._relabel = Button(theme, "Relabel", key="L", height=28)
        self._accept.clicked.connect(lambda: self._take("accepted"))
        self._reject.clicked.connect(lambda: self._take("rejected"))
        self._relabel.clicked.connect(self._show_labels)
        inside = QVBoxLayout()
        inside.setContentsMargins(theme.px(14), theme.px(10), theme.px(14), theme.px(12))
        inside.setSpacing(theme.px(4))
        inside.addWidget(self._said)
        inside.addWidget(self._kind)
        inside.addSpacing(theme.px(6))
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        for button in (self._accept, self._reject, self._relabel):
            row.addWidget(button)
        row.addStretch(1)
        inside.addLayout(row)
        self._choices = QVBoxLayout()
        self._choices.setSpacing(0)
        inside.addLayout(self._choices)
        self.column.addLayout(inside)

    def ask(self, anchor: QRect, text: str, kind: str, labels: Sequence[tuple[str, str]]) -> None:
        """Open for a mention; *labels* are the others it could have, each with its word."""
        self._labels = labels
        self._said.setText(text)
        self._kind.setText(kind)
        self.setAccessibleName(f"{text}, {kind}")
        self._clear_choices()
        self.show_at(anchor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the letters of the three verbs, and digits while the labels are shown."""
        match event.key():
            case Qt.Key.Key_A:
                self._take("accepted")
            case Qt.Key.Key_R:
                self._take("rejected")
            case Qt.Key.Key_L:
                self._show_labels()
            case key if self._choices.count() and Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
                place = key - Qt.Key.Key_1
                if place < len(self._labels):
                    self._take("accepted", self._labels[place][0])
            case _:
                super().keyPressEvent(event)

    def _show_labels(self) -> None:
        if self._choices.count():
            return
        for number, (label, word) in enumerate(self._labels, 1):
            button = Button(self._theme, word, "quiet", key=str(number), height=28)
            button.clicked.connect(lambda _=False, label=label: self._take("accepted", label))
            self._choices.addWidget(button)
            button.show()  # else the popup is measured without it
        self.place()

    def _clear_choices(self) -> None:
        while (item := self._choices.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _take(self, verdict: str, label: str = "") -> None:
        self.close_popup()
        self.decided.emit(verdict, label)
