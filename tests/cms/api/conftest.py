"""What the tests of the API share.

Publishing takes longer than asking, so a module's content is made once, inside a transaction that ends with the module;
what a test changes is rolled back to there.
"""

from collections.abc import Iterator

import pytest
from django.db import transaction
from wagtail.models import Site

from cms.submissions import throttle
from tests.api_client import ApiClient
from tests.builders import (
    make_locale,
    make_panel,
    make_site,
    make_summary,
    make_topic,
    publish_again,
    root_of,
)


@pytest.fixture(autouse=True)
def one_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """Requests are counted together, also where a window of time happens to end between two of them."""
    in_window = throttle._cache_key
    monkeypatch.setattr(
        throttle, "_cache_key", lambda policy, key, window, seconds: in_window(policy, key, 0, seconds)
    )


@pytest.fixture
def api() -> ApiClient:
    """A client that checks every answer against the contract."""
    return ApiClient()


@pytest.fixture(scope="module")
def module_db(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The database for fixtures of a module's scope."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def site(module_db: None) -> Site:
    """The default site with a home page of a delivered type."""
    return make_site()


@pytest.fixture(scope="module")
def addresses(site: Site) -> dict[str, str]:
    """One existing address of every endpoint that is read, by its template."""
    make_panel("newsletter")
    page = make_summary(topics=[make_topic("Lupus")])
    key = page.subject_reference.key
    return {
        "/": "/",
        "/pages/": "/pages/",
        "/pages/{id}/": f"/pages/{page.pk}/",
        "/pages/{id}.md": f"/pages/{page.pk}.md",
        "/pages/{id}/references.json": f"/pages/{page.pk}/references.json",
        "/pages/{id}/references.bib": f"/pages/{page.pk}/references.bib",
        "/pages/{id}/references.ris": f"/pages/{page.pk}/references.ris",
        "/resolve/": "/resolve/?path=/",
        "/references/": "/references/",
        "/references/{key}/": f"/references/{key}/",
        "/references/{key}.json": f"/references/{key}.json",
        "/references/{key}.bib": f"/references/{key}.bib",
        "/references/{key}.ris": f"/references/{key}.ris",
        "/topics/": "/topics/",
        "/topics/{slug}/": "/topics/lupus/",
        "/calls-to-action/{slug}/": "/calls-to-action/newsletter/",
        "/calls-to-action/{slug}/token/": "/calls-to-action/newsletter/token/",
        "/changes/": "/changes/",
        "/export/": "/export/",
        "/sitemap/": "/sitemap/",
        "/sitemap.xml": "/sitemap.xml",
        "/feed.json": "/feed.json",
        "/feed.rss": "/feed.rss",
        "/feed.atom": "/feed.atom",
        "/openapi.json": "/openapi.json",
        "/docs/": "/docs/",
    }


@pytest.fixture(scope="module")
def posted(addresses: dict[str, str]) -> dict[str, str]:
    """One existing address of every endpoint that takes something, by its template."""
    return {
        "/calls-to-action/{slug}/submissions/": "/calls-to-action/newsletter/submissions/",
        "/submissions/confirm/": "/submissions/confirm/",
        "/submissions/resend/": "/submissions/resend/",
        "/submissions/unsubscribe/{token}/": "/submissions/unsubscribe/made-up/",
        "/preview/exchange/": "/preview/exchange/",
    }


@pytest.fixture(scope="module")
def guarded(site: Site) -> dict[str, str]:
    """One address of every endpoint that is read with a token only, by its template."""
    return {path: path for path in ("/preview/", "/preview/userbar/")}


@pytest.fixture
def resolve(api, site):
    return lambda path, **parameters: api.get("/resolve/", path=path, **parameters)


@pytest.fixture
def spanish(site):
    """The Spanish home page."""
    return publish_again(root_of().copy_for_translation(make_locale("es")))
