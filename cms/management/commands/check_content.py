"""Judges all pages by the rules: for people, and for machines that have to know whether something is wrong."""

import json
from argparse import RawDescriptionHelpFormatter
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import QuerySet
from wagtail.models import Page, Site

from cms.evidence import Severity, rules
from cms.models.delivered_page import DeliveredPage
from cms.remarks.judge import Judged, Judgement, active_rules, judge_page
from cms.remarks.keep import judged_pages, today
from cms.remarks.words import mending_of, message_of

__all__ = ["Command"]

CHUNK = 50
WRONG_USE = 2
JSON_SHAPE = """
--json writes one object:

  {"pages": [
     {"id": 12, "title": "…", "type": "research_summary", "language": "en", "live": true, "path": "/home/summary/",
      "error": null, or "not judged: …" if judging the page failed,
      "failed_rules": [ids of rules that could not judge it],
      "remarks": [
        {"rule": "limitations_missing", "code": "missing", "severity": "warning", "field": "body" or null,
         "block": id or null, "message": "…", "mend": "…", "params": {…}, "fingerprint": "64 hexadecimal digits",
         "acknowledged": null or {"by": "…", "at": "2026-01-31T12:00:00+00:00", "reason": "…"}}]}],
   "summary": {"pages": 1, "not_judged": 0, "failed_rules": 0, "acknowledged": 0,
               "open": {"error": 0, "warning": 1, "notice": 0}}}

Exit status: 0 if there is no open remark of at least the severity of --fail-on, 1 if there is one or if a page or a
rule failed, 2 if the command was used wrongly.
"""


class Command(BaseCommand):
    """`manage.py check_content`. It reads page by page, and writes nothing into the database."""

    help = "Judges the newest draft of every page by the rules for content, and says what is open."
    requires_migrations_checks = True

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        kwargs.setdefault("epilog", JSON_SHAPE)
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.formatter_class = RawDescriptionHelpFormatter
        return parser

    def add_arguments(self, parser: CommandParser) -> None:
        severities = [severity.value for severity in Severity]
        parser.add_argument("--json", action="store_true", help="write JSON instead of lines")
        parser.add_argument(
            "--live", action="store_true", help="judge what is public instead of the newest drafts"
        )
        parser.add_argument("--site", metavar="HOST", help="only the pages of this site (host or host:port)")
        parser.add_argument(
            "--rule",
            nargs="+",
            action="extend",
            metavar="ID",
            help="only by these rules, switched off or not",
        )
        parser.add_argument(
            "--fail-on",
            choices=severities,
            default=Severity.ERROR.value,
            help="how grave an open remark has to be to fail (%(default)s)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        pages: Any = self._pages(
            options["site"], live=options["live"]
        )  # django-stubs do not know page querysets
        by = self._rules(options["rule"])
        report = JsonReport(self) if options["json"] else LineReport(self)
        counts: Counter[str] = Counter()
        report.begin()
        for page in pages.specific().select_related("locale").iterator(chunk_size=CHUNK):
            if isinstance(page, DeliveredPage):
                page_is = page if options["live"] else page.get_latest_revision_as_object()  # type: ignore[attr-defined]
                self._judge(page_is, by, report, counts)
        report.end(counts)
        if counts["not_judged"] or counts["failed_rules"] or _grave(counts, options["fail_on"]):
            raise SystemExit(1)

    def _judge(self, page: Any, by: list[Any], report: "Report", counts: Counter[str]) -> None:
        counts["pages"] += 1
        try:
            judgement = judge_page(page, today=today(), by=by)
        except Exception as error:  # noqa: BLE001 - one page that fails is not the end of the others
            counts["not_judged"] += 1
            report.page(page, Judgement(()), f"not judged: {error!r}")
            return
        counts["failed_rules"] += len(judgement.failed)
        for remark in judgement.open:
            counts[remark.severity] += 1
        counts["acknowledged"] += len(judgement.remarks) - len(judgement.open)
        report.page(page, judgement, None)

    def _pages(self, host: str | None, *, live: bool) -> QuerySet[Page]:
        pages = judged_pages().filter(live=True) if live else judged_pages()
        if host is None:
            return pages
        name, _, port = host.partition(":")
        sites = Site.objects.filter(hostname=name).select_related("root_page")
        found = [site for site in sites if not port or str(site.port) == port]
        if not found:
            known = ", ".join(f"{site.hostname}:{site.port}" for site in Site.objects.order_by("pk"))
            raise CommandError(f"There is no site {host!r}. There are {known}.", returncode=WRONG_USE)
        within: QuerySet[Page] = pages.none()
        for site in found:
            within = within | pages.filter(path__startswith=site.root_page.path)
        return within.order_by("pk")

    def _rules(self, names: list[str] | None) -> list[Any]:
        if names is None:
            return active_rules()
        known = rules()
        if unknown := sorted(set(names) - set(known)):
            raise CommandError(
                f"There is no rule {', '.join(unknown)}. There are {', '.join(sorted(known))}.",
                returncode=WRONG_USE,
            )
        active = {rule.id: rule for rule in active_rules()}
        return [active.get(name) or known[name]() for name in dict.fromkeys(names)]


