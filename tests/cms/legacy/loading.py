"""An import of one text, and what there is afterwards."""

import datetime
import json

from wagtail.models import Page

from cms.legacy.load import Target, load
from cms.legacy.readers.text import read_text_bytes
from cms.models import CallToAction, Reference, ResearchSummaryPage
from cms.models.legacy_sources import LegacySource
from tests.builders import block, make_person, make_reference

NOW = datetime.datetime(2026, 3, 1, 12, 0, tzinfo=datetime.UTC)
PROSE = "Lupus is a disease. Zhou et al. found that treatment eases its symptoms."
SOURCE = "Source: “A title.” 16 Sep. 2021, https://www.ncbi.nlm.nih.gov/pmc/articles/PMC8481702/"


def run(data, *, parent, key="/old/article.txt", locale=None, **options):
    """Import a text below a page; what the report says."""
    original = data.encode() if isinstance(data, str) else data
    target = Target(parent=Page.objects.get(pk=parent.pk).specific, locale=locale or parent.locale)
    item = read_text_bytes(original, source="article.txt")
    return load(item, original, target=target, source_key=key, now=NOW, **options)


def draft():
    return ResearchSummaryPage.objects.get().get_latest_revision_as_object()


def raw(page, name="body"):
    return page._meta.get_field(name).raw(page)


def publish_completed(page):
    """Give the page what a published one needs, publish it, and return the revision."""
    page.standfirst = "What was found, and how sure it is."
    page.subject_reference = make_reference()
    page.authors = json.dumps([block("author", {"person": make_person().pk, "role": ""})])
    revision = page.save_revision()
    revision.publish()
    return revision


def codes(report):
    return [note.code for note in report.notes]


def counts():
    models = (Page, ResearchSummaryPage, Reference, CallToAction, LegacySource)
    return [model.objects.count() for model in models]
