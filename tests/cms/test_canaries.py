"""Nothing that is not public leaves: every kind of hidden thing, reached through every kind of link, is in no answer.

Each test first shows that its canary sings: the same content, while it is public, is found in the answers.
"""

import json
import re
from datetime import datetime, timedelta
from typing import Any
from unittest import mock

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, Locale, Page, PageViewRestriction, Site

from cms.models import CallToAction, Reference, Topic
from cms.models.events import OutboxEvent
from tests.api_client import Answer, ApiClient
from tests.builders import (
    CANARY,
    block,
    change,
    cite,
    items,
    make_document,
    make_image,
    make_index,
    make_panel,
    make_person,
    make_reference,
    make_site,
    make_standard,
    make_summary,
    make_topic,
    publish_again,
    restrict,
    root_of,
)

LATER = timedelta(days=1)
WORD = CANARY.partition("-")[0]
"""What a search for the canary asks."""


def everything(api: ApiClient) -> str:
    """All that an anonymous client can read: every list, every address, every id, every path."""
    paths = ["/", "/pages/?limit=100", "/references/?limit=100", "/topics/"]
    paths += ["/sitemap/", "/sitemap.xml", "/feed.json", "/feed.rss", "/feed.atom"]
    paths += [f"/feed.rss?locale={code}" for code in Locale.objects.values_list("language_code", flat=True)]
    paths += [f"/feed.json?topic={slug}" for slug in Topic.objects.values_list("slug", flat=True)]
    paths += [
        "/export/",
        "/changes/?limit=1000",
        f"/pages/?q={WORD}&count=exact&facets=topic,study_design,year,type",
    ]
    for page in Page.objects.filter(depth__gt=1):
        paths += [f"/pages/{page.pk}/", f"/pages/{page.pk}.md", f"/pages/{page.pk}/references.json"]
        paths += [f"/pages/?parent={page.pk}", f"/pages/?ancestor={page.pk}&facets=type"]
        paths += [f"/resolve/?path={path}" for path in paths_of(page)]
    paths += [f"/references/{key}/" for key in Reference.objects.values_list("key", flat=True)]
    paths += [f"/topics/{slug}/" for slug in Topic.objects.values_list("slug", flat=True)]
    paths += [f"/pages/?topic={slug}" for slug in Topic.objects.values_list("slug", flat=True)]
    paths += [f"/calls-to-action/{slug}/" for slug in CallToAction.objects.values_list("slug", flat=True)]
    return "\n".join([*(whole(api.get(path)) for path in paths), *told()])


def whole(answer: Answer) -> str:
    """An answer with its headers."""
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    return f"{headers}\n\n{answer.content.decode()}"


def told() -> list[str]:
    """What webhooks and caches are told."""
    return [json.dumps(payload) for payload in OutboxEvent.objects.values_list("payload", flat=True)]


def paths_of(page: Any) -> list[str]:
    """Where a page would be on the frontend."""
    path = "/" + "/".join(page.url_path.split("/")[2:])
    return [path] if page.locale.language_code == "en" else [path, f"/{page.locale.language_code}{path}"]


def everything_after(hide: Any, thing: Any, api: ApiClient) -> str:
    """All that can be read after something was hidden: now, or at the moment until which that takes."""
    moment = hide(thing)
    with mock.patch.object(timezone, "now", return_value=moment or timezone.now()):
        return everything(api)


# What hides a page


def unpublish(page: Any) -> None:
    page.unpublish()


def expire(page: Any) -> None:
    """Past its time by an editor's word."""
    change(page, expire_at=timezone.now() - LATER)


def let_time_pass(page: Any) -> datetime:
    """Past its time because that has come, though nothing has taken it down yet."""
    change(page, expire_at=timezone.now() + LATER)
    return timezone.now() + 2 * LATER


def restrict_by_login(page: Any) -> None:
    restrict(page, PageViewRestriction.LOGIN)


def restrict_by_password(page: Any) -> None:
    restrict(page, PageViewRestriction.PASSWORD)


def restrict_by_group(page: Any) -> None:
    restrict(page, PageViewRestriction.GROUPS).groups.add(Group.objects.create(name="Members"))


def restrict_above(page: Any) -> None:
    """A restriction that is inherited."""
    private = make_standard(parent=root_of(), slug="members")
    restrict(private)
    page.move(private, pos="last-child")


