"""A picture as a file: SVG, whose words stay words, or PNG, sharp in print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

from glossator.exchange.atomic import replacing
from glossator_db.errors import ExchangeError

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QPaintDevice
    from PySide6.QtWidgets import QGraphicsView

_MARGIN = 20
_SHARPNESS = 3


def save_svg(view: QGraphicsView, path: Path) -> None:
    """Write what *view* shows as SVG; raises `ExchangeError`."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(_size(view))
    generator.setViewBox(QRectF(0, 0, _size(view).width(), _size(view).height()))
    generator.setTitle(view.accessibleName())
    _paint(view, generator)
    with replacing(path) as stream:
        stream.write(bytes(buffer.data().data()).decode("utf-8"))


def save_png(view: QGraphicsView, path: Path) -> None:
    """Write what *view* shows as PNG, three pixels for one; raises `ExchangeError`."""
    image = QImage(_size(view) * _SHARPNESS, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SHARPNESS)
    image.fill(QColor("#FFFFFF"))
    _paint(view, image)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"PNG").write(image)
    try:
        path.write_bytes(bytes(buffer.data().data()))
    except OSError as error:
        raise ExchangeError(f"The picture cannot be written: {error.strerror}.", path=str(path)) from error


def _size(view: QGraphicsView) -> QSize:
    return view.size() + QSize(2 * _MARGIN, 2 * _MARGIN)


def _paint(view: QGraphicsView, device: QPaintDevice) -> None:
    size = view.size()
    painter = QPainter(device)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.fillRect(QRectF(0, 0, size.width() + 2 * _MARGIN, size.height() + 2 * _MARGIN), QColor("#FFFFFF"))
    target = QRectF(_MARGIN, _MARGIN, size.width(), size.height())
    view.scene().prepareForPaint()  # type: ignore[attr-defined]  # pyqtgraph's own scene
    view.scene().render(painter, target, QRectF(0, 0, size.width(), size.height()))
    painter.end()
