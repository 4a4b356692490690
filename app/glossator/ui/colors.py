"""Arithmetic of colours: contrast, mixing, and making a colour pass upon a ground."""

from __future__ import annotations

from PySide6.QtGui import QColor

_STEP = 0.05
_LIMIT = 60


def luminance(color: QColor) -> float:
    """Return the relative luminance of *color*, 0 for black to 1 for white (WCAG 2)."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (color.red() / 255, color.green() / 255, color.blue() / 255)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: QColor, second: QColor) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def mix(color: QColor, ground: QColor, share: float) -> QColor:
    """Return *share* of *color* upon *ground*, opaque and rounded to whole steps."""
    pairs = (
        (color.red(), ground.red()),
        (color.green(), ground.green()),
        (color.blue(), ground.blue()),
    )
    return QColor(*(round(share * over + (1 - share) * under) for over, under in pairs))


def until(color: QColor, ground: QColor, ratio: float, towards: QColor) -> QColor:
    """Mix *color* with *towards* in steps of 5 % until it has the contrast *ratio* on *ground*."""
    for _ in range(_LIMIT):
        if contrast(color, ground) >= ratio:
            break
        color = mix(towards, color, _STEP)
    return color
