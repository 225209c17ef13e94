"""Which fields of a record are asked for, by its type, and what they are called there.

A journal article has a volume, a thesis a university. What a record holds beyond that is shown all the same: nothing
is hidden that says something.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.bibliography.form import CSL_FIELDS

__all__ = ["ALWAYS", "FIELDS", "LABELS", "as_data"]

ALWAYS = frozenset(["type", "title", "authors", "issued", "doi", "url"])
"""What every work may have."""


def _of(fields: str) -> frozenset[str]:
    return ALWAYS | frozenset(fields.split())


PERIODICAL = _of("container_title container_title_short volume issue page issn")
BOOK = _of("editors edition collection_title volume publisher publisher_place isbn")
FIELDS: Mapping[str, frozenset[str]] = {
    "article-journal": PERIODICAL | {"pmid", "pmcid"},
    "review": PERIODICAL | {"pmid", "pmcid"},
    "article": _of("publisher number genre accessed pmid pmcid"),
    "article-magazine": PERIODICAL | {"accessed"},
    "article-newspaper": _of("container_title edition page publisher_place accessed"),
    "book": BOOK | {"pmid"},
    "chapter": BOOK | {"container_title", "page", "pmid"},
    "entry-encyclopedia": BOOK | {"container_title", "page", "accessed"},
    "entry-dictionary": BOOK | {"container_title", "page", "accessed"},
    "report": _of("genre number collection_title publisher publisher_place page isbn accessed"),
    "webpage": _of("container_title publisher accessed"),
    "post-weblog": _of("container_title accessed"),
    "dataset": _of("publisher number genre accessed"),
    "thesis": _of("genre publisher publisher_place number accessed"),
    "paper-conference": _of(
        "event_title container_title editors collection_title volume page publisher publisher_place isbn"
    ),
    "standard": _of("number edition collection_title publisher publisher_place isbn accessed"),
}
"""Type of CSL → fields. All fields are shown for a type that is not here."""

LABELS: Mapping[str, Mapping[str, Promise]] = {
    "article-journal": {"container_title": _("Journal"), "page": _("Pages or article number")},
    "review": {"container_title": _("Journal"), "page": _("Pages or article number")},
    "article": {"publisher": _("Preprint server"), "number": _("Number of the preprint"), "genre": _("Kind")},
    "article-magazine": {"container_title": _("Magazine")},
    "article-newspaper": {"container_title": _("Newspaper")},
    "chapter": {
        "title": _("Title of the chapter"),
        "container_title": _("Book"),
        "editors": _("Editors of the book"),
    },
    "report": {
        "publisher": _("Institution"),
        "number": _("Report number"),
        "genre": _("Kind of report"),
        "collection_title": _("Series"),
    },
    "webpage": {
        "container_title": _("Website"),
        "publisher": _("Who is behind it"),
        "issued": _("Date of the page"),
    },
    "dataset": {
        "publisher": _("Registry or repository"),
        "number": _("Registration number"),
        "issued": _("Date of the registration or version"),
    },
    "thesis": {"publisher": _("University"), "genre": _("Kind of thesis")},
    "paper-conference": {"container_title": _("Proceedings"), "event_title": _("Conference")},
    "standard": {"publisher": _("Who issued it"), "number": _("Number")},
}
"""Type of CSL → field → what it is called for that type; elsewhere it has the label of the form."""


def as_data() -> dict[str, Any]:
    """The same for the script of the form: `{"fields": {type: […]}, "labels": {type: {field: "…"}}, "all": […]}`."""
    return {
        "all": list(CSL_FIELDS),
        "fields": {kind: sorted(fields) for kind, fields in FIELDS.items()},
        "labels": {
            kind: {name: str(label) for name, label in labels.items()} for kind, labels in LABELS.items()
        },
    }
