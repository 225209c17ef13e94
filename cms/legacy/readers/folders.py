"""A folder of old files: what in it is an article, what belongs to one, and no way out of it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from django.utils.translation import gettext as _

from cms.legacy.readers.decoding import UnreadableSource

_ASSET_FOLDERS = ("_files", "-files", ".files", "_archivos", "-Dateien", "_fichiers", "_file", "_bestanden")
_PAGES = (".html", ".htm", ".xhtml")
_LITTER = {"__MACOSX", "Thumbs.db", "desktop.ini"}


class Folder:
    """A folder and what lies in it. Links are not followed; ``problems`` names them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[tuple[str, str]] = []

    @property
    def names(self) -> list[str]:
        """All files in it, by their path from the folder, sorted. Raises ``UnreadableSource``."""
        names = []
        for path in sorted(self._paths()):
            name = path.relative_to(self.root).as_posix()
            if path.is_symlink():
                self.problems.append((name, _("it is a link, not a file")))
            elif path.is_file():
                names.append(name)
        return names

    def _paths(self) -> Iterator[Path]:
        def refused(error: OSError) -> None:
            if Path(error.filename) == self.root:
                raise UnreadableSource(str(self.root), _("the folder can not be read")) from error
            name = Path(error.filename).relative_to(self.root).as_posix()
            self.problems.append((name, _("the folder can not be read")))

        for folder, folders, files in os.walk(self.root, onerror=refused):
            yield from (Path(folder, name) for name in (*folders, *files))

    def sizes(self, name: str) -> tuple[int, int]:
        size = (self.root / name).stat().st_size
        return size, size

    def __contains__(self, name: object) -> bool:
        path = self.root / str(name)
        try:
            return path.is_file() and path.resolve().is_relative_to(self.root.resolve())
        except (OSError, ValueError, RuntimeError):  # longer than any name of a file, or a ring of links
            return False

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """Open a file of it. Raises ``UnreadableSource``."""
        try:
            file = (self.root / name).open("rb")
        except OSError as error:
            reason = _("it can not be read (%(error)s)") % {"error": error.strerror or error}
            raise UnreadableSource(name, reason) from error
        with file:
            yield file


def articles_among(names: list[str]) -> list[str]:
    """Leave out hidden files, what systems leave behind, and the folders in which a browser saves a page's pictures."""
    pages = {name[: -len(ending)] for name in names for ending in _PAGES if name.lower().endswith(ending)}
    return [name for name in names if not _is_litter(name) and not _is_asset(name, pages)]


def _is_litter(name: str) -> bool:
    return any(
        (part.startswith(".") and part != "..") or part in _LITTER for part in PurePosixPath(name).parts
    )


def _is_asset(name: str, pages: set[str]) -> bool:
    for parent in PurePosixPath(name).parents:
        folder = parent.as_posix()
        if folder.endswith("_files"):
            return True
        if any(folder.endswith(ending) and folder[: -len(ending)] in pages for ending in _ASSET_FOLDERS):
            return True
    return False
