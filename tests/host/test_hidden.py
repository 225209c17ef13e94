"""What the public may not see is not seen through the site's own blocks and fields either."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from tests.host.content import block, change, make_event, make_report
from tests.host.delivered import cases

CANARY = "Zanzibar"


@pytest.fixture
def secret_collection(db):
    collection = Collection.get_first_root_node().add_child(name="Secret")
    CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    return collection


def withhold_trial(library, collection):
    change(library.trial, title=CANARY, withheld=True)


def withdraw_centre(library, collection):
    change(library.centre, name=CANARY, live=False)


def expire_centre(library, collection):
    past = timezone.now() - timedelta(minutes=1)
    change(library.centre, name=CANARY, expire_at=past)


def unpublish_page(library, collection):
    change(library.about, title=CANARY, live=False)


def restrict_page(library, collection):
    change(library.about, title=CANARY)
    PageViewRestriction.objects.create(page=library.about, restriction_type=PageViewRestriction.LOGIN)


def hide_image(library, collection):
    change(library.image, description=CANARY, collection=collection)


def hide_document(library, collection):
    change(library.document, title=CANARY, collection=collection)


@pytest.mark.parametrize(
    ("hide", "blocks"),
    [
        (withhold_trial, ["registration"]),
        (withdraw_centre, ["centre"]),
        (expire_centre, ["centre"]),
        (unpublish_page, ["report"]),
        (restrict_page, ["report"]),
        (hide_image, ["picture", "diagram"]),
        (hide_document, ["protocol"]),
    ],
)
def test_a_block_that_points_at_something_hidden_is_left_out(hide, blocks, library, secret_collection, get):
    page = make_report(library, [block(name, cases(library)[name][0]) for name in (*blocks, "text")])
    event = make_event(library)
    assert [item["type"] for item in get(f"pages/{page.pk}/")["body"]] == [*blocks, "text"]
    hide(library, secret_collection)
    documents = [get(f"pages/{page.pk}/"), get(f"pages/{event.pk}/")]
    assert [item["type"] for item in documents[0]["body"]] == ["text"]
    assert CANARY not in json.dumps([*documents, get("pages/")])


def test_a_field_that_points_at_something_hidden_is_null(library, secret_collection, get):
    page = make_report(library, registration=library.trial)
    event = make_event(library)
    assert None not in (get(f"pages/{page.pk}/")["registration"], get(f"pages/{event.pk}/")["banner"])
    for hide in (withhold_trial, unpublish_page, hide_image):
        hide(library, secret_collection)
    assert get(f"pages/{page.pk}/")["registration"] is None
    document = get(f"pages/{event.pk}/")
    assert (document["report"], document["banner"]) == (None, None)
    assert document["programme"]["html"] == "<p>About us</p>"
