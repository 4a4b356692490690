"""How the window begins: with the welcome page, a project, or the question for a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from glossator.ui.welcome.first_run import FirstRunPage
    from glossator.ui.window import Window


class Beginning(QObject):
    """Opens nothing for a person whose name is not known: without one nothing could be coded."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._page: FirstRunPage | None = None

    def start(self, project: Path | None = None, *, sample: bool = False) -> None:
        """Show the first page; *project*, or the sample, is opened once the window is painted."""
        window = self._window
        if not window.settings.value.coder_name and not sample:
            self._ask(project)
        elif project is not None or sample:
            window.show_work()
            window.painted.connect(lambda: self._open_first(project))

    def with_name(self, act: Callable[[], object]) -> None:
        """Run *act* if it is known whose name codings carry, else ask for it."""
        page = self._page
        if page is None and not self._window.settings.value.coder_name:
            self._window.session.close()  # the sample: it alone opens without a name
            self._ask()
        elif page is None or page.keep_name():
            self._leave()
            act()

    def _open_first(self, project: Path | None) -> None:
        projects = self._window.projects
        done = projects.open(project) if project is not None else projects.sample()
        if not done:
            self._window.show_welcome()

    def _ask(self, project: Path | None = None) -> None:
        """Show the first run; *project* waits until the name is known."""
        from glossator.ui.welcome.first_run import FirstRunPage

        window, projects = self._window, self._window.projects
        self._page = page = FirstRunPage(window.theme, window.settings)
        window.root.addWidget(page)
        window.root.setCurrentWidget(page)
        page.sample_wanted.connect(lambda: self.with_name(projects.sample))
        page.new_wanted.connect(lambda: self.with_name(projects.new))
        page.open_wanted.connect(lambda: self.with_name(projects.choose))
        if project is not None:
            page.wait_for(project.stem)
            page.project_wanted.connect(lambda: self.with_name(lambda: projects.open(project)))
        page.focus_first().setFocus()

    def _leave(self) -> None:
        page, self._page = self._page, None
        if page is not None:
            self._window.show_welcome()
            self._window.root.removeWidget(page)
            page.deleteLater()
