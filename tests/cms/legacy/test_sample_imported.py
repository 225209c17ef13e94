"""The sample, as text, as a page and in an export: one draft of all its words, two panels and one reference."""

import html
import io
import re

import pytest
from django.core.management import call_command

from cms.models import CallToAction, Reference, ResearchSummaryPage
from cms.models.legacy_runs import LegacyOutcome
from cms.models.legacy_suggestions import LegacySuggestion
from tests.builders import make_index
from tests.cms.legacy.readers.wxr.exports import export, item
from tests.cms.legacy.test_sample import plain, sentences

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

OF_FORMS = ("Subscribe", "mailing list", "Packet", "information packet", "Thanks for", "Source:")


def as_text(text):
    return "article.txt", text


def as_page(text):
    lines = (f"<p>{html.escape(line, quote=False)}</p>" for line in text.split("\n") if line.strip("\u00a0 "))
    menu = "<nav><a href='/'>Home</a></nav>"
    return "article.html", (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"></head><body>{menu}<main>{"".join(lines)}</main>'
        "<footer>© A clinic</footer></body></html>"
    )


def as_post(text):
    return "export.xml", export(item(7, title="", content=text))


@pytest.fixture(params=[as_text, as_page, as_post])
def path(request, tmp_path, sample_path):
    make_index("Research", slug="research")
    name, text = request.param(sample_path.read_text(encoding="utf-8"))
    (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path / name


def run(path):
    out = io.StringIO()
    call_command("import_legacy", str(path), "--parent", "/research/", stdout=out)
    return out.getvalue()


def test_the_sample_is_one_draft_of_all_its_words_with_two_panels_and_one_reference(path, sample_path):
    said = run(path)
    draft = ResearchSummaryPage.objects.get().get_latest_revision_as_object()
    blocks = draft._meta.get_field("body").raw(draft)
    prose = [block["value"] for block in blocks if isinstance(block["value"], str)]
    body = plain(html.unescape(re.sub(r"<[^>]+>", " ", " ".join(prose))))
    assert [sentence for sentence in sentences(sample_path) if sentence not in body] == []
    assert [words for words in OF_FORMS if words in body] == []
    assert sorted(CallToAction.objects.values_list("kind", flat=True)) == ["information_packet", "newsletter"]
    assert "11 repeats merged" in said
    reference = Reference.objects.get()
    assert (reference.pmcid, reference.verification) == ("PMC8481702", "unverified")
    assert "source_title_truncated" in [note["code"] for note in LegacyOutcome.objects.get().report["notes"]]
    assert LegacySuggestion.objects.filter(page=draft.pk).exists()


def test_a_second_import_of_the_sample_changes_nothing(path):
    run(path)
    revision = ResearchSummaryPage.objects.get().latest_revision_id
    assert "unchanged" in run(path)
    assert ResearchSummaryPage.objects.get().latest_revision_id == revision
    assert (CallToAction.objects.count(), Reference.objects.count()) == (2, 1)
