"""What a person does to the codes in the tree."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from glossator.ui.coding.color_popup import ColorPopup
from glossator.ui.coding.palette import CodePalette
from glossator.ui.coding.popups import AskPopup, LinePopup
from glossator.ui.widgets.message_bar import Message

if TYPE_CHECKING:
    from glossator.operations.receipt import Receipt
    from glossator.ui.coding.code_panel import CodePanel
    from glossator.ui.coding.mirror import Mirror
    from glossator.ui.session import Session
    from glossator.ui.theme import Theme
    from glossator_db.records import Code, CodeId

_LETTERS = 2


class CodebookGestures(QObject):
    """The verbs of the Code tree scope and of the details."""

    said = Signal(object)
    """a `Message`"""

    def __init__(self, session: Session, mirror: Mirror, panel: CodePanel, theme: Theme) -> None:
        super().__init__(panel)
        self._session = session
        self._mirror = mirror
        self._panel = panel
        self._theme = theme
        self._tree = panel.tree
        panel.new_asked.connect(self._new_from_panel)
        panel.model.rename_asked.connect(lambda code, name: self._update(code, name=name))
        panel.model.move_asked.connect(self._move)
        panel.model.merge_asked.connect(self.ask_to_merge)
        panel.details.changed.connect(self._change_field)
        panel.details.color_asked.connect(self.choose_color)

    @cached_property
    def naming(self) -> LinePopup:
        """The name of a new code."""
        return LinePopup(self._theme, self._panel.window(), "codeNamePopup")

    @cached_property
    def asking(self) -> AskPopup:
        """A question before a merge."""
        return AskPopup(self._theme, self._panel.window())

    @cached_property
    def coloring(self) -> ColorPopup:
        """Colour and mark."""
        made = ColorPopup(self._theme, self._panel.window())
        made.chosen.connect(self._take_color)
        return made

    @cached_property
    def merging(self) -> CodePalette:
        """The code to merge into."""
        made = CodePalette(self._mirror, self._theme, self._panel.window())
        made.setObjectName("mergePalette")
        made.chosen.connect(lambda into, _after: self._take_merge(into))
        return made

    def current(self) -> Code | None:
        """Return the code of the current row."""
        code = self._tree.current()
        return self._mirror.codes.get(code) if code is not None else None

    def can_change(self) -> bool:
        """Say whether there is a code that may be changed."""
        return not self._session.readonly and self.current() is not None

    # making and naming

    def new(self, *, heading: bool = False, name: str = "") -> None:
        """Ask for the name of a new code beside the current one, under it where that is a heading."""
        here = self.current()
        parent = None if here is None or heading else here.id if not here.codable else here.parent_id
        where = f" in {self._mirror.codes[parent].name}" if parent is not None else ""
        self.naming.ask(
            self._anchor(),
            f"New {'heading' if heading else 'code'}{where}",
            name,
            lambda said: self._make(said, parent, codable=not heading),
            lambda said: "" if said else "A code needs a name.",
        )

    def rename(self) -> None:
        """Write the current code's name in its row."""
        code = self.current()
        if code is not None and self.can_change():
            self._tree.rename(code.id)

    def choose_color(self) -> None:
        """Choose colour and mark of the current code."""
        code = self.current()
        if code is not None and self.can_change():
            mark = self._panel.details.mark
            self.coloring.ask(self.coloring.anchor_of(mark), code.color, code.mark)

    def turn_heading(self) -> None:
        """Make a code a heading, or a heading a code."""
        code = self.current()
        if code is not None:
            self._update(code.id, codable=not code.codable)

    def import_file(self) -> None:
        """Choose a codebook file, say what it would add, and bring it in."""
        from glossator.operations import exchange

        name, _ = QFileDialog.getOpenFileName(
            self._panel.window(), "Import a codebook", "", "Codebooks (*.csv);;All files (*)"
        )
        if name:
            self._offer(
                Path(name), self._session.do(exchange.import_, Path(name), kind="codebook", dry_run=True)
            )

    def _offer(self, path: Path, would: Receipt | None) -> None:
        from glossator.operations import exchange

        if would is None:
            return
        codes = would.codes
        said = f"“{path.name}” adds {codes.added:,} code{'' if codes.added == 1 else 's'}"
        said += f" and changes {codes.changed:,}." if codes.changed else "."
        self.asking.ask(
            self._anchor(),
            said,
            "Import",
            lambda: self._imported(self._session.do(exchange.import_, path, kind="codebook")),
        )

    def _imported(self, receipt: Receipt | None) -> None:
        if receipt is not None:
            count = receipt.codes.added
            said = f"{count:,} code{'' if count == 1 else 's'} added from “{receipt.source}”."
            self.said.emit(Message("good", said, (("Undo", self._session.undo),)))

    # showing

    def toggle_hidden(self) -> None:
        """Hide the codings of the current code and those below it, or show them again."""
        code = self.current()
        if code is None:
            return
        below = self._panel.model.below(code.id)
        hidden = self._session.hidden_codes
        self._session.show_codes(hidden - below if code.id in hidden else hidden | below)

    def show_all(self) -> None:
        """Show the codings of all codes."""
        self._session.show_codes(set())

    # moving

    def move_up(self) -> None:
        """Put the current code before the sibling above it."""
        code, row, _ = self._place()
        if code is not None and row > 0:
            self._move(code.id, code.parent_id, row - 1)

    def move_down(self) -> None:
        """Put the current code after the sibling below it."""
        code, row, siblings = self._place()
        if code is not None and row + 1 < len(siblings):
            self._move(code.id, code.parent_id, row + 2)

    def move_in(self) -> None:
        """Put the current code under the sibling above it."""
        code, row, siblings = self._place()
        if code is not None and row > 0:
            under = siblings[row - 1]
            self._move(code.id, under, len(self._panel.model.children(under)))

    def move_out(self) -> None:
        """Put the current code beside the one it stands under."""
        code = self.current()
        above = self._mirror.codes.get(code.parent_id) if code and code.parent_id is not None else None
        if code is not None and above is not None:
            after = self._panel.model.children(above.parent_id).index(above.id) + 1
            self._move(code.id, above.parent_id, after)

    # merging and deleting

    def merge(self) -> None:
        """Ask into which code the current one goes."""
        if self.can_change():
            window = self._panel.window()
            corner = self._panel.mapTo(window, QPoint(0, 0))
            bounds = QRect(0, 0, corner.x() + self._panel.width() - self._theme.px(8), window.height())
            self.merging.ask(self._anchor(), bounds, words=0, new=False)

    def ask_to_merge(self, source: CodeId, target: CodeId) -> None:
        """Ask before one code goes into another."""
        one, into = self._mirror.codes[source], self._mirror.codes[target]
        count = self._mirror.counts.get(source, 0)
        codings = f"{count:,} coding{' goes' if count == 1 else 's go'} over"
        self.asking.ask(
            self._anchor(target),
            f"Merge “{one.name}” into “{into.name}”? {codings}; “{one.name}” is no more then.",
            "Merge",
            lambda: self._merge(source, target),
        )

    def delete(self) -> None:
        """Delete the current code with what is under it; says so, with undo."""
        from glossator.operations import codebook

        code = self.current()
        if code is None or not self.can_change():
            return
        count = self._session.do(codebook.remove_code, code.id)
        if count is not None:
            word = "Code" if code.codable else "Heading"
            said = f"{word} “{code.name}” deleted, {count:,} coding{'' if count == 1 else 's'}."
            self.said.emit(Message("good", said, (("Undo", self._session.undo),)))

    # inside

    def _place(self) -> tuple[Code | None, int, list[CodeId]]:
        code = self.current()
        if code is None or self._session.readonly:
            return None, -1, []
        siblings = self._panel.model.children(code.parent_id)
        return code, siblings.index(code.id), siblings

    def _new_from_panel(self, name: str) -> None:
        if name:
            self._make(name, None, codable=True)
        else:
            self.new()

    def _make(self, name: str, parent: CodeId | None, *, codable: bool) -> None:
        from glossator.operations import codebook

        made = self._session.do(codebook.add_code, name, parent_id=parent, codable=codable)
        if made is not None:
            self._panel.filter.clear()
            self._tree.select(made.id)
            self._tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self, code: CodeId, parent: CodeId | None, row: int) -> None:
        from glossator.operations import codebook

        if self._session.readonly:
            return
        before = self._panel.model.code(code)
        self._session.do(codebook.move_code, code, parent, row)
        if before is not None and self._panel.model.code(code) != before:
            self._tree.select(code)

    def _take_merge(self, into: CodeId) -> None:
        code = self.current()
        if code is not None and into != code.id:
            self.ask_to_merge(code.id, into)

    def _merge(self, source: CodeId, target: CodeId) -> None:
        from glossator.operations import codebook

        one, into = self._mirror.codes[source].name, self._mirror.codes[target].name
        count = self._session.do(codebook.merge_codes, source, target)
        if count is not None:
            self._tree.select(target)
            said = f"“{one}” merged into “{into}”, {count:,} coding{'' if count == 1 else 's'}."
            self.said.emit(Message("good", said, (("Undo", self._session.undo),)))

    def _change_field(self, name: str, said: str) -> None:
        """Keep what was written in the details, or show again what stood there."""
        code = self.current()
        if code is None:
            return
        wrong = (
            self._wrong_letters(code, said)
            if name == "shortcut"
            else _wrong_digit(said)
            if name == "digit"
            else ""
        )
        if wrong:
            self.said.emit(Message("info", wrong))
        value = (int(said) if said else None) if name == "digit" and not wrong else said
        if wrong or self._update(code.id, **{name: value}) is None:
            kept = getattr(code, name)
            self._panel.details.fields[name].show_text("" if kept is None else str(kept))

    def _wrong_letters(self, code: Code, said: str) -> str:
        letters = said.upper()
        if len(letters) != _LETTERS or not letters.isalnum():
            return "A code has two letters."
        holder = next(
            (o for o in self._mirror.codes.values() if o.shortcut == letters and o.id != code.id), None
        )
        return f"{letters} stands for “{holder.name}” already." if holder else ""

    def _take_color(self, color: str, mark: str) -> None:
        code = self.current()
        if code is not None and (color.casefold(), mark) != (code.color.casefold(), code.mark):
            self._update(code.id, color=color, mark=mark)

    def _update(self, code: CodeId, **fields: object) -> Code | None:
        from glossator.operations import codebook

        return self._session.do(codebook.update_code, code, **fields)

    def _anchor(self, code: CodeId | None = None) -> QRect:
        """Return where a popup for a code hangs, in the window: its row, else the head of the panel."""
        view = self._tree.viewport()
        index = self._panel.model.index_of(code) if code is not None else self._tree.currentIndex()
        row = self._tree.visualRect(index).intersected(view.rect()) if index.isValid() else QRect()
        if row.isEmpty() or not self._tree.isVisible():
            corner = self._panel.mapTo(self._panel.window(), QPoint(self._theme.px(12), self._theme.px(74)))
            return QRect(corner, corner)
        corner = view.mapTo(self._panel.window(), row.topLeft() + QPoint(self._theme.px(8), 0))
        return QRect(corner, row.size())


def _wrong_digit(said: str) -> str:
    return "" if said in ("", *"123456789") else "A digit is 1 to 9."
