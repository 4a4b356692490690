"""The history over the right edge: what was done, by whom, and the way back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStyle, QStyleOptionViewItem, QVBoxLayout, QWidget

from glossator.ui.history.model import ROW_ROLE, HistoryModel, HistoryRow, after_colon, local, rows_of
from glossator.ui.widgets.buttons import Button, IconButton
from glossator.ui.widgets.combos import Combo
from glossator.ui.widgets.dialog import Dialog
from glossator.ui.widgets.labels import Ground, Hairline, Label
from glossator.ui.widgets.overlay import give_focus_back, next_stop
from glossator.ui.widgets.rows import Index, RowDelegate, RowList, draw_row
from glossator.ui.widgets.tips import tip

if TYPE_CHECKING:
    from glossator.ui.session import Session
    from glossator.ui.theme import Theme
    from glossator_db.records import Step

_WIDTH = 380
_SHADOW = 12
_LISTED = 12


class HistoryDelegate(RowDelegate):
    """Paints time, what was done in as many lines as it needs, and the coder's initials or *Now*."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        px, row = self.theme.px, index.data(ROW_ROLE)
        if row.step is None:
            return QSize(0, px(34))
        view = option.widget
        width = (view.width() if view is not None else px(_WIDTH)) - px(64) - px(68)
        box = QFontMetrics(self.theme.font(13)).boundingRect(
            0, 0, width, 10_000, Qt.TextFlag.TextWordWrap, row.text
        )
        lines = max(1, round(box.height() / QFontMetrics(self.theme.font(13)).lineSpacing()))
        return QSize(0, px(15 + 19 * lines))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, t, px = self.theme, self.theme.tokens, self.theme.px
        row: HistoryRow = index.data(ROW_ROLE)
        rect = QRectF(option.rect)
        if row.step is None:
            self._line(painter, rect.adjusted(px(18), 0, -px(18), 0), row.text, t.sub, 12)
            return
        ring = bool(option.state & QStyle.StateFlag.State_HasFocus) and getattr(
            option.widget, "shows_focus", False
        )
        draw_row(painter, rect, theme, option.state, ring=ring, inset=px(8))
        top = QRectF(rect.left() + px(18), rect.top() + px(7), px(44), px(19))
        self._line(painter, top, row.time, t.sub, 12)
        words = QRectF(
            rect.left() + px(64), rect.top() + px(7), rect.width() - px(64 + 68), rect.height() - px(8)
        )
        painter.setFont(theme.font(13))
        painter.setPen(t.faint if row.step.undone else t.text)
        painter.drawText(words, Qt.TextFlag.TextWordWrap, row.text)
        end = QRectF(rect.right() - px(64), top.top(), px(46), px(19))
        painter.setFont(theme.font(12, 600 if row.now else 400))
        painter.setPen(t.accent if row.now else t.sub)
        word = "Now" if row.now else row.initials
        painter.drawText(end, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, word)


