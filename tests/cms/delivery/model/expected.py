"""What the API has to answer now, from the database and nothing that is stored: documents, cards, and public words."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction

from cms.delivery.build import build_whole, keys_of
from cms.fields import StreamField
from cms.models import CallToAction, Person, Reference, SiteProfile
from cms.models.paths import SiteMap, SiteRoots
from tests.cms.delivery.model.world import WORD, World

__all__ = ["Expected", "expected", "is_shown"]


@dataclass
class Expected:
    """What a site has to answer."""

    site: SiteRoots
    documents: dict[int, bytes]
    cards: dict[int, Any]
    words: set[str]
    """Words that may be told."""

    @property
    def parsed(self) -> list[Any]:
        """The documents."""
        return [json.loads(body) for body in self.documents.values()]


def expected(world: World) -> list[Expected]:
    """One for each site."""
    sites, pages = SiteMap.load(), world.pages()
    restricted = list(PageViewRestriction.objects.values_list("page__path", flat=True))
    private = list(CollectionViewRestriction.objects.values_list("collection__path", flat=True))
    public = [page for page in pages if is_public(page, restricted, world)]
    panels = [panel for panel in CallToAction.objects.all() if is_shown(panel, world)]
    found = []
    for site in sites.sites:
        here = set(Page.objects.filter(site.pages).values_list("pk", flat=True))
        visible = [page for page in public if page.pk in here]
        built = [build_whole(page, site=site, sites=sites, now=world.now) for page in visible]
        assert all(built), "a page that is public can not be built"
        documents = {
            page.pk: each.document.model_dump_json().encode()
            for page, each in zip(visible, built, strict=True)
        }
        cards = {
            page.pk: each.card.model_dump(mode="json") for page, each in zip(visible, built, strict=True)
        }
        words = set(words_of(visible, panels, private))
        words |= {
            word
            for name in SiteProfile.objects.filter(site=site.id).values_list("organisation", flat=True)
            for word in WORD.findall(name)
        }
        found.append(Expected(site, documents, cards, words))
    return found


def in_time(found: Any, world: World) -> bool:
    return found.expire_at is None or found.expire_at > world.now


def is_shown(panel: CallToAction, world: World) -> bool:
    """Published, not expired, and within its time."""
    begun = panel.starts_at is None or panel.starts_at <= world.now
    return (
        panel.live
        and in_time(panel, world)
        and begun
        and (panel.ends_at is None or panel.ends_at > world.now)
    )


def is_public(page: Any, restricted: list[str], world: World) -> bool:
    """Said once more, in Python, so that what says it in SQL can be wrong."""
    free = not any(page.path.startswith(path) for path in restricted)
    return page.live and free and in_time(page, world)


def text_of(instance: Any) -> str:
    """All that stands in the columns of an object."""
    fields = [field for field in instance._meta.concrete_fields if field.name != "draft_title"]
    return "\n".join(
        json.dumps(field.raw(instance))
        if isinstance(field, StreamField)
        else str(getattr(instance, field.attname))
        for field in fields
    )


def words_of(pages: list[Any], panels: list[Any], private: list[str]) -> Iterator[str]:
    """The words of public pages and panels, and of what they refer to."""
    keys = {key for page in pages for key in keys_of(page)}
    topics = {topic for page in pages if hasattr(page, "topics") for topic in page.topics.all()}
    people = set(Person.objects.filter(pk__in=[pk for kind, pk in keys if kind == "cms.person"]))
    references = Reference.objects.filter(pk__in=[pk for kind, pk in keys if kind == "cms.reference"])
    files = [*get_image_model().objects.select_related("collection"),
             *get_document_model().objects.select_related("collection")]  # fmt: skip
    free = [each for each in files if not any(each.collection.path.startswith(path) for path in private)]
    for reference in references:
        reference.csl = {name: value for name, value in reference.csl.items() if name != "note"}
    for instance in [*pages, *panels, *topics, *people, *references, *free]:
        yield from WORD.findall(text_of(instance))
