"""What files are that are often given by mistake: exports of other systems, office documents, archives of other kinds.

Names of products and formats are the same in every language.
"""

import re

from django.utils.translation import gettext as _

_FIRST_NAME = 30
"""Where in a .zip the name of its first file stands."""

_TABLES = re.compile(r"^(?:create table|insert into|drop table)\s+[`\"\w]", re.IGNORECASE | re.MULTILINE)
_SQL_START = re.compile(r"\s*(?:--|/\*|#|set |use |create |insert |drop |begin)", re.IGNORECASE)
_JSON_START = re.compile(r'\s*(?:\{\s*"|\[\s*\{\s*")')
_GHOST = re.compile(r'\s*\{\s*"(?:db|meta|data)"\s*:.*"(?:exported_on|posts)"', re.DOTALL)
_MOVABLE_TYPE = re.compile(r"\s*(?:[A-Z][A-Z ]{2,30}:[^\n]*\n)+-----\r?\n(?:.*\n)??BODY:")


def foreign_bytes(head: bytes) -> str:
    """What a file is by its first bytes, in words for people; "" if that says nothing."""
    if head.startswith(b"PK\x03\x04"):
        return _packed(head)
    if head.lstrip().startswith(b"%PDF"):
        return _("a PDF")
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return _("an old Word or Office document")
    if head.startswith(b"{\\rtf"):
        return _("a Rich Text document")
    if head.startswith(b"bplist00"):
        return "Safari (.webarchive)"
    if head.startswith(b"Rar!\x1a\x07"):
        return "RAR"
    if head.startswith(b"7z\xbc\xaf\x27\x1c"):
        return "7z"
    return "tar" if head[257:262] == b"ustar" else ""


def _packed(head: bytes) -> str:
    """What is more than an archive has its own list of contents in the first place."""
    first = head[_FIRST_NAME : _FIRST_NAME + 100]
    if first.startswith(b"mimetypeapplication/epub"):
        return _("an EPUB book")
    if first.startswith(b"mimetypeapplication/vnd.oasis"):
        return _("an OpenDocument text")
    if first.startswith((b"[Content_Types].xml", b"_rels/")):
        for folder, what in ((b"word/", _("a Word document")), (b"xl/", "Excel"), (b"ppt/", "PowerPoint")):
            if folder in head:
                return what
    return ""


def foreign_text(text: str) -> str:
    """What a file is that is no article, by how its text begins; "" if it may be one."""
    if _JSON_START.match(text):
        return foreign_json(text) or "JSON"
    if _SQL_START.match(text) and _TABLES.search(text):
        return "SQL"
    return "Movable Type" if _MOVABLE_TYPE.match(text) else ""


def foreign_json(text: str) -> str:
    """Which system's export it is; "" for data that may belong to a page."""
    if _GHOST.match(text):
        return "Ghost (JSON)"
    return "WordPress (JSON)" if '"rendered":' in text else ""
