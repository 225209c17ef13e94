"""With `--download` pictures come from the old site, with `--look-up` references from registries; else from nobody."""

import io

import pytest
from django.core.management import call_command
from wagtail.images import get_image_model

from cms.models import Reference, ResearchSummaryPage
from cms.models.legacy_runs import LegacyOutcome
from tests.builders import make_index, make_reference
from tests.cms.legacy.load.entries import png
from tests.cms.lookup.works import YANG_CROSSREF, YANG_EUROPE_PMC
from tests.receivers import LOCAL, answers, receiver

pytestmark = pytest.mark.django_db

YANG_DOI = "10.3389/fimmu.2021.714832"


@pytest.fixture(autouse=True)
def parent():
    return make_index("Research", slug="research")


@pytest.fixture
def old_site():
    with LOCAL, receiver(answers(200, png(), Content_Type="image/png")) as running:
        yield running


def run(path, **options):
    call_command("import_legacy", str(path), parent="/research/", stdout=io.StringIO(), **options)


def notes():
    return {note["code"]: note["values"] for note in LegacyOutcome.objects.get().report["notes"]}


def page_with_a_picture(tmp_path, address):
    path = tmp_path / "page.html"
    path.write_text(
        f"<html><head><title>Beds</title></head><body><p>Beds were compared.</p>"
        f'<img src="{address}" alt="A bed"></body></html>'
    )
    return path


def text_with_a_source(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text(
        f"Lupus is a disease. It is treated.\n\nSource: “A title that is cut off …” doi:{YANG_DOI}\n"
    )
    return path


def test_a_picture_is_fetched_from_the_old_site(old_site, tmp_path):
    run(page_with_a_picture(tmp_path, f"{old_site.url}/a.png"), download=True)
    assert [one.path for one in old_site.requests] == ["/a.png"]
    image = get_image_model().objects.get()
    assert (image.width, image.height) == (40, 20)
    assert "A bed" in str(ResearchSummaryPage.objects.get().body.raw_data[-1])


def test_a_second_import_fetches_nothing_again(old_site, tmp_path):
    path = page_with_a_picture(tmp_path, f"{old_site.url}/a.png")
    run(path, download=True)
    run(path, download=True)
    assert len(old_site.requests) == 1


@pytest.mark.parametrize("options", [{}, {"download": True, "dry_run": True}])
def test_without_the_option_and_in_a_dry_run_nothing_is_fetched(old_site, tmp_path, options):
    run(page_with_a_picture(tmp_path, f"{old_site.url}/a.png"), **options)
    assert old_site.requests == []
    assert notes()["picture_missing"]["address"] == f"{old_site.url}/a.png"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (answers(404, b"gone"), "404"),
        (answers(200, b"<svg onload='x'/>", Content_Type="image/png"), "SVG"),
        (answers(200, b"<html>Log in</html>", Content_Type="image/png"), "no picture"),
    ],
)
def test_what_is_no_picture_is_refused_with_the_reason_and_its_alt_text_is_reported(
    old_site, tmp_path, answer, reason
):
    old_site.behave = answer
    run(page_with_a_picture(tmp_path, f"{old_site.url}/a.png"), download=True)
    assert reason in notes()["picture_refused"]["reason"]
    assert not get_image_model().objects.exists()
    assert "A bed" in notes()["picture_refused"]["alt"]


def test_an_address_within_our_own_network_is_never_asked(tmp_path):
    with receiver(answers(200, png())) as inside:
        run(page_with_a_picture(tmp_path, f"{inside.url}/secret.png"), download=True)
        assert inside.requests == []
    assert "picture_refused" in notes()


def test_a_reference_is_completed_from_a_registry(registries, tmp_path):
    registries.crossref(YANG_DOI, YANG_CROSSREF)
    registries.europe_pmc(YANG_EUROPE_PMC)
    run(text_with_a_source(tmp_path), look_up=True)
    reference = Reference.objects.get()
    assert (reference.verification, reference.doi) == ("verified", YANG_DOI)
    assert reference.csl["title"] == YANG_CROSSREF["title"][0]
    assert "reference_looked_up" in notes()


@pytest.mark.parametrize("options", [{}, {"look_up": True, "dry_run": True}])
def test_without_the_option_and_in_a_dry_run_no_registry_is_asked(registries, tmp_path, options):
    run(text_with_a_source(tmp_path), **options)
    assert registries.asked == []


def test_a_work_of_the_library_is_not_looked_up(registries, tmp_path):
    make_reference("known", DOI=YANG_DOI)
    run(text_with_a_source(tmp_path), look_up=True)
    assert registries.asked == []


def test_a_work_that_no_registry_knows_stays_unverified_and_that_is_said(registries, tmp_path):
    run(text_with_a_source(tmp_path), look_up=True)
    assert Reference.objects.get().verification == "unverified"
    assert "look_up_failed" in notes()


def test_registries_that_are_down_stop_no_import(registries, tmp_path):
    for name in ("crossref", "pubmed", "europepmc", "datacite", "idconv"):
        registries.breaks(name)
    run(text_with_a_source(tmp_path), look_up=True)
    assert ResearchSummaryPage.objects.count() == 1
    assert "look_up_failed" in notes()
