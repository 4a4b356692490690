"""What Glossator needs of the system: Python with venv, the libraries that Qt opens, fonts, a display."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys

# What Qt opens when it starts, and the Debian package that holds it: first any window at all, then X11.
LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
FONTS = {"NotoSans-Regular": "fonts-noto-core", "NotoColorEmoji": "fonts-noto-color-emoji"}
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")


class Trouble(Exception):  # noqa: N818  the person's, not a fault of the program
    """Something the person can mend; the message is what is printed."""


def say(text: str) -> None:
    """Print *text* at once, so that it stands before what a child process prints."""
    print(text, flush=True)


def system_packages() -> list[str]:
    """Return the Debian packages whose content is missing here (on Linux; elsewhere none is needed)."""
    missing = []
    if not sys.platform.startswith("linux"):
        return missing
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        missing.append(f"python3.{sys.version_info[1]}-venv")
    for library, package in LIBRARIES.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    fonts = font_files()
    missing += [
        package for font, package in FONTS.items() if not any(name.startswith(font) for name in fonts)
    ]
    return missing


def font_files() -> set[str]:
    """Return the names of the font files of this system."""
    folders = [os.path.expanduser(folder) for folder in FONT_FOLDERS]
    names = {name for folder in folders for _, _, files in os.walk(folder) for name in files}
    return {name for name in names if name.endswith((".ttf", ".ttc", ".otf"))}


def install_system_packages(*, fonts: bool) -> None:
    """See to it that Qt's libraries are there: install them where that is allowed, else say how.

    *fonts* says whether to look for fonts too. Their lack alone is no reason to stop: any font will do, these
    cover more scripts.
    """
    missing = [name for name in system_packages() if fonts or name not in FONTS.values()]
    if not missing:
        return
    needed = not set(missing) <= set(FONTS.values()) or not font_files()
    install = ["apt-get", "install", "-y", "--no-install-recommends"]
    if not shutil.which("apt-get"):
        advice = "Please install your system's packages of what Debian calls " + ", ".join(missing)
    elif os.geteuid() != 0:
        advice = "Please run this: sudo " + " ".join([*install, *names_here(missing)])
    else:
        apt(["apt-get", "update"])
        say("Installing system packages: " + " ".join(names_here(missing)))
        if apt([*install, *names_here(missing)]) and not system_packages():
            return
        advice = "apt-get, whose words are above, could not install " + " ".join(names_here(missing))
    if needed:
        raise Trouble(f"Glossator cannot start without some system packages. {advice}")
    say(f"Some scripts may show as empty boxes for want of fonts. {advice}")


def apt(command: list[str]) -> bool:
    """Run *command* of apt, which asks no questions; say whether it succeeded."""
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    return subprocess.call([*command, "-qq"], env=environment, stdin=subprocess.DEVNULL) == 0


def names_here(packages: list[str]) -> list[str]:
    """Return *packages* under the names of this release: Debian 13 and Ubuntu 24.04 renamed GLib's."""
    renamed = "libglib2.0-0t64"
    if "libglib2.0-0" not in packages:
        return packages
    known = subprocess.run(["apt-cache", "show", renamed], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return [renamed if name == "libglib2.0-0" and known.stdout else name for name in packages]


def has_display() -> bool:
    """Say whether a window can be shown: asks the X server, so a stale ``DISPLAY`` does not count."""
    wanted = os.environ.get("QT_QPA_PLATFORM", "").split(":")[0]
    if wanted in ("offscreen", "minimal", "vnc"):
        return False
    if not sys.platform.startswith("linux") or wanted not in ("", "xcb", "wayland"):
        return True
    wayland = os.environ.get("WAYLAND_DISPLAY")
    if wayland and os.path.exists(os.path.join(os.environ.get("XDG_RUNTIME_DIR", "/"), wayland)):
        return True
    if not os.environ.get("DISPLAY"):
        return False
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    refused = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not refused
