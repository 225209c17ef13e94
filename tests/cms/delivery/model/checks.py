"""What has to hold after every action: what is served is what would be built now, and nothing else is told."""

import json
from collections import Counter
from typing import Any

from django.test import Client
from wagtail.models import Page

from cms.delivery.verifying import verify
from cms.models import CallToAction, Change, PageDocument, SiteFeed
from tests.api_client import PREFIX, ApiClient
from tests.cms.delivery.model.expected import Expected, expected, is_shown
from tests.cms.delivery.model.panel_checks import check_panels
from tests.cms.delivery.model.world import WORD, World

__all__ = ["Checker"]


class Kept:
    """What a client keeps of an answer: it asks again only whether that is still right."""

    def __init__(self, answer: Any) -> None:
        self.etag, self.date = answer.headers.get("ETag"), answer.headers.get("Last-Modified")
        self.content = answer.content


class Copy:
    """A copy of a site's documents, kept as a frontend would."""

    def __init__(self, checker: "Checker", host: str) -> None:
        self.get, self.host = checker.get, host
        self.begin()

    def begin(self) -> None:
        answer = self.get("/export/", self.host)
        lines = answer.getvalue().splitlines()
        self.documents = {json.loads(line)["id"]: line for line in lines}
        self.cursor = answer.headers["Changes-Cursor"]

    def follow(self) -> None:
        """Take in all that has changed."""
        more = True
        while more:
            answer = self.get(f"/changes/?cursor={self.cursor}", self.host)
            if answer.status_code == 410:
                return self.begin()
            changes = answer.json()
            for item in changes["items"]:
                answer = self.get(f"/pages/{item['id']}/", self.host) if item["kind"] == "upsert" else None
                if answer is not None and answer.status_code == 200:
                    self.documents[item["id"]] = answer.content
                else:
                    self.documents.pop(item["id"], None)
            self.cursor, more = changes["next"], changes["has_more"]
        return None

    def check(self) -> None:
        """It is what a new export would be."""
        self.follow()
        lines = b"".join(self.documents[pk] + b"\n" for pk in sorted(self.documents))
        assert lines == self.get("/export/", self.host).getvalue(), "a copy differs from a new export"


