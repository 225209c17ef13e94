"""Brings an article of an old site in as a draft, and says what became of every line of it."""

import json
from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from cms.legacy.load import LoadRefused, Target, load
from cms.legacy.readers.decoding import UnreadableSource, read_bytes
from cms.legacy.readers.text import read_text_bytes
from cms.legacy.report import Report


def report_file(value: str) -> Path:
    """A file name that says in which form the report is wanted. Raises ``ArgumentTypeError``."""
    path = Path(value)
    if path.suffix not in (".json", ".txt"):
        raise ArgumentTypeError(f"{value}: the name has to end in .json or .txt")
    if not path.absolute().parent.is_dir():
        raise ArgumentTypeError(f"{value}: there is no such folder")
    return path


class Command(BaseCommand):
    """`manage.py import_legacy article.txt --parent /research/`. Exits with 1 if nothing could be imported."""

    help = (
        "Imports an article from a text file as a draft, and reports what became of every line. "
        "The same file is never imported twice, and a draft that somebody has edited is not touched."
    )
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, help="the file")
        parser.add_argument(
            "--parent", required=True, help="id or path of the page below which the draft goes"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be done, and write nothing"
        )
        parser.add_argument(
            "--report", type=report_file, help="also write the report to this .json or .txt file"
        )
        parser.add_argument("--locale", help="language of the article; the parent's by default")
        parser.add_argument("--encoding", help="encoding of the file; found by itself by default")
        parser.add_argument(
            "--page-type", default="cms.ResearchSummaryPage", help="page type of the draft (%(default)s)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["path"]
        try:
            original = read_bytes(path)
            item = read_text_bytes(original, source=path.name, encoding=options["encoding"])
            report = load(
                item,
                original,
                target=self._target(options),
                source_key=path.resolve().as_posix(),
                now=timezone.now(),
                dry_run=options["dry_run"],
            )
        except (UnreadableSource, LoadRefused) as error:
            raise CommandError(str(error)) from error
        except ValidationError as error:
            raise CommandError(f"{path}: {' '.join(error.messages)}") from error
        self.stdout.write(report.as_text(), ending="")
        if options["report"] is not None:
            self._write(report, options["report"])

    def _target(self, options: dict[str, Any]) -> Target:
        parent = self._parent(options["parent"])
        locale = parent.locale
        if options["locale"] is not None:
            locale = Locale.objects.filter(language_code=options["locale"]).first()
            if locale is None:
                raise CommandError(f"There is no locale {options['locale']!r}.")
            if parent.locale != locale and not parent.is_root():
                translation = parent.get_translation_or_none(locale)
                if translation is None:
                    raise CommandError(f"“{parent.title}” has no translation into {locale}.")
                parent = translation.specific
        try:
            page_model = apps.get_model(options["page_type"])
        except (LookupError, ValueError) as error:
            raise CommandError(f"There is no page type {options['page_type']!r}.") from error
        if not issubclass(page_model, Page):
            raise CommandError(f"{options['page_type']!r} is no page type.")
        return Target(parent=parent, locale=locale, page_model=page_model)

    def _parent(self, value: str) -> Page:
        """The page with the id, or with the path on the default site, or in the tree."""
        if value.isdecimal():
            found = Page.objects.filter(pk=int(value)).first()
        else:
            path = f"/{value.strip('/')}/" if value.strip("/") else "/"
            site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
            paths = [site.root_page.url_path.rstrip("/") + path] if site else []
            found = next(
                (page for wanted in (*paths, path) if (page := Page.objects.filter(url_path=wanted).first())),
                None,
            )
        if found is None:
            raise CommandError(f"There is no page {value!r} to put the draft below.")
        return found.specific

    def _write(self, report: Report, path: Path) -> None:
        if path.suffix == ".json":
            text = json.dumps(report.as_dict(), ensure_ascii=False, indent=2) + "\n"
        else:
            text = report.as_text()
        try:
            path.write_text(text, encoding="utf-8")
        except OSError as error:
            raise CommandError(
                f"The import is done, but {path} could not be written: {error.strerror}."
            ) from error
