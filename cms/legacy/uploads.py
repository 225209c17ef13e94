"""Uploaded files wait in the database, in pieces, until a worker on any host writes them back to read them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from django.db import transaction

from cms.models import LegacyRun, LegacyUpload

__all__ = ["PIECE", "SUFFIXES", "forget_uploads", "keep_upload", "safe_name", "write_back"]

PIECE = 2**20
"""Bytes in a row."""
SUFFIXES = (
    ".txt", ".md", ".html", ".htm", ".xhtml", ".mhtml", ".mht", ".xml", ".zip", ".gz",
)  # fmt: skip
"""What an import reads."""
MOST = 150
"""Characters of a name; file systems take 255 bytes."""

_ODD = re.compile(r"[^\w .()+@,-]")


def safe_name(name: str) -> str:
    """The name as one that any file system takes and that leads nowhere else: no folders, nothing hidden or odd."""
    last = PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    path = PurePosixPath(_ODD.sub("_", last).strip(" .") or "file")
    return _fitting(path.name.removesuffix(path.suffix), path.suffix[:10]) or "file"


def _fitting(stem: str, end: str) -> str:
    """The name with as much of its stem as there is room for."""
    while len(stem.encode()) + len(end.encode()) > MOST:
        stem = stem[:-1]
    return stem + end


@transaction.atomic
def keep_upload(run: LegacyRun, name: str, chunks: Iterable[bytes]) -> str:
    """Keep a file for the import, and return its name there; one with the name of another gets a number."""
    taken = {each.casefold() for each in run.uploads.values_list("name", flat=True).distinct()}
    path = PurePosixPath(safe_name(name))
    kept, number = path.name, 1
    while kept.casefold() in taken:
        number += 1
        kept = _fitting(path.stem, f"-{number}{path.suffix}")
    for place, piece in enumerate(_pieces(chunks)):
        LegacyUpload.objects.create(run=run, name=kept, number=place, data=piece)
    return kept


def write_back(run: LegacyRun, folder: Path) -> list[Path]:
    """Write the files of the import into the folder, and return where they are, by name. One piece at a time is in
    memory."""
    paths: dict[Path, None] = {}
    for pk in list(run.uploads.order_by("name", "number").values_list("pk", flat=True)):
        piece = LegacyUpload.objects.get(pk=pk)
        path = folder / safe_name(piece.name)
        with path.open("ab" if path in paths else "wb") as file:
            file.write(piece.data)
        paths[path] = None
    return list(paths)


def forget_uploads(run: LegacyRun) -> None:
    """Delete the files of the import."""
    run.uploads.all().delete()


def _pieces(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of one size; an empty file is one empty piece."""
    kept, first = bytearray(), True
    for chunk in chunks:
        kept += chunk
        while len(kept) >= PIECE:
            yield bytes(kept[:PIECE])
            del kept[:PIECE]
            first = False
    if kept or first:
        yield bytes(kept)
