"""Which panels are shown, and how wide, in a window of this size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Signal

if TYPE_CHECKING:
    from PySide6.QtCore import QSize
    from PySide6.QtWidgets import QSplitter, QWidget

    from glossator.ui.coding.code_panel import CodePanel
    from glossator.ui.coding.documents_panel import DocumentPanel
    from glossator.ui.settings import SettingsStore
    from glossator.ui.theme import Theme

_WIDE, _MEDIUM, _SMALL = 1400, 1200, 960
_LOW = 800
_WIDTHS = {_WIDE: (247, 295), _MEDIUM: (215, 271), _SMALL: (215, 263), 0: (215, 263)}


class Panels(QObject):
    """Shows and hides the two side panels of the page."""

    documents_shown = Signal(bool)

    def __init__(
        self,
        page: QWidget,
        splitter: QSplitter,
        documents: DocumentPanel,
        codes: CodePanel,
        settings: SettingsStore,
        theme: Theme,
    ) -> None:
        super().__init__(page)
        self._page = page
        self._splitter = splitter
        self._documents = documents
        self._codes = codes
        self._settings = settings
        self._theme = theme
        self._class: int | None = None
        self._low = False
        self._over = False  # the code panel lies over the text
        documents.setMinimumWidth(theme.px(160))
        codes.setMinimumWidth(theme.px(200))
        splitter.splitterMoved.connect(self._keep_widths)
        self._scale = theme.scale
        theme.changed.connect(self._rescale)

    def fit(self, window: QSize) -> None:
        """Suit the panels to the window's size."""
        px = self._theme.px
        width = next((limit for limit in (_WIDE, _MEDIUM, _SMALL) if window.width() >= px(limit)), 0)
        low = window.height() <= px(_LOW)
        if low != self._low:
            self._low = low
            self._codes.set_low(low=low)
        if width != self._class:
            self._class = width
            self._over = False
            self._arrange()
        if self._over:
            self._lay_over()

    def _rescale(self) -> None:
        """Take the widths of another interface size."""
        if self._theme.scale != self._scale:
            self._scale, self._class = self._theme.scale, None
            self._codes.set_low(low=self._low)
            self.fit(self._page.window().size())

    def toggle(self, panel: QWidget) -> None:
        """Show a panel or put it away."""
        if panel is self._codes and self._class == 0:
            self._over = not self._over
            self._arrange()
            return
        away = set(self._settings.value.hidden_panels) ^ {panel.objectName()}
        self._settings.set(hidden_panels=tuple(sorted(away)))
        self._arrange()

    def show_codes(self) -> None:
        """Show the code panel if it is not there."""
        if not self._codes.isVisible():
            self.toggle(self._codes)

    def put_over_away(self) -> bool:
        """Put the code panel away where it lies over the text; say whether it did."""
        over = self._over
        if over:
            self.toggle(self._codes)
        return over

    def toggle_text_alone(self) -> None:
        """Put both panels away, or show both."""
        ours = {self._documents.objectName(), self._codes.objectName()}
        away = set(self._settings.value.hidden_panels)
        alone = ours <= away
        self._settings.set(hidden_panels=tuple(sorted(away - ours if alone else away | ours)))
        self._over = False
        self._arrange()

    def _is_away(self, panel: QWidget) -> bool:
        return panel.objectName() in self._settings.value.hidden_panels

    def _arrange(self) -> None:
        least = self._class == 0
        documents = self._class in (_WIDE, _MEDIUM) and not self._is_away(self._documents)
        self._documents.setVisible(documents)
        if least and self._over:
            self._codes.setParent(self._page)
            self._codes.setContentsMargins(1, 0, 0, 0)
            self._lay_over()
            self._codes.show()
            self._codes.raise_()
        elif self._splitter.indexOf(self._codes) < 0:
            self._codes.setContentsMargins(0, 0, 0, 0)
            self._splitter.addWidget(self._codes)
        if not (least and self._over):
            self._codes.setVisible(not least and not self._is_away(self._codes))
        self._set_widths()
        self.documents_shown.emit(documents)

    def _set_widths(self) -> None:
        kept = self._settings.value.splitters.get(self._name())
        left, right = kept if kept and len(kept) == 2 else map(self._theme.px, _WIDTHS[self._class or 0])
        total = self._splitter.width()
        taken = (left if self._documents.isVisibleTo(self._splitter) else 0) + (
            right if self._codes.isVisibleTo(self._splitter) else 0
        )
        sizes = [left, max(200, total - taken - 2), right]
        self._splitter.setSizes(sizes[: self._splitter.count()])

    def _keep_widths(self) -> None:
        sizes = self._splitter.sizes()
        if len(sizes) == 3 and sizes[0] and sizes[2]:
            kept = {**self._settings.value.splitters, self._name(): (sizes[0], sizes[2])}
            self._settings.set(splitters=kept)

    def _name(self) -> str:
        return f"codePage{self._class}"

    def _lay_over(self) -> None:
        width = self._theme.px(_WIDTHS[0][1])
        self._codes.setGeometry(QRect(self._page.width() - width, 0, width, self._page.height()))
