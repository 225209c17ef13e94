"""Every body that the API gives, found by following what it says itself."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.production.commands import expect

__all__ = ["Body", "every_body"]

Ask = Callable[[str], tuple[int, Mapping[str, str], bytes]]


@dataclass(frozen=True)
class Body:
    """What was answered at an address."""

    etag: str
    content: bytes


def every_body(ask: Ask) -> dict[str, Body]:
    """Path below `/api/v1/` → what is there. Raises `Failed` if anything answers with another status than 200."""
    found: dict[str, Body] = {}

    def take(path: str) -> bytes:
        status, headers, content = ask(f"/api/v1/{path}")
        expect(status == 200, f"{path}: {status} {content[:300].decode(errors='replace')}")
        found[path] = Body(headers.get("etag", ""), content)
        return content

    fixed = (
        "", "sitemap/", "sitemap.xml", "feed.json", "feed.rss", "feed.atom", "changes/", "export/", "topics/",
        "references/", "pages/?count=exact&facets=topic,study_design,year,type", "pages/?q=cells",
    )  # fmt: skip
    for path in fixed:
        take(path)
    for page in json.loads(take("pages/?limit=100"))["items"]:
        number = page["id"]
        take(f"resolve/?path={page['path']}")
        for ending in ("/", ".md", "/references.json", "/references.bib", "/references.ris"):
            take(f"pages/{number}{ending}")
        for block in json.loads(found[f"pages/{number}/"].content).get("body", ()):
            if block["type"] == "call_to_action":
                take(f"calls-to-action/{block['value']['slug']}/")
    for reference in json.loads(found["references/"].content)["items"]:
        for ending in ("/", ".json", ".bib", ".ris"):
            take(f"references/{reference['id']}{ending}")
    for topic in json.loads(found["topics/"].content)["items"]:
        take(f"topics/{topic['slug']}/")
    return found
