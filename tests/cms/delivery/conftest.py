"""A site, and a way to build one page's document."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Site

from cms.delivery.build import build
from cms.models import Reference
from cms.models.paths import SiteMap, SiteRoots
from tests.builders import make_reference, make_site
from tests.cms.delivery.comparing import public_page


@pytest.fixture
def site(db: None) -> Site:
    return make_site(hostname="www.example.org", port=443)


@pytest.fixture
def home(site: Site) -> Any:
    return site.root_page


@pytest.fixture
def roots(site: Site) -> Callable[[], SiteRoots]:
    """The site as delivery sees it now."""

    def load() -> SiteRoots:
        found = SiteMap.load().find(site.hostname)
        assert found is not None
        return found

    return load


@pytest.fixture
def document(site: Site) -> Callable[..., Any]:
    """The JSON of a page's document, or None: all that a request does between the address and the bytes."""

    def build_document(page: Any) -> Any:
        now, sites = timezone.now(), SiteMap.load()
        found_site = sites.find(site.hostname)
        assert found_site is not None
        found = public_page(page.pk, site=found_site, now=now)
        built = found and build(found, site=found_site, sites=sites, now=now)
        return built and json.loads(built.model_dump_json())

    return build_document


@pytest.fixture
def a(site: Site) -> Reference:
    """A work of one author."""
    return make_reference(author=[{"family": "Abel", "given": "Ada"}])


@pytest.fixture
def b(site: Site) -> Reference:
    """A work of two."""
    return make_reference(author=[{"family": "Baker", "given": "Bo"}, {"family": "Cole", "given": "Cy"}])