class HistoryPanel(QWidget):
    """Lies over *host*, 380 wide at its right edge; follows the project while it is shown."""

    closed = Signal()

    def __init__(self, theme: Theme, session: Session, host: QWidget) -> None:
        super().__init__(host)
        self._theme = theme
        self._session = session
        self._host = host
        self._coder: str | None = None
        self._focus_before: QWidget | None = None
        self.setObjectName("historyPanel")
        self.setAccessibleName("History")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(_SHADOW), 0, 0, 0)
        page = Ground(theme, "page")
        row.addWidget(page)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(Hairline(theme))
        self.model = HistoryModel(self)
        self.list = RowList(theme, HistoryDelegate(theme))
        self.list.setObjectName("historyList")
        self.list.setAccessibleName("Steps, newest first")
        self.list.setModel(self.model)
        self.list.setContentsMargins(0, theme.px(4), 0, 0)
        column.addSpacing(theme.px(4))
        column.addWidget(self.list, 1)
        self.nothing = Label(theme, "Nothing done yet.", token="sub")
        self.nothing.setContentsMargins(theme.px(18), theme.px(12), 0, 0)
        column.addWidget(self.nothing, 1, Qt.AlignmentFlag.AlignTop)
        column.addWidget(Hairline(theme))
        column.addLayout(self._foot())
        self.list.selectionModel().currentChanged.connect(lambda *_: self._judge())
        session.changed.connect(lambda _: self._follow())
        session.closed.connect(self.close_panel)
        host.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Show it and focus the list."""
        self._coders()
        self.show_steps()
        self._place()
        self._focus_before = QApplication.focusWidget()
        self.show()
        self.raise_()
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_panel(self) -> None:
        """Hide it."""
        if not self.isHidden():
            give_focus_back(self._focus_before)
            self.hide()
            self.closed.emit()

    def show_steps(self) -> None:
        """Read the steps anew."""
        from glossator_db import coders

        with self._session.read() as conn:
            initials = {coder.name: coder.initials for coder in coders.list_(conn)}
        self._steps = self._session.project.history()
        shown = [step for step in self._steps if self._coder is None or step.coder == self._coder]
        self.model.show(rows_of(shown, initials, datetime.now().astimezone()))
        self.list.setVisible(bool(shown))
        self.nothing.setVisible(not shown)
        self._select_now()
        self._judge()

    def undone_by_going_back(self) -> list[Step]:
        """Return the steps that going back to the chosen one would undo, newest first."""
        chosen = self._chosen()
        if chosen is None or chosen.undone:
            return []
        return [step for step in self._steps if step.id > chosen.id and not step.undone]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the host."""
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep Tab inside: what follows lies under the panel."""
        return next_stop(self, forward)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.list.scheduleDelayedItemsLayout()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        wide = self._theme.px(_SHADOW)
        strength = 0.6 if self._theme.dark else 0.18
        for at in range(wide):
            painter.fillRect(
                at, 0, 1, self.height(), QColor(0, 0, 0, round(255 * strength * (at / wide) ** 2))
            )

    def _head(self) -> QVBoxLayout:
        theme, px = self._theme, self._theme.px
        head = QVBoxLayout()
        head.setContentsMargins(px(18), px(10), px(10), px(10))
        head.setSpacing(px(9))
        top = QHBoxLayout()
        top.addWidget(Label(theme, "History", size=15, weight=600), 1)
        cross = IconButton(theme, "x", "Close history", key="Esc")
        cross.clicked.connect(self.close_panel)
        top.addWidget(cross)
        head.addLayout(top)
        self.coder = Combo(theme, "", [(None, "Everyone")], name="Whose steps")
        self.coder.chosen.connect(self._choose_coder)
        head.addWidget(self.coder, 0, Qt.AlignmentFlag.AlignLeft)
        return head

    def _foot(self) -> QHBoxLayout:
        theme, px = self._theme, self._theme.px
        foot = QHBoxLayout()
        foot.setContentsMargins(px(16), px(16), px(16), px(16))
        foot.setSpacing(px(8))
        self.undo = Button(theme, "Undo", icon="undo", key="Ctrl+Z")
        self.undo.setObjectName("historyUndo")
        self.undo.clicked.connect(self._session.undo)
        self.go_back = Button(theme, "Go back to here…")
        self.go_back.setObjectName("historyGoBack")
        self.go_back.clicked.connect(self._ask)
        foot.addWidget(self.undo)
        foot.addWidget(self.go_back)
        foot.addStretch(1)
        return foot

    def _coders(self) -> None:
        names = dict.fromkeys(step.coder for step in self._session.project.history() if step.coder)
        choices: list[tuple[object, str]] = [(None, "Everyone"), *((name, name) for name in names)]
        self._coder = self._coder if self._coder in names else None
        self.coder.set_choices(choices, self._coder)

    def _choose_coder(self, name: object) -> None:
        self._coder = name if isinstance(name, str) else None
        self.show_steps()

    def _follow(self) -> None:
        if not self.isHidden():
            self.show_steps()

    def _select_now(self) -> None:
        for at in range(self.model.rowCount()):
            if self.model.at(at).now:
                self.list.setCurrentIndex(self.model.index(at, 0))
                return

    def _chosen(self) -> Step | None:
        index = self.list.currentIndex()
        return self.model.at(index.row()).step if index.isValid() else None

    def _judge(self) -> None:
        """Say what can be done from the chosen row, or why not."""
        label = self._session.undo_label
        self.undo.setEnabled(label is not None and not self._session.readonly)
        self.undo.setToolTip(tip(f"Undo: {after_colon(label)}") if label else "Nothing to undo.")
        back = self.undone_by_going_back()
        self.go_back.setEnabled(bool(back) and not self._session.readonly)
        self.go_back.setToolTip("" if back else "Choose an earlier step that is not undone.")

    def _ask(self) -> None:
        """List what would be undone, and undo it if that is wanted."""
        back, chosen = self.undone_by_going_back(), self._chosen()
        if not back or chosen is None:
            return
        many = f"{len(back)} step" + ("" if len(back) == 1 else "s")
        sentence = (
            f"The project goes back to how it was at {local(chosen.at):%H:%M}. This undoes, newest first:"
        )
        dialog = Dialog(self._theme, self, f"Undo {many}?", sentence)
        for step in back[:_LISTED]:
            dialog.body.addWidget(Label(self._theme, step.label, wrap=True))
        if len(back) > _LISTED:
            dialog.body.addWidget(Label(self._theme, f"and {len(back) - _LISTED} more", token="sub"))
        dialog.foot_label.setText("Redo brings back what is undone.")
        dialog.add_button("Cancel", role="reject")
        dialog.add_button(f"Undo {many}", "primary", role="accept")
        dialog.accepted.connect(lambda: self._go_back(len(back)))
        dialog.closed.connect(dialog.deleteLater)
        dialog.open()

    def _go_back(self, steps: int) -> None:
        for _ in range(steps):
            self._session.undo()
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _place(self) -> None:
        width = min(self._theme.px(_WIDTH) + self._theme.px(_SHADOW), self._host.width())
        self.setGeometry(self._host.width() - width, 0, width, self._host.height())
