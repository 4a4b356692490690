"""The head of the workspace: how much was found and by what, and the buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from glossator.ui.widgets.buttons import Button
from glossator.ui.widgets.labels import ElidedLabel, Label

if TYPE_CHECKING:
    from glossator.ui.entities.overview import Overview
    from glossator.ui.theme import Theme

_HEIGHT = 44


class EntitiesHead(QWidget):
    """Title, summary, pipeline, *Export…* and *Find again*."""

    pipeline_wanted = Signal()
    export_wanted = Signal()
    find_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme.px
        self.summary = ElidedLabel(theme, size=12, token="sub")
        self.summary.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.pipeline = Button(theme, "Pipeline", menu_arrow=True)
        self.pipeline.setObjectName("entityPipeline")
        self.pipeline.clicked.connect(self.pipeline_wanted)
        self.export = Button(theme, "Export…", icon="export")
        self.export.clicked.connect(self.export_wanted)
        self.find_button = Button(theme, "Find again", icon="undo")
        self.find_button.setObjectName("findEntities")
        self.find_button.setAccessibleName("Find again")
        self.find_button.clicked.connect(self.find_wanted)
        self.setFixedHeight(px(_HEIGHT))
        row = QHBoxLayout(self)
        row.setContentsMargins(px(18), 0, px(14), 0)
        row.setSpacing(px(8))
        row.addWidget(Label(theme, "Entities", size=15, weight=600))
        row.addSpacing(px(6))
        row.addWidget(self.summary, 1)
        for button in (self.pipeline, self.export, self.find_button):
            row.addWidget(button)

    def show_pipeline(self, name: str) -> None:
        """Print what finds entities."""
        self.pipeline.setText(f"Pipeline: {name}")
        self.pipeline.updateGeometry()

    def show_summary(self, overview: Overview | None, pipeline: str) -> None:
        """Say how much was found, and by what."""
        if overview is None or not overview.rows:
            self.summary.setText(pipeline)
            return
        mentions, count, texts = overview.mentions, len(overview.rows), overview.texts
        self.summary.setText(
            f"{mentions:,} mention{'' if mentions == 1 else 's'} of {count:,} "
            f"{'entity' if count == 1 else 'entities'} in {texts:,} text{'' if texts == 1 else 's'} · {pipeline}"
        )
