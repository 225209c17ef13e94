"""A local server that gives the answers of the registries, in the shape that they document.

Works with real identifiers have their true facts. What is retracted, or otherwise a trap, is made up: its DOIs have the
prefix 10.5555, which Crossref keeps for tests, and its numbers are beyond those that PubMed has given out.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.test import override_settings

from tests.receivers import Behaviour, Received, Receiver, answers, receiver

__all__ = ["Replay", "json_answer", "replay", "xml_answer"]

JSON = "application/json"
XML = "text/xml; charset=UTF-8"


def json_answer(value: Any, status: int = 200, **headers: str) -> Behaviour:
    """An answer with the value as JSON."""
    return answers(status, json.dumps(value).encode(), **{"Content_Type": JSON, **headers})


def xml_answer(text: str | bytes, status: int = 200, **headers: str) -> Behaviour:
    """An answer with the XML document."""
    body = text if isinstance(text, bytes) else text.encode()
    return answers(status, body, **{"Content_Type": XML, **headers})


NOT_FOUND = answers(404, b"Resource not found.", Content_Type="text/plain;charset=UTF-8")


@dataclass
class Replay:
    """What each registry knows. `asked` are the names of the registries in the order in which they were asked."""

    server: Receiver
    known: dict[tuple[str, str], Behaviour] = field(default_factory=dict)
    broken: dict[str, Behaviour] = field(default_factory=dict)

    @property
    def asked(self) -> list[str]:
        """The registries of all requests so far."""
        return [urlsplit(one.path).path.split("/")[1] for one in self.server.requests]

    def forget_requests(self) -> None:
        """Count from here."""
        self.server.requests.clear()

    def crossref(self, doi: str, message: Mapping[str, Any] | None = None, **headers: str) -> None:
        """Crossref has the work."""
        content = {
            "status": "ok",
            "message-type": "work",
            "message-version": "1.0.0",
            "message": {
                "DOI": doi,
                "type": "journal-article",
                "title": ["A made-up work"],
                **(message or {}),
            },
        }
        self.known["crossref", doi.lower()] = json_answer(content, 200, **headers)

    def pubmed(self, pmid: str, article: str) -> None:
        """PubMed has the article; `article` is a PubmedArticle or PubmedBookArticle element."""
        self.known["pubmed", pmid] = xml_answer(PUBMED_SET.format(article))

    def europe_pmc(self, *works: Mapping[str, Any]) -> None:
        """Europe PMC has the works, each under all its identifiers."""
        for work in works:
            content = {"version": "6.9", "hitCount": 1, "resultList": {"result": [work]}}
            for query in (
                f"EXT_ID:{work.get('pmid')} AND SRC:MED",
                f"PMCID:{work.get('pmcid')}",
                f'DOI:"{work.get("doi", "").lower()}"',
            ):
                self.known["europepmc", query] = json_answer(content)

    def datacite(self, doi: str, attributes: Mapping[str, Any]) -> None:
        """DataCite has the work."""
        content = {"data": {"id": doi, "type": "dois", "attributes": {"doi": doi, **attributes}}}
        self.known["datacite", doi.lower()] = json_answer(content)

    def converts(self, pmcid: str, **identifiers: Any) -> None:
        """The ID converter of PubMed Central knows the article."""
        record = {"requested-id": pmcid, "pmcid": pmcid, **identifiers}
        self.known["idconv", pmcid] = json_answer({"status": "ok", "records": [record]})

    def breaks(self, registry: str, behaviour: Behaviour | None = None) -> None:
        """The registry answers everything with an error, or as `behaviour` does."""
        self.broken[registry] = behaviour or answers(500, b"", Content_Type="text/plain")

    def mends(self, registry: str) -> None:
        """The registry answers as usual again."""
        del self.broken[registry]

    def __call__(self, handler: Any, received: Received) -> None:
        registry, what = _asked_for(received.path)
        behaviour = self.broken.get(registry) or self.known.get((registry, what)) or NOTHING[registry]
        behaviour(handler, received)


PUBMED_SET = """<?xml version="1.0" ?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" \
"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">
<PubmedArticleSet>{}</PubmedArticleSet>"""

NOTHING: dict[str, Behaviour] = {
    "crossref": NOT_FOUND,
    "pubmed": xml_answer(PUBMED_SET.format("")),
    "europepmc": json_answer({"version": "6.9", "hitCount": 0, "resultList": {"result": []}}),
    "datacite": json_answer(
        {"errors": [{"status": "404", "title": "The resource you are looking for doesn't exist."}]}, 404
    ),
    "idconv": json_answer(
        {"status": "ok", "records": [{"status": "error", "errmsg": "Identifier not found"}]}
    ),
}


def _asked_for(path: str) -> tuple[str, str]:
    parts = urlsplit(path)
    registry, _, rest = parts.path.removeprefix("/").partition("/")
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    what = {"pubmed": query.get("id"), "europepmc": query.get("query"), "idconv": query.get("ids")}.get(
        registry
    )
    return registry, what or unquote(rest.partition("/")[2]).lower()


@contextmanager
def replay(**settings: Any) -> Iterator[Replay]:
    """A server that all four registries are asked at, until the context is left."""
    with receiver() as server:
        running = Replay(server)
        server.behave = running
        registries = [
            _entry("Crossref", f"{server.url}/crossref"),
            _entry("PubMed", f"{server.url}/pubmed", id_converter_url=f"{server.url}/idconv"),
            _entry("EuropePMC", f"{server.url}/europepmc"),
            _entry("DataCite", f"{server.url}/datacite"),
        ]
        with override_settings(
            CMS_LOOKUP_PROVIDERS=registries,
            CMS_CONTACT_EMAIL="library@example.org",
            CMS_OUTGOING_ALLOWED_HOSTS=["127.0.0.1"],
            CMS_OUTGOING_ALLOW_HTTP=True,
            **settings,
        ):
            yield running


def _entry(name: str, base_url: str, **options: str) -> dict[str, Any]:
    return {
        "BACKEND": f"cms.lookup.registries.{name}",
        "OPTIONS": {"base_url": base_url, "per_second": 1000.0, **options},
    }
