"""What the program depends on in the Qt binding."""

from __future__ import annotations

import sys

from PySide6.QtGui import QImage, QPainter


def test_calls_that_return_nothing_keep_their_reference_to_none(qapp):
    """A release of the binding dropped one at each call and aborted after some thousands."""
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    before = sys.getrefcount(None)
    for _ in range(1000):
        painter.drawRect(0, 0, 1, 1)
    painter.end()
    assert sys.getrefcount(None) - before > -500