def move_to_another_site(page: Any) -> None:
    page.move(make_site("other.example.org").root_page, pos="last-child")


def make_it_another_site(page: Any) -> None:
    """A site whose root page lies below this site's own."""
    Site.objects.create(hostname="inner.example.org", root_page=page)


def move_out_of_every_site(page: Any) -> None:
    page.move(Page.objects.get(depth=1), pos="last-child")


HIDDEN: list[Any] = [
    unpublish,
    *(
        pytest.param(hide, marks=pytest.mark.slow)
        for hide in (
            expire,
            let_time_pass,
            restrict_by_login,
            restrict_by_password,
            restrict_by_group,
            restrict_above,
            move_to_another_site,
            make_it_another_site,
            move_out_of_every_site,
        )
    ),
]


def link(page: Any) -> str:
    return f'<a linktype="page" id="{page.pk}">there</a>'


def every_way_to(page: Any) -> list[dict[str, Any]]:
    """Blocks that lead to a page."""
    panel = make_panel(
        "panel", kind="link", body=f"<p>{link(page)}</p>", link=[("link", {"text": "x", "page": page})]
    )
    table = {
        "caption": "",
        "columns": [{"type": "rich_text", "heading": ""}],
        "rows": [{"values": [link(page)]}],
    }
    return [
        block("paragraph", f"<p>{link(page)}</p>"),
        block("quote", {"text": link(page), "attribution": "", "citations": []}),
        block("callout", {"tone": "note", "heading": "", "text": f"<ul><li>{link(page)}</li></ul>"}),
        block("key_points", {"heading": "", "points": items(link(page))}),
        block("table", {"table": table, "row_headers": False, "note": link(page), "citations": []}),
        block(
            "finding",
            {"outcome": "x", "direction": "lower", "certainty": "low", "interpretation": link(page)},
        ),
        block("limitations", {"items": items(link(page)), "citations": []}),
        block("conclusion", {"text": f"<p>{link(page)}</p>", "citations": []}),
        block("link", {"text": "there", "page": page.pk}),
        block("call_to_action", {"call_to_action": panel.pk}),
    ]


@pytest.fixture
def api(db: None) -> ApiClient:
    return ApiClient()


@pytest.fixture
def home(db: None) -> Any:
    return make_site().root_page


@pytest.mark.parametrize("hide", HIDDEN)
def test_a_hidden_page_is_in_no_answer(hide, home, api):
    secret = make_summary(
        f"Title {CANARY}",
        parent=home,
        slug="secret",
        standfirst=CANARY,
        body=[block("paragraph", f"<p>{CANARY}</p>")],
        authors=[make_person(f"Author {CANARY}")],
        topics=[make_topic("Lupus")],
        subject_reference=make_reference(title=f"Reference {CANARY}"),
    )
    below = make_standard("Below", parent=secret, slug="below")
    blocks = every_way_to(secret)
    make_summary(parent=home, body=blocks, disclaimer=f"<p>{link(secret)}</p>")
    assert everything(api).count(CANARY) > 20
    assert api.get("/pages/", q=WORD, count="exact").json["count"] == 1
    found = everything_after(hide, type(secret).objects.get(pk=secret.pk), api)
    assert CANARY not in found
    assert '"count":0' in found
    assert re.search(r"localhost/secret/(?!below/)", found) is None
    assert below.pk


@pytest.mark.slow
@pytest.mark.parametrize("hide", [restrict_by_login, restrict_by_group, restrict_by_password])
def test_what_lies_below_a_restricted_page_is_hidden_too(hide, home, api):
    members = make_standard(parent=home, slug="members")
    secret = make_summary(f"Title {CANARY}", parent=make_index(parent=members), slug="inner")
    make_summary(parent=home, body=every_way_to(secret))
    assert CANARY in everything(api)
    hide(members)
    assert CANARY not in everything(api)


@pytest.mark.slow
def test_a_newer_draft_of_a_live_page_is_hidden(home, api):
    page = make_summary("Public", parent=home)
    make_summary(parent=home, body=every_way_to(page))
    page.title = page.standfirst = CANARY
    page.body.append(("paragraph", f"<p>{CANARY}</p>"))
    page.save_revision()
    assert CANARY not in everything(api)
    publish_again(page)
    assert CANARY in everything(api)


@pytest.mark.slow
def test_a_scheduled_draft_is_hidden(home, api):
    page = make_summary(CANARY, parent=home, live=False, go_live_at=timezone.now() + LATER)
    page.save_revision().publish()
    make_summary(parent=home, body=every_way_to(page))
    assert CANARY not in everything(api)


