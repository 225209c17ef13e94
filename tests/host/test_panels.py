"""Panels that stand in the site's own blocks and fields count as any others, and none is delivered twice."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Site

from cms.models import CallToAction, PublishRefused, SiteProfile
from tests.host.content import Library, block, change, items, make_panel, make_report
from tests.host.delivered import panel_value
from tests.host.trials.models import TrialReportPage


def offer(panel: CallToAction, words: str = "Words") -> dict[str, Any]:
    return {"words": words, "panel": {"call_to_action": panel.pk}}


def placed(panel: CallToAction) -> dict[str, Any]:
    return block("call_to_action", {"call_to_action": panel.pk})


@pytest.fixture
def stored(library: Library, get: Callable[..., Any]) -> Callable[..., Any]:
    """The document of a report with this body, which may be one that the guard would refuse."""

    def make(*body: Any, **fields: Any) -> Any:
        page = make_report(library, **fields)
        TrialReportPage._default_manager.filter(pk=page.pk).update(body=json.dumps(body))
        return get(f"pages/{page.pk}/")

    return make


def slugs(document: Any) -> list[str]:
    """Of all panels, wherever they stand."""
    return [part.split('"')[0] for part in json.dumps(document).split('"slug": "')[1:]]


@pytest.fixture
def other(library: Library) -> CallToAction:
    """A second panel of the kind that the library has one of."""
    return make_panel("second")


def test_a_second_panel_of_a_kind_is_left_out_of_a_block_of_the_site(library, other, stored):
    document = stored(
        block("offer", offer(library.panel)), block("offers", items(offer(other), offer(library.panel)))
    )
    assert slugs(document) == [library.panel.slug]
    nested = [item["value"] for item in document["body"]]
    assert [nested[0]["panel"]["slug"], *(each["panel"] for each in nested[1])] == [
        library.panel.slug,
        None,
        None,
    ]


def test_the_rest_of_a_block_stays_when_its_panel_has_ended(library, stored):
    change(library.panel, ends_at=timezone.now() - timedelta(days=1))
    document = stored(block("offer", offer(library.panel, "Still here")))
    assert [item["value"] for item in document["body"]] == [{"words": "Still here", "panel": None}]


def test_a_panel_in_a_block_of_the_site_keeps_a_rule_from_bringing_another_one(library, other, stored):
    rule = block("rule", {"call_to_action": other.pk, "position": "end"})
    change(SiteProfile.for_site(Site.objects.get(is_default_site=True)), panel_rules=[rule])
    assert slugs(stored(block("text", "Words"))) == ["second"]
    assert slugs(stored(block("offers", items(offer(library.panel))))) == [library.panel.slug]


def test_a_panel_in_a_field_of_the_site_is_the_page_s_first(library, other, stored):
    document = stored(placed(other), block("text", "Words"), invitation=library.panel)
    assert document["invitation"] == panel_value(library.panel)
    assert [item["type"] for item in document["body"]] == ["text"]


def test_a_field_whose_panel_is_taken_down_is_empty_and_the_text_has_its_own(library, other, stored):
    library.panel.unpublish()
    document = stored(placed(other), invitation=library.panel)
    assert document["invitation"] is None
    assert slugs(document) == ["second"]


def test_a_change_to_the_panel_of_a_field_is_in_the_document_at_once(library, get):
    page = make_report(library, invitation=library.panel)
    assert get(f"pages/{page.pk}/")["invitation"]["heading"] == "Take part"
    change(library.panel, heading="Join us")
    assert get(f"pages/{page.pk}/")["invitation"]["heading"] == "Join us"


@pytest.mark.parametrize("kind", ["offer", "offers"])
def test_a_repeat_in_a_block_of_the_site_is_refused(kind, library, other):
    value = offer(other) if kind == "offer" else items(offer(other))
    with pytest.raises(PublishRefused) as refused:
        make_report(library, [placed(library.panel), block(kind, value)])
    (message,) = refused.value.message_dict["body"]
    assert "in block 1" in message
    assert message.startswith("block 2")


def test_a_repeat_of_the_panel_in_a_field_is_refused_at_its_block(library, other):
    with pytest.raises(PublishRefused) as refused:
        make_report(library, [block("text", "Words"), placed(other)], invitation=library.panel)
    (message,) = refused.value.message_dict["body"]
    assert message.startswith("block 2")
    assert "in invitation" in message