class Checker:
    """Asks the API everything, as anybody might, and remembers what it was told."""

    def __init__(self, world: World) -> None:
        self.world, self.client = world, Client()
        self.kept: dict[tuple[str, str], Kept] = {}
        self.told: dict[int, set[str]] = {}
        self.copies: dict[int, Copy] = {}
        self.allowed: set[str] = set()
        self.full = True
        self.shown: dict[int, set[int]] = {}

    def get(self, path: str, host: str, **headers: str) -> Any:
        """An answer without a word that is not public."""
        answer: Any = self.client.get(PREFIX + path, headers={"host": host, **headers})
        content = answer.getvalue() if answer.streaming else answer.content
        if answer.streaming:
            answer.streaming_content = [content]
        text = f"{content.decode()}\n{answer.headers}"
        told = set(WORD.findall(text)) - set(WORD.findall(f"{path} {host}"))
        assert told <= self.allowed, f"{path} on {host} tells {sorted(told - self.allowed)}"
        return answer

    def content(self, path: str, host: str, *, by_date: bool = False) -> bytes | None:
        """The bytes of an answer, or those kept if it says that they are still right; None for 404."""
        kept = self.kept.get((path, host))
        headers: dict[str, str] = {}
        if kept and by_date and kept.date:
            headers = {"If-Modified-Since": kept.date}
        elif kept and not by_date and self.world.steps % 2:
            headers = {"If-None-Match": kept.etag}
        answer = self.get(path, host, **headers)
        if answer.status_code == 304:
            return kept.content if kept else None
        assert answer.status_code in (200, 404), (path, answer.content)
        if answer.status_code == 404:
            self.kept.pop((path, host), None)
            return None
        self.kept[path, host] = Kept(answer)
        return answer.content

    def see(self) -> None:
        """Remember at which paths pages are public now, without asking anything."""
        for right in expected(self.world):
            self._remember(right)

    def _remember(self, right: Expected) -> set[str]:
        told = self.told.setdefault(right.site.id, set())
        told |= {word for card in right.cards.values() for word in WORD.findall(card["path"])}
        return told

    def check(self, *, full: bool = False) -> None:
        """Everything of every site."""
        self.full = full
        for right in expected(self.world):
            self.allowed = right.words
            check_panels(right, self.world)
            parts = [self.documents, self.lists]
            for part in reversed(parts) if self.world.steps % 2 else parts:
                part(right)
            if full:
                self.rest(right)
            self.feed(right)

    def documents(self, right: Expected) -> None:
        """Each page is served as a fresh build, or not at all."""
        host, site = right.site.hostname, right.site.id
        rows = PageDocument.objects.filter(site=site).exclude(expires_at__lte=self.world.now)
        assert set(rows.values_list("page", flat=True)) == set(right.documents), f"the rows of {host}"
        pages = set(right.documents) | self.shown.get(site, set())
        if self.full:  # what has no row is 404, but who knows
            pages |= set(Page.objects.values_list("pk", flat=True))
        for pk in sorted(pages):
            served = self.content(f"/pages/{pk}/", host)
            assert served == right.documents.get(pk), f"page {pk} on {host} is not as built now"
        self.shown[site] = set(right.documents)

    def lists(self, right: Expected) -> None:
        """Exactly the public pages, with fresh cards and right counts."""
        host, by_date = right.site.hostname, bool(self.world.steps % 3)
        body = self.content("/pages/?limit=100&count=exact&facets=topic,type", host, by_date=by_date)
        listed = json.loads(body or b"{}")
        cards = {item["id"]: item for item in listed["items"]}
        for card in cards.values():
            del card["excerpt"]
        assert cards == right.cards, f"the list of {host} is not as built now"
        assert listed["count"] == len(right.cards)
        documents = right.parsed
        topics = Counter(topic["slug"] for each in documents for topic in each.get("topics", ()))
        types = Counter(document["type"] for document in documents)
        for name, counted in (("topic", topics), ("type", types)):
            facet = {value["value"]: value["count"] for value in listed["facets"][name]}
            assert facet == counted, f"the facet {name} of {host}"
        titles = {topic["slug"]: topic["title"] for each in documents for topic in each.get("topics", ())}
        bodies = [self.content(f"/topics/?locale={code}", host, by_date=by_date) for code in ("en", "es")]
        items = [item for body in bodies for item in json.loads(body or b"{}")["items"]]
        assert {each["slug"]: (each["title"], each["count"]) for each in items} == {
            slug: (titles[slug], count) for slug, count in topics.items()
        }, f"the topics of {host}"
        body = self.content("/references/?limit=100", host, by_date=by_date)
        entries = [
            *(
                entry
                for each in documents
                for entry in (*each["references"], *each.get("further_reading", ()))
            )
        ]
        assert {each["id"]: each["csl"] for each in json.loads(body or b"{}")["items"]} == {
            entry["id"]: entry["csl"] for entry in entries
        }, f"the references of {host}"

    def feed(self, right: Expected) -> None:
        """Changes are numbered without gaps; a copy kept from them is the site."""
        site, host = right.site.id, right.site.hostname
        self.allowed = right.words | self._remember(right)  # the feed says from which paths pages have gone
        self.get("/changes/", host)
        state = SiteFeed.objects.filter(site=site).first() or SiteFeed(pruned=0, sequence=0)
        numbers = list(
            Change.objects.filter(site=site).order_by("sequence").values_list("sequence", flat=True)
        )
        assert numbers == list(range(state.pruned + 1, state.sequence + 1)), f"the numbers of {host}"
        if site not in self.copies:
            self.copies[site] = Copy(self, host)
        copy = self.copies[site]
        copy.host = host
        if self.full:
            copy.check()

    def rest(self, right: Expected) -> None:
        """What is asked less often, in the form that the contract promises."""
        host, api = right.site.hostname, ApiClient()
        for path in (
            "/",
            "/pages/",
            "/export/",
            "/pages/0/",
            "/unknown/",
            "/pages/?ids=x",
        ):
            self.get(path, host)
            api.get(path, host=host)
        for pk, card in right.cards.items():
            answer = json.loads(self.get(f"/resolve/?path={card['path']}", host).content)
            found = right.documents[answer["page"]["id"]]
            assert json.loads(found)["path"] == card["path"], pk
            api.get(f"/pages/{pk}/", host=host)
        for panel in CallToAction.objects.filter(locale__language_code="en"):
            answer = self.get(f"/calls-to-action/{panel.slug}/?locale=en", host)
            assert (answer.status_code == 200) == is_shown(panel, self.world)
        for reference in json.loads(self.get("/references/", host).content)["items"]:
            found = json.loads(self.get(f"/references/{reference['id']}/", host).content)
            citing = {each["id"] for each in right.parsed if reference["id"] in json.dumps(each)}
            assert {card["id"] for card in found["cited_by"]} <= citing
            assert all(card == right.cards[card["id"]] for card in found["cited_by"])

    def finish(self) -> None:
        """At the end: the copies are right, and so is everything that is stored, what it depends on included."""
        self.check(full=True)
        wrong = [checked for checked in verify() if checked.wrong]
        assert wrong == [], f"stored, and not as it should be: {wrong}"