@pytest.mark.slow
def test_a_draft_translation_is_not_among_the_alternates(home, api):
    spanish = Locale.objects.create(language_code="es")
    page = make_summary(parent=home)
    publish_again(home.copy_for_translation(spanish))
    translation = page.copy_for_translation(spanish)
    translation.title = translation.slug = CANARY
    translation.save()
    assert CANARY not in everything(api)
    publish_again(translation)
    assert CANARY in everything(api)


# Files of private collections


def private_itself(collection: Collection) -> None:
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")


def private_above(collection: Collection) -> None:
    above = Collection.get_first_root_node().add_child(name="Private")
    collection.move(above, pos="sorted-child")
    private_itself(above)


@pytest.mark.parametrize("hide", [private_itself, pytest.param(private_above, marks=pytest.mark.slow)])
def test_an_image_of_a_private_collection_is_in_no_answer(hide, home, api):
    collection = Collection.get_first_root_node().add_child(name="Pictures")
    image = make_image(CANARY, collection=collection, name=CANARY)
    picture = {"image": image.pk, "alt_text": CANARY, "decorative": False}
    embedded = f'<embed alt="{CANARY}" embedtype="image" format="fullwidth" id="{image.pk}"/>'
    panel = make_panel("panel", image=image)
    make_summary(
        parent=home,
        image=image,
        image_alt=CANARY,
        authors=[make_person(photo=image)],
        body=[
            block("figure", {"image": picture, "caption": CANARY, "credit": CANARY, "citations": []}),
            block("paragraph", f"<p>x</p>{embedded}"),
            block("call_to_action", {"call_to_action": panel.pk}),
        ],
    )
    assert everything(api).count(CANARY) > 20
    hide(collection)
    assert CANARY not in everything(api)


@pytest.mark.slow
@pytest.mark.parametrize("hide", [private_itself, pytest.param(private_above, marks=pytest.mark.slow)])
def test_a_document_of_a_private_collection_is_in_no_answer(hide, home, api):
    collection = Collection.get_first_root_node().add_child(name="Papers")
    document = make_document(CANARY, collection=collection, name=CANARY)
    linked = f'<a linktype="document" id="{document.pk}">paper</a>'
    panel = make_panel(
        "panel", kind="download", link=[("link", {"text": "x", "document": document})], body=linked
    )
    make_summary(
        parent=home,
        body=[
            block("document_download", {"document": document.pk, "title": "", "description": ""}),
            block("paragraph", f"<p>{linked}</p>"),
            block("link", {"text": "paper", "document": document.pk}),
            block("call_to_action", {"call_to_action": panel.pk}),
        ],
    )
    assert everything(api).count(CANARY) > 5
    hide(collection)
    assert CANARY not in everything(api)


# Panels


def retire(panel: CallToAction) -> None:
    panel.unpublish()


def let_panel_expire(panel: CallToAction) -> datetime:
    change(panel, expire_at=timezone.now() + LATER)
    return timezone.now() + 2 * LATER


@pytest.mark.parametrize("hide", [retire, pytest.param(let_panel_expire, marks=pytest.mark.slow)])
def test_an_unpublished_panel_is_in_no_answer(hide, home, api):
    panel = make_panel("panel", heading=CANARY, body=CANARY, disclosure=CANARY, success_message=CANARY)
    make_summary(parent=home, body=[block("call_to_action", {"call_to_action": panel.pk})])
    assert everything(api).count(CANARY) > 5
    assert CANARY not in everything_after(hide, panel, api)


@pytest.mark.slow
def test_a_newer_draft_of_a_panel_is_hidden(home, api):
    panel = make_panel("panel")
    make_summary(parent=home, body=[block("call_to_action", {"call_to_action": panel.pk})])
    panel.heading = CANARY
    panel.save_revision()
    assert CANARY not in everything(api)


# References


@pytest.mark.slow
def test_a_reference_that_nothing_public_cites_is_in_no_answer(home, api):
    reference = make_reference(title=CANARY)
    value = {"outcome": "x", "direction": "lower", "certainty": "low", "citations": cite(reference)}
    page = make_summary(parent=home, body=[block("finding", value)])
    assert CANARY in everything(api)
    page.unpublish()
    assert CANARY not in everything(api)
