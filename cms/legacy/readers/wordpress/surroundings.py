"""What the content of a post refers to and does not have: files by their number, blocks that several posts share."""

from collections.abc import Callable
from dataclasses import dataclass

from cms.legacy.entries import Media


def _nothing(_number: str) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """``media`` finds an attachment by its id, ``block`` the content of a reusable block; both give None for none.

    ``footnotes`` is the JSON in which WordPress keeps the notes of a post.
    """

    media: Callable[[str], Media | None] = _nothing
    block: Callable[[str], str | None] = _nothing
    footnotes: str = ""
