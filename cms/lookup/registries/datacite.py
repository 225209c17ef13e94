"""DataCite, where arXiv, Zenodo and other repositories register their DOIs.

Its schema has no notices: a repository withdraws a record by replacing its page, and says so in no field that can be
relied upon. So DataCite never makes a reference "clean", whatever its records leave out.
Source: https://support.datacite.org/docs/api-get-doi and https://datacite-metadata-schema.readthedocs.io/.
"""

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

from cms.bibliography.csl import TYPES
from cms.bibliography.identifiers import Identifier
from cms.lookup.found import Found
from cms.lookup.markup import csl_text, plain_line
from cms.lookup.records import as_list, as_mapping, date, language, name, record, text
from cms.lookup.registries.base import Registry
from cms.lookup.time_budget import TimeBudget
from cms.models.references import Origin

__all__ = ["DataCite"]

KINDS: Final[Mapping[str, str]] = {
    "Audiovisual": "motion_picture",
    "Book": "book",
    "BookChapter": "chapter",
    "Collection": "collection",
    "ComputationalNotebook": "software",
    "ConferencePaper": "paper-conference",
    "ConferenceProceeding": "paper-conference",
    "DataPaper": "article-journal",
    "Dataset": "dataset",
    "Dissertation": "thesis",
    "Image": "graphic",
    "Journal": "periodical",
    "JournalArticle": "article-journal",
    "PeerReview": "review",
    "Preprint": "article",
    "Report": "report",
    "Software": "software",
    "Sound": "song",
    "Standard": "standard",
}
ARXIV: Final = "10.48550/"


class DataCite(Registry):
    """Asked about DOIs that Crossref does not know, and first about those of arXiv."""

    origin = Origin.DATACITE
    base_url = "https://api.datacite.org"
    per_second = 5.0
    reports_notices = False

    def rank(self, identifier: Identifier) -> int | None:
        if identifier.kind != "doi":
            return None
        return 0 if identifier.value.startswith(ARXIV) else 2

    def find(self, identifier: Identifier, budget: TimeBudget) -> Found | None:
        answer = self.json(f"dois/{quote(identifier.value, safe='')}", budget)
        if answer is None:
            return None
        work = as_mapping(as_mapping(answer.get("data")).get("attributes"))
        doi = text(work.get("doi")).lower()
        if not doi:
            raise self.unusable()
        return Found(
            csl=csl_of(work, doi=doi), origin=self.origin, url=f"https://doi.org/{quote(doi, safe='/:;()')}"
        )


def csl_of(work: Mapping[str, Any], *, doi: str) -> dict[str, Any]:
    """The record of a work, the `attributes` of an answer."""
    container = as_mapping(work.get("container"))
    publisher = work.get("publisher")
    kind = _type(as_mapping(work.get("types")))
    return record(
        {
            "type": kind,
            "title": _title(as_list(work.get("titles"))),
            "author": _names(as_list(work.get("creators"))),
            "editor": _names(
                one
                for one in as_list(work.get("contributors"))
                if as_mapping(one).get("contributorType") == "Editor"
            ),
            "container-title": plain_line(container.get("title")),
            "volume": text(container.get("volume")),
            "issue": text(container.get("issue")),
            "page": "-".join(filter(None, (text(container.get(end)) for end in ("firstPage", "lastPage")))),
            "issued": _issued(work),
            "publisher": plain_line(as_mapping(publisher).get("name") or publisher),
            "genre": "Preprint" if kind == "article" else "",
            "version": text(work.get("version")),
            "language": language(text(work.get("language"))),
            "DOI": doi,
        }
    )


def _type(types: Mapping[str, Any]) -> str:
    general = KINDS.get(text(types.get("resourceTypeGeneral")))
    converted = text(types.get("citeproc"))
    return general or (converted if converted in TYPES else "document")


def _title(titles: Any) -> str:
    """The main title, which is the one without a type, and the subtitle."""
    known = [as_mapping(one) for one in titles]
    main = next((csl_text(one.get("title")) for one in known if not one.get("titleType")), "")
    subtitle = next((csl_text(one.get("title")) for one in known if one.get("titleType") == "Subtitle"), "")
    return f"{main}: {subtitle}" if main and subtitle else main


def _names(people: Any) -> list[dict[str, str]]:
    """Creators have a whole `name` ("Devlin, Jacob"), and mostly its parts."""
    made = []
    for one in map(as_mapping, people):
        whole, family = plain_line(one.get("name")), plain_line(one.get("familyName"))
        given = plain_line(one.get("givenName"))
        if not family and one.get("nameType") != "Organizational" and whole.count(", ") == 1:
            family, given = whole.split(", ")
        is_person = bool(family) and one.get("nameType") != "Organizational"
        made.append(name(family=family, given=given) if is_person else name(literal=whole))
    return [one for one in made if one is not None]


def _issued(work: Mapping[str, Any]) -> dict[str, object] | None:
    """The date within the year of publication that says most, else the year alone."""
    year = text(work.get("publicationYear"))
    given = {
        text(as_mapping(one).get("dateType")): _parts(as_mapping(one).get("date"))
        for one in as_list(work.get("dates"))
    }
    fitting = [
        given[kind]
        for kind in ("Issued", "Available", "Submitted", "Created")
        if given.get(kind) and (not year or given[kind][0] == year)
    ]
    return date(max(fitting, key=len, default=[year]), [year])


def _parts(value: object) -> list[str]:
    """ "2018-05-24T00:54:18Z" as its year, month and day; of a range, the beginning."""
    return text(value).partition("/")[0].partition("T")[0].split("-")
