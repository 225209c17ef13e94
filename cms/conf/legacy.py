"""Imports of old articles."""

from collections.abc import Sequence

from cms.conf.base import Base

__all__ = ["Legacy"]


class Legacy(Base):
    """Imports of old articles."""

    @property
    def legacy_form_rules(self) -> Sequence[str]:
        """A site's own rules for what belongs to a form: dotted paths of sequences of
        `cms.legacy.form_rules.FormRule`. They come before ours."""
        rules: Sequence[str] = self._get("LEGACY_FORM_RULES", ())
        return rules

    @property
    def legacy_boilerplate_rules(self) -> Sequence[str]:
        """A site's own rules for what is no part of an article: dotted paths of sequences of
        `cms.legacy.markup.boilerplate.BoilerplateRule`. They come before ours."""
        rules: Sequence[str] = self._get("LEGACY_BOILERPLATE_RULES", ())
        return rules
