"""Brings articles of an old site in as drafts, and says what became of everything in them."""

import sys
from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import InterfaceError, OperationalError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from cms.legacy.mapping import Names, WrongNames, read_names
from cms.legacy.readers.decoding import UnreadableSource
from cms.legacy.readers.opening import Sources
from cms.legacy.reading import WrongRules, reading_options
from cms.legacy.report_files import REPORT_KINDS, write_report
from cms.legacy.report_text import summary_of, text_of_run
from cms.legacy.run import RunBusy, RunOptions, carry_out, examine, start_run
from cms.legacy.target import LoadRefused, find_page, page_model_of
from cms.legacy.totals import outcomes_of
from cms.models.legacy_runs import LegacyOutcome, LegacyRun

EVERY = 100
"""Entries between two lines of progress, where nobody watches."""


def report_file(value: str) -> Path:
    """A file name that says in which form the report is wanted. Raises ``ArgumentTypeError``."""
    path = Path(value)
    if path.suffix not in REPORT_KINDS:
        raise ArgumentTypeError(f"{value}: the name has to end in {', '.join(REPORT_KINDS)}")
    if not path.absolute().parent.is_dir():
        raise ArgumentTypeError(f"{value}: there is no such folder")
    return path


def names_file(value: str) -> Names:
    """The mapping in that file. Raises ``ArgumentTypeError``."""
    try:
        return read_names(Path(value))
    except WrongNames as error:
        raise ArgumentTypeError(str(error)) from error


def folder(value: str) -> str:
    """A folder that is there. Raises ``ArgumentTypeError``."""
    path = Path(value)
    if not path.is_dir():
        raise ArgumentTypeError(f"{value}: there is no such folder")
    return path.resolve().as_posix()


