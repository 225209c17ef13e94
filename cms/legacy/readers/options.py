"""How sources are read: what a site may set, and how much of anything a reader accepts."""

from collections.abc import Sequence
from dataclasses import dataclass

from cms.legacy.form_rules import FORM_RULES, FormRule
from cms.legacy.markup import BOILERPLATE_RULES, BoilerplateRule

_MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadingOptions:
    """``encoding`` is what somebody says all files are in; None is found out. Sizes are in bytes, as read.

    ``post_types`` are the types of an export that are articles; others are reported. An archive may hold
    ``max_files`` files of ``max_unpacked_bytes`` together, and none may grow by more than ``max_ratio``.
    """

    encoding: str | None = None
    form_rules: Sequence[FormRule] = FORM_RULES
    boilerplate_rules: Sequence[BoilerplateRule] = BOILERPLATE_RULES
    post_types: frozenset[str] = frozenset({"post", "page"})
    max_article_bytes: int = 5 * _MEBIBYTE
    max_file_bytes: int = 20 * _MEBIBYTE
    max_unpacked_bytes: int = 8 * 1024 * _MEBIBYTE
    max_ratio: int = 200
    max_files: int = 50_000

    @property
    def max_item_bytes(self) -> int:
        """An item of an export is its article, comments and whatever plugins left with it."""
        return 4 * self.max_article_bytes
