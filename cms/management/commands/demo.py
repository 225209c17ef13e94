"""Fills an empty site with a demonstration that can be edited, published and fetched at once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.urls import reverse

from cms.conf import conf
from cms.management.demo.account import EDITOR, make_editor, set_password_with
from cms.management.demo.data import read_demo_data
from cms.management.demo.documents import build_documents
from cms.management.demo.examples import place_redirects, place_withdrawn
from cms.management.demo.ledger import Ledger
from cms.management.demo.library import Library
from cms.management.demo.pages import Pages
from cms.management.demo.site import HOSTNAME, place_home
from cms.management.demo.tour import where_to_look
from cms.management.demo.translations import place_translations
from cms.models import LegacySource, ResearchIndexPage, ResearchSummaryPage, StandardPage


class Command(BaseCommand):
    """`manage.py demo`. A second run adds what is missing and leaves alone what somebody has changed."""

    help = (
        "Creates an editor account, a site, a small library and four published research summaries, one of them in "
        "Spanish too. "
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
        shown = {"sample": self._say_page(sample, outcome)}
        placed = [(index, data.index)]
        if home == ledger.find(
            StandardPage, f"page:{data.home['slug']}"
        ):  # a home page of somebody else stays so
            placed.insert(0, (home, data.home))
        for record in data.summaries:
            page, outcome = pages.place(ResearchSummaryPage, record, parent=index)
            self._say_page(page, outcome)
            placed.append((page, record))
        shown["retracted"] = self._say_page(*pages.place(StandardPage, data.retracted, parent=home))
        shown["withdrawn"], outcome = place_withdrawn(data.withdrawn, library, ledger, parent=home)
        self._say(shown["withdrawn"], outcome)
        for page, outcome in place_translations(pages, library, data.translations, placed=placed):
            shown["translation"] = self._say_page(page, outcome)
        for shown["redirect"], outcome in place_redirects(data.redirects, library):
            self._say(shown["redirect"], outcome)
        self._say("documents", f"{build_documents(home)} built, their images in every size")
        self._say_where(f"http://localhost:{port}", sample, password, shown)

    def _say(self, what: str, outcome: str) -> None:
        self.stdout.write(f"  {what}: {outcome}")

    def _say_page(self, page: Any, outcome: str) -> str:
        """The path of the page."""
        parts = page.get_url_parts()
        path = str(parts[2]) if parts else page.slug
        self._say(path, outcome)
        return path

    def _say_where(self, base: str, sample: Any, password: str | None, shown: dict[str, str]) -> None:
        if password:
            login = f"{EDITOR} / {password} (a superuser, for this demonstration; the password is not shown again)"
        else:
            login = f"{EDITOR} (its password was shown once; a new one: {set_password_with()})"
        imported = LegacySource.objects.filter(page=sample.pk).first()
        frontend = conf.frontend_urls.get(HOSTNAME, "").rstrip("/")
        self.stdout.write(
            "\n".join(
                (
                    "",
                    *([f"  Site   {frontend}/"] if frontend else []),
                    f"  Login  {login}",
                    f"  Admin  {base}{reverse('wagtailadmin_home')}",
                    f"  API    {base}{reverse('cms_api:root')}",
                    f"  Docs   {base}{reverse('cms_api:docs')}",
                    "",
                    f"  curl -s '{base}{reverse('cms_api:resolve')}?path={sample.get_url_parts()[2]}'",
                    "",
                    *where_to_look(
                        frontend=frontend,
                        base=base,
                        shown=shown,
                        sample=sample.pk,
                        run=imported.run_id if imported else None,
                    ),
                )
            )
        )
