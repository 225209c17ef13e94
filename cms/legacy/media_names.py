"""Names of the old site's files: where they may lie in a folder, and what they are called in the library."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from django.utils.text import slugify

__all__ = ["file_name", "name_in", "paths_of"]

_SIZE = re.compile(r"-\d{2,5}x\d{2,5}(?=\.\w+\Z)")
_UPLOADS = re.compile(r"(?:.*/)?(?:wp-content/)?uploads/")


def paths_of(address: str) -> Iterator[str]:
    """Where in a folder the file of that address may lie: by its path, from ``uploads`` on, in its original size."""
    path = unquote(_path_of(address) if "//" in address else address.partition("?")[0]).lstrip("/")
    for name in dict.fromkeys((path, _UPLOADS.sub("", path, count=1))):
        if name:
            yield name
            if _SIZE.search(name):
                yield _SIZE.sub("", name)


def name_in(address: str) -> str:
    """The last part of the path; "" for what has none."""
    if address.startswith("data:"):
        return ""
    return PurePosixPath(unquote(_path_of(address))).name


def _path_of(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def file_name(address: str, sha256: str, ending: str) -> str:
    """The same for the same bytes, so that a file that was left behind is written over and not beside."""
    stem = slugify(PurePosixPath(name_in(address)).stem)[:60] or "file"
    return f"{stem}-{sha256[:16]}.{ending}"
