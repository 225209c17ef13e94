"""Nothing that is not public leaves: every kind of hidden thing, reached through every kind of link, is in no answer.

Each test first shows that its canary sings: the same content, while it is public, is found in the answers.
"""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction, Site

from tests.builders import (
    CANARY,
    block,
    change,
    items,
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
from tests.cms.canaries.reading import WORD, everything, everything_after

LATER = timedelta(days=1)


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
