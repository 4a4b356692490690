"""A new interface size while the window stands: what was laid out in the old one is brought along.

Widgets take lengths through ``theme.px`` when they are made. Those that paint themselves ask again at
``theme.changed``; margins, spacings and fixed sizes of the others are multiplied here, once, before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLayout, QSizePolicy, QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QMargins

_UNSCALED = 2
"""hairlines stay hairlines"""
_NO_LIMIT = 16_777_215


def rescale(root: QWidget, ratio: float) -> None:
    """Multiply the fixed lengths of *root* and all in it by *ratio*."""
    for widget in [root, *root.findChildren(QWidget)]:
        _fixed_sizes(widget, ratio)
    for layout in root.findChildren(QLayout):
        layout.setContentsMargins(_margins(layout.contentsMargins(), ratio))
        if layout.spacing() > 0:
            layout.setSpacing(_scaled(layout.spacing(), ratio))
        _spacers(layout, ratio)


def _scaled(length: int, ratio: float) -> int:
    return length if length <= _UNSCALED else round(length * ratio)


def _margins(margins: QMargins, ratio: float) -> QMargins:
    sides = (margins.left(), margins.top(), margins.right(), margins.bottom())
    return type(margins)(*(_scaled(side, ratio) for side in sides))


def _fixed_sizes(widget: QWidget, ratio: float) -> None:
    if widget.isWindow():
        return
    if widget.minimumWidth() == widget.maximumWidth():
        widget.setFixedWidth(_scaled(widget.minimumWidth(), ratio))
    if widget.minimumHeight() == widget.maximumHeight() < _NO_LIMIT:
        widget.setFixedHeight(_scaled(widget.minimumHeight(), ratio))


def _spacers(layout: QLayout, ratio: float) -> None:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        spacer = item.spacerItem() if item is not None else None
        if spacer is not None:
            size, policy = spacer.sizeHint(), spacer.sizePolicy()
            across, along = policy.horizontalPolicy(), policy.verticalPolicy()
            if QSizePolicy.Policy.Fixed in (across, along):
                spacer.changeSize(_scaled(size.width(), ratio), _scaled(size.height(), ratio), across, along)
    layout.invalidate()
