"""Fills an empty site with a demonstration that can be edited, published and fetched at once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.urls import reverse

from cms.conf import conf
from cms.management.demo.data import read_demo_data
from cms.management.demo.documents import build_documents
from cms.management.demo.ledger import Ledger
from cms.management.demo.library import Library
from cms.management.demo.pages import Pages
from cms.management.demo.site import EDITOR, make_editor, place_home
from cms.models import ResearchIndexPage, ResearchSummaryPage


class Command(BaseCommand):
    """`manage.py demo`. A second run adds what is missing and leaves alone what somebody has changed."""

    help = (
        "Creates an editor account, a site, a small library and four published research summaries. "
        "May be run again: nothing is made twice, and no change of an editor is overwritten. "
        "What was deleted comes back."
    )
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--port", type=int, default=8000, help="port under which the site is served (8000)"
        )

    def handle(self, *args: Any, port: int, **options: Any) -> None:
        data = read_demo_data(conf.fixtures_dir / "demo")
        ledger = Ledger()
        library = Library(ledger)
        pages = Pages(library, ledger)

        password = make_editor()
        self._say("editor", "account made" if password else "already there")
        for name, fill, records in (
            ("references", library.references, data.references),
            ("topics", library.topics, data.topics),
            ("people", library.people, data.people),
            ("pictures", library.images, data.images),
        ):
            made = fill(records)
            self._say(name, f"{made} made" if made else "already there")
        home, outcome = place_home(pages, data.home, port=port)
        self._say("/", outcome)
        index, outcome = pages.place(ResearchIndexPage, data.index, parent=home)
        self._say_page(index, outcome)
        sample, outcome = pages.place_article(data.sample, data.article, panels=data.panels, parent=index)
        self._say_page(sample, outcome)
        for record in data.summaries:
            self._say_page(*pages.place(ResearchSummaryPage, record, parent=index))
        self._say("documents", f"{build_documents(home)} built, their images in every size")
        self._say_where(f"http://localhost:{port}", sample, password)

    def _say(self, what: str, outcome: str) -> None:
        self.stdout.write(f"  {what}: {outcome}")

    def _say_page(self, page: Any, outcome: str) -> None:
        parts = page.get_url_parts()
        self._say(parts[2] if parts else page.slug, outcome)

    def _say_where(self, base: str, sample: Any, password: str | None) -> None:
        if password:
            login = f"{EDITOR} / {password} (a superuser, for this demonstration; the password is not shown again)"
        else:
            login = f"{EDITOR} (new password: python manage.py changepassword {EDITOR})"
        self.stdout.write(
            "\n".join(
                (
                    "",
                    f"  Login  {login}",
                    f"  Admin  {base}{reverse('wagtailadmin_home')}",
                    f"  API    {base}{reverse('cms_api:root')}",
                    f"  Docs   {base}{reverse('cms_api:docs')}",
                    "",
                    f"  curl -s '{base}{reverse('cms_api:resolve')}?path={sample.get_url_parts()[2]}'",
                )
            )
        )
