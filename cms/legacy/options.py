"""What a person wants of an import, as it is kept with the run, so that another process can go on with it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from cms.legacy.mapping import Names
from cms.legacy.target import LoadRefused, Order, Target, page_model_of
from cms.models import ResearchSummaryPage
from cms.models.legacy_runs import LegacyRun

__all__ = ["RunOptions"]


@dataclass(frozen=True, kw_only=True)
class RunOptions:
    """``mapping`` as ``cms.legacy.mapping`` describes it; ``media_folder`` a path on the machine that does the work;
    ``encoding`` what somebody says the files are in."""

    parent: Page
    locale: Locale
    page_model: type[Page] = ResearchSummaryPage
    publish: bool = False
    look_up: bool = False
    download: bool = False
    media_folder: str = ""
    mapping: Mapping[str, Any] | None = None
    redirects: bool = True
    encoding: str = ""

    def to_json(self) -> dict[str, Any]:
        """Plain values for ``LegacyRun.options``."""
        plain = ("publish", "look_up", "download", "media_folder", "redirects", "encoding")
        return {
            "parent": self.parent.pk,
            "locale": self.locale.language_code,
            "page_type": self.page_model._meta.label,
            "mapping": dict(self.mapping or {}),
            **{name: getattr(self, name) for name in plain},
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "RunOptions":
        """Read them again. Raises ``LoadRefused`` if the parent or the language is not there any more."""
        parent = Page.objects.filter(pk=values.get("parent")).first()
        locale = Locale.objects.filter(language_code=values.get("locale")).first()
        if parent is None:
            raise LoadRefused(_("The page below which the articles should go was deleted."))
        if locale is None:
            raise LoadRefused(_("The language of the import was deleted."))
        names = ("publish", "look_up", "download", "media_folder", "redirects", "encoding", "mapping")
        return cls(
            parent=parent.specific,
            locale=locale,
            page_model=page_model_of(values.get("page_type", ResearchSummaryPage._meta.label)),
            **{name: values[name] for name in names if name in values},
        )

    def order(self, *, now: datetime, run: LegacyRun | None, dry_run: bool) -> Order:
        """What is to be done with each entry. Raises ``LoadRefused``, ``WrongNames``."""
        target = Target(parent=self.parent, locale=self.locale, page_model=self.page_model)
        return Order.of(
            target=target,
            names=Names.of(self.mapping or {}),
            now=now,
            run=run,
            dry_run=dry_run,
            publish=self.publish,
            redirects=self.redirects,
        )

    @property
    def folder(self) -> Path | None:
        """The folder with the old site's files."""
        return Path(self.media_folder) if self.media_folder else None

    def fingerprint(self, files: str) -> str:
        """Of the options together with that of the files, in hexadecimal: the same for the same import."""
        written = json.dumps([files, self.to_json()], sort_keys=True)
        return hashlib.sha256(written.encode()).hexdigest()
