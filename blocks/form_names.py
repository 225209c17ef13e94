"""What programs call the fields of a form: as the editor says, or made from the label; each name once."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from typing import Final

__all__ = ["NAME", "RESERVED", "distinct", "name_of", "names_of"]

NAME: Final = r"^[a-z][a-z0-9_]{0,59}\Z"

RESERVED: Final = frozenset(
    {
        "action", "captcha", "consent", "consent_version", "constructor", "elements", "fields", "method", "page",
        "placement", "reset", "submit", "token", "website",
    }
)  # fmt: skip
"""Names that mean something else: in the request that submits a form, or to the browser that shows it."""


def name_of(label: str) -> str:
    """“Your e-mail address” → `your_e_mail_address`; `field` for a label without a Latin letter."""
    ascii_label = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", ascii_label).strip("_0123456789")[:60].rstrip("_") or "field"


def distinct(name: str, taken: Collection[str]) -> str:
    """The name, with a number behind it if it is taken."""
    found, number = name, 2
    while found in taken:
        found, number = f"{name}_{number}", number + 1
    return found


def names_of(fields: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Of (name as typed, label) of each field. What is typed and may be used stays, whatever comes before it."""
    usable = [name if re.search(NAME, name) and name not in RESERVED else "" for name, _label in fields]
    used: set[str] = set()
    for name, (typed, label) in zip(usable, fields, strict=True):
        if not name or name in used:
            name = distinct(name_of(typed or label), used | RESERVED | set(usable))
        used.add(name)
        yield name
