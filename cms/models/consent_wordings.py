"""The wordings of a panel's consent are numbered as readers come to see them, each kept in a row of its own."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

from cms.models.changes import one_change
from cms.models.consent import ConsentVersion

__all__ = ["CountsWordings"]


class CountsWordings(models.Model):
    """Something with `consent_text` and `consent_version`, which is the number of the wording that readers see.

    Another wording gets the next number when it is published, whichever way; a draft gets none. Words that come back
    after others are a new version too: what counts is what was shown when.
    """

    exclude_fields_in_copy: ClassVar[list[str]] = ["consent_version"]
    """The wordings of a translation or a copy are counted from the beginning."""

    consent_text: Any
    consent_version: Any
    consent_versions: Any

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        names = kwargs.get("update_fields")
        with one_change():
            is_new = self.pk is None
            changed = not is_new and self._take_consent_version(names)
            if changed and names is not None:
                kwargs["update_fields"] = {*names, "consent_version"}
            super().save(*args, **kwargs)
            if is_new and self._take_consent_version(names):
                self._stored().update(consent_version=self.consent_version)

    def _take_consent_version(self, names: Iterable[str] | None) -> bool:
        """Set the number of the wording that readers see after a save of these fields, with a row of its own if it is
        another wording; whether the number changed."""
        wording = self._wording_shown(names)
        if wording is None or not wording.strip():
            return False
        before = self.consent_version
        newest = self.consent_versions.order_by("-number").first()
        if newest is not None and newest.text == wording:
            self.consent_version = newest.number
        else:
            self.consent_version = newest.number + 1 if newest else 1
            ConsentVersion.objects.create(
                panel_id=self.pk, number=self.consent_version, text=wording, published_at=timezone.now()
            )
        return bool(before != self.consent_version)

    def _wording_shown(self, names: Iterable[str] | None) -> str | None:
        """The consent that readers see after a save of these fields; None if nothing about that changes. An object that
        is edited as a draft is saved in part, for its revisions: then it has words that nobody sees yet."""
        named = None if names is None else set(names)
        if not self._is_live(named):  # type: ignore[attr-defined]
            return None
        if named is None or "consent_text" in named:
            return str(self.consent_text)
        if "live" not in named:
            return None
        return str(self._stored().values_list("consent_text", flat=True).get())

    def _stored(self) -> Any:
        return type(self)._default_manager.filter(pk=self.pk)