def _grave(counts: Counter[str], least: str) -> int:
    severities = [severity.value for severity in Severity]
    return sum(counts[severity] for severity in severities[: severities.index(least) + 1])


class Report:
    """Writes what was found about one page after the other."""

    def __init__(self, command: BaseCommand) -> None:
        self.out = command.stdout
        self.err = command.stderr

    def begin(self) -> None:
        """Before the first page."""

    def page(self, page: Any, judgement: Judgement, error: str | None) -> None:
        """A page; `error` says why it was not judged."""
        raise TypeError(f"{type(self).__name__} does not say how a page is written")

    def end(self, counts: Counter[str]) -> None:
        """After the last page."""
        raise TypeError(f"{type(self).__name__} does not say how the numbers are written")


class LineReport(Report):
    """For people: pages about which there is something to say."""

    def page(self, page: Any, judgement: Judgement, error: str | None) -> None:
        lines = list(self._lines(judgement))
        if error or lines:
            self.out.write(f"{page.pk} {page.title} ({page.wire_type}, {'public' if page.live else 'draft'})")
        if error:
            self.out.write(f"  {error}")
        for line in lines:
            self.out.write(f"  {line}")

    def _lines(self, judgement: Judgement) -> Iterator[str]:
        for remark in judgement.open:
            where = f" [{remark.block or remark.field}]" if remark.block or remark.field else ""
            yield f"{remark.severity}: {message_of(remark)} ({remark.rule}){where}"
        for rule in judgement.failed:
            yield f"the rule {rule} failed; the log says why"

    def end(self, counts: Counter[str]) -> None:
        self.out.write(
            f"{counts['pages']} pages: {counts['error']} errors, {counts['warning']} warnings, "
            f"{counts['notice']} notices, {counts['acknowledged']} acknowledged; "
            f"{counts['not_judged']} pages were not judged."
        )


class JsonReport(Report):
    """For machines: one object, written piece by piece."""

    _is_first = True

    def begin(self) -> None:
        self.out.write('{"pages": [', ending="")

    def page(self, page: Any, judgement: Judgement, error: str | None) -> None:
        told = {
            "id": page.pk,
            "title": page.title,
            "type": page.wire_type,
            "language": page.locale.language_code,
            "live": page.live,
            "path": page.url_path,
            "error": error,
            "failed_rules": list(judgement.failed),
            "remarks": [_remark(each) for each in judgement.remarks],
        }
        self.out.write("\n" if self._is_first else ",\n", ending="")
        self.out.write(json.dumps(told, ensure_ascii=False, default=str), ending="")
        self._is_first = False

    def end(self, counts: Counter[str]) -> None:
        summary = {
            **{name: counts[name] for name in ("pages", "not_judged", "failed_rules", "acknowledged")},
            "open": {severity.value: counts[severity.value] for severity in Severity},
        }
        self.out.write(f'\n], "summary": {json.dumps(summary)}}}')


def _remark(judged: Judged) -> dict[str, Any]:
    remark, accepted = judged.remark, judged.acknowledgement
    return {
        "rule": remark.rule,
        "code": remark.code,
        "severity": str(remark.severity),
        "field": remark.field,
        "block": remark.block,
        "message": message_of(remark),
        "mend": mending_of(remark),
        "params": dict(remark.params),
        "fingerprint": remark.fingerprint,
        "acknowledged": accepted
        and {"by": accepted.user_name, "at": accepted.created_at.isoformat(), "reason": accepted.reason},
    }
