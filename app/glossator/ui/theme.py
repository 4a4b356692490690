"""The look of the window: tokens, fonts, code colours with contrast, icons.

A widget gets the `Theme` in its constructor, paints with ``theme.tokens.accent`` and the like, takes every
length through ``theme.px`` and every font through ``theme.font``, and connects ``theme.changed`` to
``self.update`` (and to whatever it has laid out by hand).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from glossator.shipped import shipped
from glossator.ui.colors import mix, until
from glossator.ui.tokens import HUES, EntityLook, Tokens, entity_look, tokens

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractScrollArea, QApplication

__all__ = ["HUES", "CodeColors", "EntityLook", "Theme", "Tokens"]

_WHITE = QColor("#FFFFFF")
_BLACK = QColor("#000000")
_MARK_RATIO = {False: 3.0, True: 4.0}
_LABEL_RATIO = 4.6
SANS = ("Noto Sans", "Segoe UI", "Helvetica Neue", "DejaVu Sans")
SERIF = ("Noto Serif", "DejaVu Serif", "Georgia", "Times New Roman")


@dataclass(frozen=True)
class CodeColors:
    """What one code's colour becomes on the page of this theme."""

    mark: QColor
    """mark and bracket: 3.0 on a light page, 4.0 on a dark one"""
    label: QColor
    """words in the code's colour: 4.6 on the page"""
    page: QColor
    dark: bool

    def tint(self, depth: int = 0) -> QColor:
        """Return the ground behind a coded passage that lies inside *depth* further codes; opaque."""
        share = (0.30 if self.dark else 0.20) + 0.05 * min(depth, 2)
        return mix(self.mark, self.page, share)

    @property
    def active(self) -> QColor:
        """The ground behind the active passage; opaque."""
        return mix(self.mark, self.page, 0.50 if self.dark else 0.42)


