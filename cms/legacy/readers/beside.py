"""Files that lie beside an article: the pictures that a browser saved with a page, the uploads of an old site."""

import posixpath
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from cms.legacy.readers.decoding import UnreadableSource
from cms.legacy.readers.documents import Document, read_up_to
from cms.legacy.readers.mhtml import parts_of
from cms.legacy.readers.options import ReadingOptions


def read_beside(document: Document, name: str, *, options: ReadingOptions) -> bytes | None:
    """Return the bytes of a file that lies in the same folder or archive, or None.

    ``name`` is a path from the document, as a page links to it, or an address: then the longest end of its path that
    there is a file for counts (``wp-content/uploads/2019/05/a.jpg``, ``uploads/2019/05/a.jpg``, ``2019/05/a.jpg``).
    """
    if document.kind == "mhtml":
        return _part(document, name, options)
    folder = posixpath.dirname(document.name)
    for candidate in _candidates(name):
        path = posixpath.normpath(posixpath.join(folder, candidate))
        if path.startswith(("../", "/")) or path == ".." or path not in document.container:
            continue
        try:
            with document.container.open(path) as stream:
                data = read_up_to(stream, options.max_file_bytes + 1)
        except UnreadableSource:
            return None
        return data if len(data) <= options.max_file_bytes else None
    return None


def _part(document: Document, name: str, options: ReadingOptions) -> bytes | None:
    try:
        data = document.read(options, max_bytes=options.max_file_bytes)
        parts = parts_of(data, source=document.label)
    except UnreadableSource:
        return None
    return parts.others.get(name) or parts.others.get(urljoin(parts.page.address, name))


def _candidates(name: str) -> Iterator[str]:
    try:
        parts = urlsplit(name)
    except ValueError:
        return
    path = unquote(parts.path)
    if not path or "\0" in path:
        return
    if not parts.scheme and not parts.netloc and not path.startswith("/"):
        yield path
        return
    ends = PurePosixPath(path.strip("/")).parts
    for start in range(len(ends)):
        if len(ends) - start > 1 or len(ends) == 1:
            yield "/".join(ends[start:])
