"""The actions of import and export; install them for the window's `Importing`."""

from __future__ import annotations

from glossator.ui.actions import Action
from glossator.ui.importing.importing import Importing

ACTIONS = (
    Action(
        "file.import", "Import…", Importing.choose_files, "File", ("Ctrl+I",),
        enabled=Importing.can_import, place="Project",
    ),
    Action(
        "file.export", "Export…", Importing.export, "File", ("Ctrl+E",), enabled=Importing.can_export, place="Project"
    ),
)  # fmt: skip
