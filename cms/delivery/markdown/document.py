"""A document from its title to its references, in the language of the page."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.delivery.markdown import actions, evidence, media, text
from cms.delivery.markdown.context import Context, dicts
from cms.delivery.markdown.escapes import autolink, tidy
from cms.delivery.markdown.glance import at_a_glance
from cms.delivery.markdown.inline import Run, inline, plain
from cms.delivery.markdown.layout import Block, Paragraph, Verbatim, bullets, laid_out
from cms.delivery.markdown.prose import heading, image, labelled, prose, section
from cms.delivery.markdown.records import further_reading, mention, references
from cms.delivery.markdown.single import link_runs
from cms.delivery.markdown.values import described, stream

assert actions and evidence and media and text  # they say how blocks are written

__all__ = ["KNOWN", "to_markdown"]

KNOWN = frozenset(
    {
        "id", "key", "type", "locale", "path", "url", "title", "published_at", "updated_at", "seo", "links", "image",
        "standfirst", "body", "outline", "disclosures", "key_points", "subject", "authors", "reviewed_by",
        "last_reviewed", "next_review", "topics", "funding", "conflicts", "disclaimer", "further_reading", "citations",
        "references", "evidence",
    }
)  # fmt: skip
"""The keys of our own documents. Any other one is a host's own, and is listed with its label."""


def to_markdown(document: Mapping[str, Any]) -> str:
    """A page's document, as JSON has it, in CommonMark with the tables and footnotes of GitHub Flavored Markdown.

    A pure function of the document and the translations of its locale; no raw HTML in it, whatever the document says.
    Citations are footnotes, which stand last because renderers put them there. Time: linear in the size.
    """
    context = Context(document)
    with override(str(document.get("locale") or "en")):
        return laid_out(_blocks(document, context)) + "\n"


def _blocks(document: Mapping[str, Any], context: Context) -> Iterator[Block]:
    yield heading(1, plain(document.get("title"), breaks=False))
    yield Paragraph(plain(document.get("standfirst")))
    yield Verbatim(image(document.get("image"), context))
    yield bullets(_facts(document, context))
    yield from section(_("Key points"), _points(document.get("key_points")))
    yield from at_a_glance(context)
    yield from stream(document.get("body"), context)
    yield from further_reading(context)
    yield from section(_("Disclosures"), _points(document.get("disclosures")))
    yield from section(_("Disclaimer"), prose(document.get("disclaimer"), context))
    yield from section(_("Funding"), _text(document.get("funding")))
    yield from section(_("Conflicts of interest"), _text(document.get("conflicts")))
    yield from section(_("Topics"), _points([topic.get("title") for topic in dicts(document.get("topics"))]))
    own = [(name, value) for name, value in document.items() if name not in KNOWN]
    yield from section(_("Details"), described(own, context))
    yield from references(context)


def _facts(document: Mapping[str, Any], context: Context) -> Iterator[str]:
    """Who is responsible for the page, from when it is, what it summarises and where it stands."""
    yield _people(_("Authors"), dicts(document.get("authors")), context)
    reviewer = document.get("reviewed_by")
    yield _people(_("Reviewed by"), [reviewer] if isinstance(reviewer, dict) else [], context)
    yield labelled(_("Published"), document.get("published_at"))
    yield labelled(_("Updated"), document.get("updated_at"))
    yield labelled(_("Last reviewed"), document.get("last_reviewed"))
    yield labelled(_("Next review"), document.get("next_review"))
    subject = document.get("subject")
    if isinstance(subject, dict):
        yield mention(_("Summarises"), subject.get("reference"), context)
    if address := autolink(context.url):
        yield inline([Run(f"{_('Page')}: "), Run("", source=address)])


def _people(label: str, people: list[Mapping[str, Any]], context: Context) -> str:
    runs: list[Run] = []
    for person in people:
        runs.append(Run("; " if runs else f"{label}: "))
        url = person.get("url")
        runs += link_runs(person.get("name"), url, context) if url else [Run(tidy(person.get("name")))]
        facts = [person.get("credentials"), person.get("job_title"), _orcid(person)]
        runs += [Run(f", {tidy(fact)}") for fact in facts if fact]
        if person.get("role"):
            runs.append(Run(f" ({tidy(person['role'])})"))
    return inline(runs, breaks=False)


def _orcid(person: Mapping[str, Any]) -> str:
    return f"ORCID iD {tidy(person['orcid'])}" if person.get("orcid") else ""


def _points(points: Any) -> list[Block]:
    return [bullets(plain(point) for point in points)] if isinstance(points, list) and points else []


def _text(value: Any) -> list[Block]:
    return [Paragraph(source)] if (source := plain(value)) else []
