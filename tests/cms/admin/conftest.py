"""A site, an editor who may do everything, and the forms of the editor as a browser would send them."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.models import ResearchSummaryPage
from tests.builders import make_site


@pytest.fixture
def site(db: None) -> Site:
    return make_site()


@pytest.fixture
def editor(admin_client: Client, site: Site) -> Client:
    """The browser of a superuser."""
    return admin_client


@pytest.fixture
def page_form() -> Callable[..., dict[str, Any]]:
    """The editor's form of a research summary: complete, but for the values that are given."""

    def build(**values: Any) -> dict[str, Any]:
        fields: Mapping[str, Any] = {
            "title": "Stem cells for lupus",
            "slug": "stem-cells",
            "standfirst": "What was found.",
            "key_points": streamfield([]),
            "body": streamfield([("paragraph", rich_text("<p>The study found something.</p>"))]),
            "authors": streamfield([]),
            "further_reading": streamfield([]),
            "subject_reference": "",
            "reviewed_by": "",
            "funding": "",
            "conflicts": "",
            "disclaimer": rich_text(""),
            "image": "",
            "image_alt": "",
            "comments": inline_formset([]),
            **values,
        }
        return nested_form_data(fields)

    return build


@pytest.fixture
def edit(editor: Client) -> Callable[..., Any]:
    """Sends the form of a page; `action` is the button, by default “Save draft”."""

    def send(page: ResearchSummaryPage, form: Mapping[str, Any], action: str = "") -> Any:
        buttons = {f"action-{action}": "1"} if action else {}
        return editor.post(reverse("wagtailadmin_pages:edit", args=(page.pk,)), {**form, **buttons})

    return send
