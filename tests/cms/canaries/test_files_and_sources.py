"""What is hidden of files, panels and references is in no answer, on whatever page it stands."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction

from cms.models import CallToAction
from tests.builders import (
    CANARY,
    block,
    change,
    cite,
    make_document,
    make_image,
    make_panel,
    make_person,
    make_reference,
    make_summary,
)
from tests.cms.canaries.reading import everything, everything_after

LATER = timedelta(days=1)


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
