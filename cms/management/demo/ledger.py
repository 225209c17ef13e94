"""Remembers what the demo made, in Wagtail's own audit log, so that a second run neither repeats nor overwrites.

An entry of the log names the object, the fingerprint of the data it was made from, and the revision. When the object
has got another revision since, somebody else has worked on it.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, Page, PageLogEntry

__all__ = ["Entry", "Ledger"]

KEY = "demo"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What an earlier run noted: primary key as text, fingerprint of the data, primary key of the revision."""

    pk: str
    fingerprint: str
    revision: int | None


class Ledger:
    """The notes of earlier runs, by name, such as "page:research"."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}
        fields = ("data", "revision_id", "timestamp")
        models = ModelLogEntry.objects.filter(data__has_key=KEY).values_list("object_id", *fields)
        pages = PageLogEntry.objects.filter(data__has_key=KEY).values_list("page_id", *fields)
        for pk, data, revision, _ in sorted([*models, *pages], key=lambda row: row[3]):
            note = data[KEY]
            self._entries[note["name"]] = Entry(
                pk=str(pk), fingerprint=note["fingerprint"], revision=revision
            )

    def entry(self, name: str) -> Entry | None:
        """What was noted last under the name, or None."""
        return self._entries.get(name)

    def find(self, model: type[Model], name: str) -> Any:
        """The object noted under the name, or None if there is no note or the object is gone."""
        entry = self.entry(name)
        return entry and model._default_manager.filter(pk=entry.pk).first()

    def untouched(self, page: Page, name: str) -> bool:
        """Whether the page is as the demo left it: live, and without a later revision."""
        entry = self.entry(name)
        return bool(entry and page.live and page.latest_revision_id == entry.revision)

    def write(self, instance: Model, name: str, *, fingerprint: str = "") -> None:
        """Notes that the object, in its latest revision, was made from the data with this fingerprint."""
        revision = getattr(instance, "latest_revision", None)
        action = "wagtail.edit" if self.entry(name) else "wagtail.create"
        log(
            instance=instance,
            action=action,
            data={KEY: {"name": name, "fingerprint": fingerprint}},
            revision=revision,
        )
        self._entries[name] = Entry(
            pk=str(instance.pk), fingerprint=fingerprint, revision=getattr(revision, "pk", None)
        )
