"""A site, and the content of a page as rules get it."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import Site

from cms.evidence import PageContent
from cms.models import ResearchSummaryPage
from cms.remarks.gather import content_of
from tests.builders import make_site, make_summary
from tests.cms.evidence.contents import TODAY


@pytest.fixture
def site(db: None) -> Site:
    return make_site(hostname="www.example.org", port=443)


@pytest.fixture
def home(site: Site) -> Any:
    return site.root_page


@pytest.fixture
def gathered(home: Any) -> Callable[..., PageContent]:
    """The content of a draft with this body and these fields."""

    def gather(*body: Any, **values: Any) -> PageContent:
        page = make_summary(parent=home, body=body, live=False, **values)
        return content_of(ResearchSummaryPage.objects.get(pk=page.pk), today=TODAY)

    return gather


@pytest.fixture
def stored() -> Callable[..., PageContent]:
    """The content of a page that was never saved, whose body holds anything."""

    def gather(*body: Any) -> PageContent:
        return content_of(ResearchSummaryPage(title="A page", body=json.dumps(body)), today=TODAY)

    return gather
