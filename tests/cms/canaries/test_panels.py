"""A panel that is not shown now is in no answer, however it would come onto a page; a hidden rule brings none."""

from datetime import UTC, datetime, timedelta
from typing import Any
from unittest import mock

import pytest
from django.utils import timezone

from cms.models import CallToAction, SiteProfile
from tests.api_client import ApiClient
from tests.builders import (
    CANARY,
    block,
    change,
    make_index,
    make_panel,
    make_summary,
    publish_again,
    restrict,
)
from tests.cms.canaries.reading import everything

NOON = datetime(2031, 5, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def all_at(moment: datetime, api: ApiClient) -> str:
    with mock.patch.object(timezone, "now", return_value=moment):
        return everything(api)


def singing(slug: str = "panel", **values: Any) -> CallToAction:
    """A panel whose every text is the canary."""
    texts = ("heading", "body", "button_label", "success_message", "consent_text", "disclosure")
    sung: dict[str, Any] = dict.fromkeys(texts, CANARY)
    return make_panel(slug, **sung, **values)


def by_rule(panel: CallToAction) -> dict[str, Any]:
    return block("rule", {"call_to_action": panel.pk, "position": "end"})


# Ways in which a page gets a panel: each answers the page


def in_the_text(panel: CallToAction, home: Any) -> Any:
    own = {"call_to_action": panel.pk, "heading": CANARY, "text": f"<p>{CANARY}</p>", "button_label": CANARY}
    return make_summary(parent=home, body=[block("paragraph", "<p>Words.</p>"), block("call_to_action", own)])


def by_a_rule_of_the_site(panel: CallToAction, home: Any) -> Any:
    site = home.sites_rooted_here.get()
    change(SiteProfile.for_site(site), panel_rules=[by_rule(panel)])
    return make_summary(parent=home)


def by_a_rule_of_an_index(panel: CallToAction, home: Any) -> Any:
    return make_summary(parent=make_index(parent=home, panel_rules=[by_rule(panel)]))


WAYS = [in_the_text, by_a_rule_of_the_site, by_a_rule_of_an_index]
each_way = pytest.mark.parametrize("way", WAYS)


@each_way
def test_a_panel_is_told_from_its_start_to_its_end_only(way, home, api):
    way(singing(starts_at=NOON - 60 * MINUTE, ends_at=NOON), home)
    times = (NOON - 61 * MINUTE, NOON - 60 * MINUTE, NOON - MINUTE, NOON)
    assert [CANARY in all_at(moment, api) for moment in times] == [False, True, True, False]


@each_way
def test_a_panel_that_is_a_draft_is_told_nowhere(way, home, api):
    panel = singing(live=False)
    way(panel, home)
    assert CANARY not in everything(api)
    panel.get_latest_revision().publish()
    assert everything(api).count(CANARY) > 5


@pytest.mark.slow
@each_way
def test_a_panel_that_was_taken_down_is_told_nowhere(way, home, api):
    panel = singing()
    way(panel, home)
    assert everything(api).count(CANARY) > 5
    panel.unpublish()
    assert CANARY not in everything(api)


@pytest.mark.slow
@each_way
def test_a_newer_draft_of_a_panel_is_told_nowhere(way, home, api):
    panel = make_panel("panel")
    way(panel, home)
    draft = panel.get_latest_revision_as_object()
    draft.heading = draft.consent_text = f"{CANARY}-draft"
    draft.save_revision()
    assert f"{CANARY}-draft" not in everything(api)
    draft.get_latest_revision().publish()
    assert f"{CANARY}-draft" in everything(api)


# Rules that are not public. The panel is, so that the answer about the panel itself has it.


def unpublish(index: Any) -> None:
    index.unpublish()


def expire(index: Any) -> None:
    change(index, expire_at=timezone.now() - MINUTE)


@pytest.mark.parametrize("hide", [unpublish, pytest.param(expire, marks=pytest.mark.slow)])
def test_a_rule_of_an_index_that_is_hidden_brings_no_panel(hide, home, api):
    page = by_a_rule_of_an_index(singing(), home)
    path = f"/pages/{page.pk}/"
    assert CANARY in told_of(path, api)
    hide(type(page.get_parent().specific).objects.get(pk=page.get_parent().pk))
    assert CANARY not in told_of(path, api)


def test_a_rule_that_is_only_in_a_draft_of_an_index_brings_no_panel(home, api):
    index: Any = make_index(parent=home)
    page = make_summary(parent=index)
    index.panel_rules = [by_rule(singing())]
    index.save_revision()
    assert CANARY not in told_of(f"/pages/{page.pk}/", api)
    publish_again(index)
    assert CANARY in told_of(f"/pages/{page.pk}/", api)


@pytest.mark.slow
def test_below_an_index_that_is_private_there_is_nothing_to_tell(home, api):
    page = by_a_rule_of_an_index(singing(live=False), home)
    restrict(page.get_parent())
    CallToAction.objects.get().get_latest_revision().publish()
    assert api.get(f"/pages/{page.pk}/").status == 404
    assert CANARY not in told_of("/export/", api)


@pytest.mark.slow
def test_what_a_page_says_instead_is_told_only_where_the_panel_is(home, api):
    panel = make_panel("panel")
    page = in_the_text(panel, home)
    assert CANARY in told_of(f"/pages/{page.pk}/", api)
    panel.unpublish()
    assert CANARY not in everything(api)


def told_of(path: str, api: ApiClient) -> str:
    """What a page, its Markdown and the export of the site say."""
    paths = [path, "/export/"] if path == "/export/" else [path, f"{path.rstrip('/')}.md", "/export/"]
    return "\n".join(api.get(each).content.decode() for each in paths)
