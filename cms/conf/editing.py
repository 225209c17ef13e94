"""Rules about content, and what editors are told."""

from collections.abc import Mapping, Sequence
from typing import Any

from cms.conf.base import Base

__all__ = ["Editing"]


class Editing(Base):
    """Rules about content, and what editors are told."""

    @property
    def rules(self) -> Mapping[str, Mapping[str, Any]]:
        """What a site does differently about a rule, by its id: {"severity": "error", "warning", "notice" or "off",
        "blocks_publishing": whether a page with such a remark that nobody acknowledged may not be published, and any
        of the rule's own options}."""
        rules: Mapping[str, Mapping[str, Any]] = self._get("RULES", {})
        return rules

    @property
    def further_rules(self) -> Sequence[str]:
        """A site's own rules: dotted paths of classes derived from `cms.evidence.Rule`."""
        rules: Sequence[str] = self._get("FURTHER_RULES", ())
        return rules