class Command(BaseCommand):
    """`manage.py import_legacy export.xml --parent /research/`."""

    help = (
        "Imports articles as drafts: text files, pages of HTML, saved pages, exports of WordPress (WXR), and folders "
        "or zip archives of these. Says what became of every part of them. What was imported before is never imported "
        "twice, and a draft that somebody has edited is not touched. An import that was interrupted goes on when the "
        "same command is given again. Exits with 0 if every entry was dealt with (those that failed are listed), and "
        "with 1 if nothing could be imported."
    )
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", type=Path, nargs="+", metavar="path", help="file or folder")
        parser.add_argument(
            "--parent", required=True, help="id or path of the page below which the drafts go"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be done, and import nothing"
        )
        parser.add_argument(
            "--report", type=report_file, help="also write the report to this .html, .json or .txt file"
        )
        parser.add_argument(
            "--map",
            type=names_file,
            default=Names(),
            help="JSON file that says which topics, people, page types and parents the old site's names stand for",
        )
        parser.add_argument(
            "--publish",
            action="store_true",
            help="publish what the old site had published, if it lacks nothing that pages need here",
        )
        parser.add_argument("--look-up", action="store_true", help="complete references from the registries")
        parser.add_argument("--media", type=folder, help="folder with the old site's uploads")
        parser.add_argument("--download", action="store_true", help="download pictures from the old site")
        parser.add_argument(
            "--no-redirects", action="store_true", help="make no redirects from old addresses"
        )
        parser.add_argument("--locale", help="language of the articles; the parent's by default")
        parser.add_argument("--encoding", help="encoding of the files; found by itself by default")
        parser.add_argument(
            "--page-type", default="cms.ResearchSummaryPage", help="page type of the drafts (%(default)s)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            wanted = self._options(options)
            reading = reading_options(encoding=options["encoding"])
            sources = Sources(options["paths"], options=reading, located=True)
            wanted.order(now=timezone.now(), run=None, dry_run=True)
            run, goes_on = start_run(sources, wanted, dry_run=options["dry_run"])
            if goes_on:
                said = _(
                    "Going on with an import that was interrupted: %(done)s of %(total)s entries are done."
                )
                self.stderr.write(said % {"done": run.position, "total": run.total or "?"})
            self._work(run, sources, dry_run=options["dry_run"])
        except (UnreadableSource, LoadRefused, WrongNames, WrongRules, RunBusy) as error:
            raise CommandError(str(error)) from error
        self._say(run)
        if options["report"] is not None:
            self._write(run, options["report"])
        self._refuse_failed(run)

    def _work(self, run: LegacyRun, sources: Sources, *, dry_run: bool) -> None:
        try:
            (examine if dry_run else carry_out)(run, sources, progress=self._progress)
        except KeyboardInterrupt:
            self.stderr.write(_("Stopped. The same command goes on from here."))
            raise
        except (OperationalError, InterfaceError) as error:
            said = _("The database can not be reached: %(error)s. The same command goes on from here.")
            raise CommandError(said % {"error": error}) from error
        if run.state == LegacyRun.State.FAILED:
            raise CommandError(run.problem)

    def _progress(self, run: LegacyRun) -> None:
        total = run.total or 0
        if total < 2:
            return
        done = f"{run.get_phase_display()}: {run.position} / {total}"
        if sys.stderr.isatty():
            ended = run.phase == LegacyRun.Phase.DONE
            self.stderr.write(f"\r{done:<60}", ending="\n" if ended else "")
        elif run.position % EVERY == 0 and run.phase == LegacyRun.Phase.ENTRIES:
            self.stderr.write(done)

    def _say(self, run: LegacyRun) -> None:
        if run.total == 1:
            for piece in text_of_run(run):
                self.stdout.write(piece, ending="")
        else:
            self.stdout.write("\n".join(summary_of(run)))

    def _refuse_failed(self, run: LegacyRun) -> None:
        """Exit with 1 if there were articles, and every one of them failed."""
        outcomes = outcomes_of(run)
        failed = outcomes.pop(LegacyOutcome.Outcome.FAILED, 0)
        others = {LegacyOutcome.Outcome.MEDIA, LegacyOutcome.Outcome.SET_ASIDE}
        if not failed or not outcomes.keys() <= others:
            return
        first = run.outcomes.filter(outcome=LegacyOutcome.Outcome.FAILED).first()
        if failed == 1 and first is not None:
            raise CommandError(f"{first.label}: {first.report['notes'][0]['values']['reason']}")
        raise CommandError(_("None of the %(count)s articles could be imported.") % {"count": failed})

    def _options(self, options: dict[str, Any]) -> RunOptions:
        parent = find_page(options["parent"])
        if parent is None:
            raise CommandError(f"There is no page {options['parent']!r} to put the drafts below (--parent).")
        parent, locale = self._in_locale(parent, options["locale"])
        return RunOptions(
            parent=parent,
            locale=locale,
            page_model=page_model_of(options["page_type"]),
            publish=options["publish"],
            look_up=options["look_up"],
            download=options["download"],
            media_folder=options["media"] or "",
            mapping=options["map"].as_dict(),
            redirects=not options["no_redirects"],
            encoding=options["encoding"] or "",
        )

    def _in_locale(self, parent: Page, code: str | None) -> tuple[Page, Locale]:
        """The parent in the language that is asked for."""
        if code is None:
            return parent, parent.locale
        locale = Locale.objects.filter(language_code=code).first()
        if locale is None:
            raise CommandError(f"There is no locale {code!r} (--locale).")
        if parent.locale != locale and not parent.is_root():
            translation = parent.get_translation_or_none(locale)
            if translation is None:
                raise CommandError(f"“{parent.title}” has no translation into {locale} (--locale).")
            parent = translation.specific
        return parent, locale

    def _write(self, run: LegacyRun, path: Path) -> None:
        try:
            write_report(run, path)
        except OSError as error:
            said = _("The import is done, but %(path)s could not be written: %(reason)s.")
            raise CommandError(said % {"path": path, "reason": error.strerror}) from error
