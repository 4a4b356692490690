"""Codings that cannot all be placed: why, and what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from glossator.ui.importing.bringing import Options, Outcome
from glossator.ui.widgets.checks import CheckBox
from glossator.ui.widgets.dialog import Dialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from glossator.ui.theme import Theme


class RefusalDialog(Dialog):
    """Says why nothing was imported; codings can be tried again more leniently."""

    again = Signal(object)
    """the `Options` to try with"""

    def __init__(self, theme: Theme, window: QWidget, outcome: Outcome, options: Options) -> None:
        title = f"“{outcome.receipt.source}” was not imported"
        super().__init__(theme, window, title, outcome.refusal, width=560)
        self.setObjectName("importRefused")
        lenient = "codings" in outcome.kinds
        self._codes = CheckBox(theme, "Make codes that the codebook lacks")
        self._codes.setChecked(options.create_codes)
        self._rest = CheckBox(theme, "Bring in the rest where a coding has no place, and list those")
        self._rest.setChecked(options.keep_unplaced)
        if lenient:
            self.body.addWidget(self._codes)
            self.body.addWidget(self._rest)
            self.add_button("Cancel", role="reject")
            self._try = self.add_button("Try again", "primary", role="accept")
            self._codes.toggled.connect(lambda _: self._ask())
            self._rest.toggled.connect(lambda _: self._ask())
            self.accepted.connect(lambda: self.again.emit(self._options()))
            self._first = options
            self._ask()
        else:
            self.add_button("Close", "primary", role="reject")

    def _options(self) -> Options:
        return Options(create_codes=self._codes.isChecked(), keep_unplaced=self._rest.isChecked())

    def _ask(self) -> None:
        same = self._options() == self._first
        self._try.setEnabled(not same)
        self._try.setToolTip("Tick what may be done first." if same else "")
