"""All that an anonymous client can read, now or at the moment at which something is hidden."""

import json
from typing import Any
from unittest import mock

from django.utils import timezone
from wagtail.models import Locale, Page

from cms.models import CallToAction, Reference, Topic
from cms.models.events import OutboxEvent
from tests.api_client import Answer, ApiClient
from tests.builders import CANARY

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
