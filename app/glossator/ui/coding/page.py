"""The Code workspace: texts, the text, codes."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from glossator.ui.actions import ActionTable
from glossator.ui.coding.code_panel import CodePanel
from glossator.ui.coding.codebook import CodebookGestures
from glossator.ui.coding.documents_panel import DocumentPanel
from glossator.ui.coding.empty import EmptyProject
from glossator.ui.coding.find_bar import FindBar
from glossator.ui.coding.gestures import Gestures
from glossator.ui.coding.hint_overlay import HintOverlay
from glossator.ui.coding.mentions import Mentions
from glossator.ui.coding.menus import show_menu
from glossator.ui.coding.mirror import Mirror
from glossator.ui.coding.pane_link import PaneLink
from glossator.ui.coding.panels import Panels
from glossator.ui.coding.passage import Passage
from glossator.ui.coding.remarks import Remarks
from glossator.ui.coding.text_bar import TextBar
from glossator.ui.coding.texts import TextGestures
from glossator.ui.coding.texts_popup import TextsPopup
from glossator.ui.reading.pane import ReadingPane
from glossator.ui.widgets.labels import Ground
from glossator.ui.widgets.splitter import Splitter
from glossator_db.records import DocumentId, Extent

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from glossator.ui.reading.pane import Spot
    from glossator.ui.session import Session
    from glossator.ui.settings import SettingsStore
    from glossator.ui.tasks import Tasks
    from glossator.ui.theme import Theme
    from glossator_db.records import CodeId

_PASSAGE_MENU = (
    "coding.apply", "coding.last", "coding.in_vivo", "coding.new_code", "", "coding.note", "coding.copy_source",
)  # fmt: skip
_CODING_MENU = (
    "coding.memo", "coding.weight", "coding.unsure", "coding.definition", "", "coding.recode", "coding.ends",
    "coding.remove", "", *_PASSAGE_MENU,
)  # fmt: skip
_CODE_MENU = (
    "code.apply", "", "code.rename", "code.color", "code.heading", "", "code.new", "code.new_heading", "",
    "code.hide", "code.show_all", "", "code.up", "code.down", "code.in", "code.out", "", "code.merge", "code.delete",
)  # fmt: skip
_TEXT_MENU = ("text.open", "text.rename", "text.remove", "", "text.add", "text.paste")
_VIEW_MENU = (
    "view.larger", "view.smaller", "view.actual", "", "coding.entities", "code.show_all", "", "view.documents",
    "view.codes", "view.text_alone",
)  # fmt: skip


class CodingPage(Ground):
    """Puts the parts together; each of them does its own work."""

    message = Signal(object)
    open_passage = Signal(DocumentId, Extent, object)
    position_changed = Signal(str)
    """“Paragraph 5 of 29”"""
    selection_changed = Signal(str)
    """“18 words selected”, or nothing"""
    files_wanted = Signal(object)
    """paths to be brought in"""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        settings: SettingsStore,
        tasks: Tasks,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "page", parent)
        self.session = session
        self.settings = settings
        self.setObjectName("codePage")
        self._focus_due = self._codes_called = False
        self.mirror = Mirror(session, self)
        self.pane = ReadingPane(theme)
        self.pane.text_size = settings.value.text_size
        self.link = PaneLink(session, self.mirror, self.pane)
        self.documents = DocumentPanel(session, self.mirror, theme)
        self.bar = TextBar(session, self.mirror, theme)
        self.finder = FindBar(theme, self.pane)
        self.empty = EmptyProject(theme)
        self.codes = CodePanel(session, self.mirror, theme, settings)
        self.passage = Passage(session, self.mirror, self.pane)
        self.gestures = Gestures(self.passage, session, self.mirror, self.pane)
        self.remarks = Remarks(self.passage, session, self.mirror, self.pane, self.codes)
        self.mentions = Mentions(self.passage, session, self.mirror, self.pane)
        self.codebook = CodebookGestures(session, self.mirror, self.codes, theme)
        self.texts = TextGestures(session, self.mirror, self.documents, theme, settings)
        self._lay_out()
        self.panels = Panels(self, self._splitter, self.documents, self.codes, settings, theme)
        self._connect()
        self.finder.set_text(self.mirror.text)
        self._show_state()
        self._say_place()

    def _lay_out(self) -> None:
        text = self._text = QWidget()
        column = QVBoxLayout(text)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.finder)
        column.addWidget(self.pane, 1)
        self._middle = QStackedWidget()
        self._middle.addWidget(text)
        self._middle.addWidget(self.empty)
        self._splitter = Splitter(self._theme)
        self._splitter.setObjectName("codePageSplitter")
        for part in (self.documents, self._middle, self.codes):
            self._splitter.addWidget(part)
        self._splitter.setStretchFactor(0, 0)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setStretchFactor(2, 0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._splitter)

    def _connect(self) -> None:
        for source in (self.passage, self.codebook, self.texts):
            source.said.connect(self.message)
        self.pane.installEventFilter(self)
        self.gestures.memo_asked.connect(self.remarks.write_memo)
        self.remarks.definition_asked.connect(self.panels.show_codes)
        self.texts.files_wanted.connect(self.files_wanted)
        self.mirror.document_shown.connect(self._show_state)
        self.mirror.documents_changed.connect(self._show_state)
        self.mirror.document_shown.connect(lambda: self.finder.set_text(self.mirror.text))
        self.mirror.reset.connect(self._show_state)
        self.bar.texts_asked.connect(self.choose_text)
        self.bar.view_asked.connect(lambda place: show_menu(self, place, _VIEW_MENU, "viewMenuList"))
        self.empty.files_asked.connect(self.texts.choose_files)
        self.empty.paste_asked.connect(self.texts.paste)
        self.finder.closed.connect(self.focus_text)
        self.codes.codebook_asked.connect(self.import_codebook)
        self.codes.tree.code_clicked.connect(self._click_code)
        self.codes.tree.context_asked.connect(
            lambda _code, place: show_menu(self.codes.tree, place, _CODE_MENU, "codeMenu")
        )
        self.codes.model.passage_dropped.connect(self._apply_and_return)
        self.documents.context_asked.connect(
            lambda _document, place: show_menu(self.documents, place, _TEXT_MENU, "documentMenu")
        )
        self.pane.context_requested.connect(self._open_menu)
        self.pane.label_activated.connect(self.pane.activate)
        self.pane.zoomed.connect(lambda size: self.settings.set(text_size=size))
        self.pane.caret_moved.connect(self._say_place)
        self.pane.selection_changed.connect(self._say_place)
        self.settings.changed.connect(self._take_settings)
        self.panels.documents_shown.connect(lambda shown: self.bar.set_narrow(narrow=not shown))

    # what every workspace has

    def activate(self) -> None:
        """Take up what has changed meanwhile, and the focus."""
        self.show_entities()
        self._say_place()
        self.focus_text()

    def show_entities(self) -> None:
        """Underline the entities of the text as they are known now."""
        if self.session.is_open and self.mirror.document is not None:
            self.mirror.read_mentions()
            self.link.show_mentions()

    def panes(self) -> list[QWidget]:
        """Return the panes in the order of F6."""
        parts = (
            self.documents.list, self.documents.about.memo, self.bar.menu, self.pane, self.empty.area.choose,
            self.codes.filter, *self.codes.lists, self.codes.details.mark,
        )  # fmt: skip
        return [part for part in parts if part.isVisible()]

    def show_passage(self, document_id: DocumentId, extent: Extent, coding_id: int | None = None) -> None:
        """Open a text at a passage, with a coding active if one is named."""
        self.session.show_document(document_id)
        if self.mirror.document is None or extent.end > len(self.mirror.text):
            return
        if coding_id is None:
            self.pane.select(extent)
        else:
            self.pane.clear_selection()
            self.pane.put_caret(extent.start, reveal=False)
            self.pane.activate(coding_id)
        self.pane.reveal(extent)
        self.focus_text()

    def position(self) -> int:
        """Return where in the text the person is."""
        return self.pane.selection.start if self.pane.selection else self.pane.caret

    def show_position(self, position: int) -> None:
        """Put the caret there."""
        self.pane.put_caret(min(position, len(self.mirror.text)))

    def escape(self) -> bool:
        """Close the bar that finds, or go back from a panel to the text; say whether either was to be done."""
        focus = QApplication.focusWidget()
        if self.finder.isVisible():
            self.finder.close_bar()
        elif self.panels.put_over_away() or any(
            panel.isAncestorOf(focus) for panel in (self.documents, self.codes) if focus is not None
        ):
            self.focus_text(Qt.FocusReason.ShortcutFocusReason)
        else:
            return False
        return True

    # asked for by actions

    @cached_property
    def hints(self) -> HintOverlay:
        """The hint overlay, made when first asked for: it belongs to the window."""
        made = HintOverlay(self.mirror, self.codes.tree, self.pane, self._theme)
        made.chosen.connect(self.gestures.apply)
        made.closed.connect(self._put_called_away)
        return made

    @cached_property
    def texts_popup(self) -> TextsPopup:
        """The list of texts of a narrow window."""
        made = TextsPopup(self._theme, self, self.documents.model)
        made.opened.connect(self._open_text)
        made.add_asked.connect(self.texts.choose_files)
        return made

    def is_shown(self) -> bool:
        """Say whether the workspace can be seen."""
        return self.isVisible()

    def has_text(self) -> bool:
        """Say whether a text is open here."""
        return self.isVisible() and self.mirror.document is not None

    def can_code(self) -> bool:
        """Say whether a passage can be coded here."""
        return self.passage.can_code()

    def refuse(self) -> None:
        """Say why nothing is changed here, where the project is open to read only."""
        if self.session.is_open and self.session.readonly:
            self.session.refuse_to_write()

    def focus_text(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Give the focus to the text; where there is none, to what brings one."""
        if self.isVisible():
            (self.pane if self.mirror.document is not None else self.empty.area.choose).setFocus(reason)

    def show_hints(self) -> None:
        """Show the letters of the codes for the passage."""
        if self.passage.passage() is not None:
            self._codes_called = not self.codes.isVisible()
            self.panels.show_codes()
            self.hints.open_over()

    def import_codebook(self) -> None:
        """Bring a codebook in: by the window's import where it has one."""
        window = self.window()
        entry = ActionTable.of(window).entries.get("file.import") if isinstance(window, QMainWindow) else None
        if entry is not None:
            entry.run()
        else:
            self.codebook.import_file()

    def go_coding(self, step: int) -> None:
        """Go to the next coding, or the one before."""
        self.passage.go(self.pane.next_coding(step), "coding", step)

    def go_overlapping(self) -> None:
        """Go to the next coding that overlaps."""
        if not self.pane.next_overlapping():
            self.passage.say("info", "No coding here. N goes to the next one.")

    def go_uncoded(self, step: int) -> None:
        """Mark the next passage without a coding, or the one before."""
        self.passage.go(self.pane.next_uncoded(step), "uncoded passage", step)

    def find_in_text(self) -> None:
        """Open the bar that finds."""
        marked = self.pane.selection
        words = self.mirror.text[marked.start : marked.end] if marked else ""
        self.finder.open_bar(words if 0 < len(words) < 80 and "\n" not in words else "")

    def filter_codes(self) -> None:
        """Go to the filter of the codes."""
        self.panels.show_codes()
        self.codes.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def choose_text(self) -> None:
        """Go to the list of texts."""
        if self.documents.isVisible():
            self.documents.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        here = self.mirror.document
        button = self.bar.chooser if self.bar.chooser.isVisible() else self.bar.name
        self.texts_popup.open_under(button, self.documents.model.row_of(here.id if here else None))

    def open_current_text(self) -> None:
        """Open the text of the current row of the documents; the text has the focus then."""
        document = self.documents.current()
        if document is not None:
            self._open_text(document)

    def apply_current_code(self) -> None:
        """Code the passage with the current code of the tree; the text has the focus then."""
        code = self.codebook.current()
        if code is not None:
            self._apply_and_return(code.id)

    def toggle_documents(self) -> None:
        """Show or hide the documents panel."""
        self.panels.toggle(self.documents)

    def toggle_codes(self) -> None:
        """Show or hide the code panel."""
        self.panels.toggle(self.codes)

    def toggle_text_alone(self) -> None:
        """Show the text alone, or everything again."""
        self.panels.toggle_text_alone()

    def toggle_entities(self) -> None:
        """Underline the entities, or not."""
        self.link.mentions_shown = not self.link.mentions_shown
        self.link.show_mentions()

    # events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Esc close what is over the text before it clears the selection."""
        return (
            watched is self.pane
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
            and self.pane.resizing is None
            and self.escape()
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.panels.fit(self.window().size())

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(1368), self._theme.px(874))

    # inside

    def _put_called_away(self) -> None:
        """Put the codes away again that came over the text for their letters."""
        if self._codes_called:
            self.panels.put_over_away()

    def _open_text(self, document: DocumentId) -> None:
        self.session.show_document(document)
        self.focus_text(Qt.FocusReason.ShortcutFocusReason)

    def _apply_and_return(self, code: CodeId) -> None:
        self.gestures.apply(code)
        self.focus_text()

    def _click_code(self, code: CodeId) -> None:
        """Code what is marked; with nothing marked a click only shows what the code means."""
        record = self.mirror.codes.get(code)
        if record is not None and record.codable and self.pane.selection is not None and self.can_code():
            self._apply_and_return(code)

    def _open_menu(self, place: QPoint, spot: Spot) -> None:
        ids = _CODING_MENU if self.pane.active is not None and spot.codings else _PASSAGE_MENU
        if spot.mention is not None:
            ids = ("coding.entity", "", *ids)
        show_menu(self.pane, place, ids, "passageMenu")

    def _show_state(self) -> None:
        part = self._text if self.mirror.documents else self.empty
        if part is not self._middle.currentWidget():
            focus = QApplication.focusWidget()
            self._focus_due = focus is None or self._middle.isAncestorOf(focus)
        self._middle.setCurrentWidget(part)
        self.empty.set_writable(self.session.is_open and not self.session.readonly)
        if self._focus_due and (part is self.empty or self.mirror.document is not None):
            self._focus_due = False
            self.focus_text()

    def _take_settings(self) -> None:
        if self.pane.text_size != self.settings.value.text_size:
            self.pane.text_size = self.settings.value.text_size

    def _say_place(self) -> None:
        if self.mirror.document is None:
            self.position_changed.emit("")
            self.selection_changed.emit("")
            return
        from glossator.text.units import count_words

        model = self.pane.page.model
        self.position_changed.emit(
            f"Paragraph {self.passage.paragraph(self.pane.caret)} of {model.paragraphs}"
        )
        marked = self.pane.selection
        words = count_words(self.mirror.text[marked.start : marked.end]) if marked else 0
        self.selection_changed.emit(f"{words:,} word{'' if words == 1 else 's'} selected" if words else "")