class Theme(QObject):
    """Tokens, fonts and colours; says ``changed`` when any of them did."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mode = "system"
        self._codes: dict[str, CodeColors] = {}
        self._svg: dict[str, bytes] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
        self.scale = 1.0
        """interface size, 0.9 to 1.5; multiplies every length and font but the text's"""
        self.reading_family = ""
        """family of the text; empty for Noto Serif or the system's serif"""
        self.tokens = tokens(dark=False)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)
        self._follow()

    @property
    def dark(self) -> bool:
        """Whether the window is dark now."""
        return self.tokens.dark

    @property
    def mode(self) -> str:
        """What was asked for: ``system``, ``light`` or ``dark``."""
        return self._mode

    def set_mode(self, mode: str) -> None:
        """Show the window ``light``, ``dark``, or as the ``system`` has it (light where that is unknown)."""
        self._mode = mode
        self._follow()

    def set_scale(self, scale: float) -> None:
        """Set the interface size, 0.9 to 1.5."""
        if scale != self.scale:
            self.scale = scale
            self.changed.emit()

    def set_reading_family(self, family: str) -> None:
        """Set the family of the text; empty for the default."""
        if family != self.reading_family:
            self.reading_family = family
            self.changed.emit()

    def _follow(self) -> None:
        hints = QGuiApplication.styleHints()
        system_dark = hints.colorScheme() == Qt.ColorScheme.Dark
        dark = self._mode == "dark" or (self._mode == "system" and system_dark)
        contrast = hints.accessibility().contrastPreference()
        found = tokens(dark=dark, strong=contrast == Qt.ContrastPreference.HighContrast)
        if found != self.tokens:
            self.tokens = found
            self._codes.clear()
            self.changed.emit()

    def px(self, length: float) -> int:
        """Return *length* of the drawings in logical pixels at the present interface size."""
        return round(length * self.scale)

    def font(self, size: float = 13, weight: int = 400, *, tabular: bool = False) -> QFont:
        """Return the interface's font; *tabular* gives every figure the same width."""
        font = QFont()
        font.setFamilies(SANS)
        font.setPixelSize(max(8, round(size * self.scale)))
        font.setWeight(QFont.Weight(weight))
        if tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def reading_font(self, size_px: float = 16, weight: int = 400) -> QFont:
        """Return the text's font; *size_px* is not multiplied by the interface size."""
        font = QFont()
        font.setFamilies((self.reading_family, *SERIF) if self.reading_family else SERIF)
        font.setPixelSize(max(1, round(size_px)))
        font.setWeight(QFont.Weight(weight))
        return font

    def color(self, token: str) -> QColor:
        """Return the token called *token*, or the colour of that name (``#rrggbb``)."""
        return QColor(token) if token.startswith("#") else QColor(getattr(self.tokens, token))

    def code(self, color: str) -> CodeColors:
        """Return what the code colour *color* (``#rrggbb``) becomes on this page; cached."""
        if color not in self._codes:
            page, dark = self.tokens.page, self.dark
            towards = _WHITE if dark else _BLACK
            mark = until(QColor(color), page, _MARK_RATIO[dark], towards)
            self._codes[color] = CodeColors(mark, until(mark, page, _LABEL_RATIO, towards), page, dark)
        return self._codes[color]

    def entity(self, label: str) -> EntityLook:
        """Return how mentions labelled *label* are underlined."""
        return entity_look(label, dark=self.dark)

    def icon(self, name: str, token: str = "sub", size: int = 18) -> QIcon:
        """Return ``resources/icons/NAME.svg`` in a token's colour, sharp up to 3 device pixels a pixel."""
        icon = QIcon()
        for ratio in (1.0, 2.0, 3.0):
            icon.addPixmap(self.pixmap(name, token, size, ratio))
        return icon

    def pixmap(
        self,
        name: str,
        token: str = "sub",
        size: int = 18,
        ratio: float = 1.0,
    ) -> QPixmap:
        """Return the icon *name* as a pixmap of *size* (scaled) logical pixels; cached."""
        color = self.color(token).name()
        side = self.px(size)
        found = self._pixmaps.get((name, color, side, ratio))
        if found is None:
            found = self._pixmaps[name, color, side, ratio] = self._render(name, color, side, ratio)
        return found

    def paint_icon(
        self, painter: QPainter, name: str, token: str, rect: QRectF, *, size: int | None = None
    ) -> None:
        """Paint the icon *name* into the middle of *rect*, *size* (default: the rectangle's side) large."""
        if not self.color(token).alpha():
            return
        side = self.px(size) if size else round(min(rect.width(), rect.height()))
        ratio = painter.device().devicePixelRatioF() if painter.device() else 1.0
        key = (name, self.color(token).name(), side, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = self._render(*key)
        left = round(rect.center().x() - side / 2)
        top = round(rect.center().y() - side / 2)
        painter.drawPixmap(left, top, self._pixmaps[key])

    def _render(self, name: str, color: str, side: int, ratio: float) -> QPixmap:
        if name not in self._svg:
            self._svg[name] = (shipped("resources") / "icons" / f"{name}.svg").read_bytes()
        pixmap = QPixmap(QSize(side, side) * ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        drawing = self._svg[name].replace(b"currentColor", color.encode())
        QSvgRenderer(QByteArray(drawing)).render(painter)
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def palette(self) -> QPalette:
        """Return the palette of standard widgets."""
        t = self.tokens
        palette = QPalette(t.win)
        roles = QPalette.ColorRole
        for role, color in (
            (roles.Window, t.win), (roles.WindowText, t.text), (roles.Base, t.field), (roles.Text, t.text),
            (roles.AlternateBase, t.hover), (roles.ToolTipBase, t.page), (roles.ToolTipText, t.text),
            (roles.Button, t.page), (roles.ButtonText, t.text), (roles.BrightText, t.on),
            (roles.PlaceholderText, t.faint), (roles.Highlight, t.sel), (roles.HighlightedText, t.text),
            (roles.Link, t.accent), (roles.LinkVisited, t.accent), (roles.Accent, t.accent),
            (roles.Light, t.page), (roles.Midlight, t.hover), (roles.Mid, t.line2), (roles.Dark, t.tick),
            (roles.Shadow, t.line2),
        ):  # fmt: skip
            palette.setColor(role, color)
        for role in (roles.WindowText, roles.Text, roles.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, t.faint)
        return palette

    def style_sheet(self) -> str:
        """Return the style sheet of standard widgets (menus, tool tips, scroll bars) in these tokens."""
        sheet = (shipped("resources") / "styles" / "window.qss").read_text(encoding="utf-8")
        for name, value in vars(self.tokens).items():
            if isinstance(value, QColor):
                sheet = sheet.replace(f"@{name};", f"{value.name()};")
        for size in (12, 13):
            sheet = sheet.replace(f"@{size}px;", f"{self.px(size)}px;")
        return sheet

    def lay_ground(self, area: QAbstractScrollArea, token: str = "page") -> None:
        """Give *area* its ground; its viewport too, which under a style sheet keeps the one it had first."""
        palette = area.palette()
        for role in (QPalette.ColorRole.Base, QPalette.ColorRole.Button):
            palette.setColor(role, self.color(token))
        area.setPalette(palette)
        area.viewport().setPalette(palette)

    def dress(self, app: QApplication) -> None:
        """Give *app* this look, now and whenever the theme changes."""
        app.setStyle("Fusion")
        self._dress(app)
        self.changed.connect(lambda: self._dress(app))

    def _dress(self, app: QApplication) -> None:
        app.setPalette(self.palette())
        app.setFont(self.font())
        app.setStyleSheet(self.style_sheet())
