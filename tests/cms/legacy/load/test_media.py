"""Pictures and documents come into the library once, and what can not be taken is said and its words are kept."""

import base64

import pytest
from django.core.exceptions import ValidationError
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from cms.legacy.entries import Media
from cms.models import ResearchSummaryPage
from cms.models.legacy_sources import LegacyMedia
from cms.outgoing import OutgoingError
from tests.cms.legacy.load.entries import HOST, HandMade, article, codes, do_import, pages, png, raw

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SRC = f"{HOST}/wp-content/uploads/2020/01/cell.png"
PICTURE = f'<p>Text.</p><figure><img src="{SRC}" alt="A cell"><figcaption>A caption.</figcaption></figure>'


def figure_of(page):
    return next(each["value"] for each in raw(page) if each["type"] == "figure")


def test_a_picture_beside_the_article_becomes_an_image_with_its_alt_text(parent):
    do_import(HandMade(article(1, PICTURE), files={SRC: png()}), parent)
    image = get_image_model().objects.get()
    value = figure_of(pages()[0])["image"]
    assert (value["image"], value["alt_text"], value["decorative"]) == (image.pk, "A cell", False)
    assert (image.width, image.height) == (40, 20)


def test_one_picture_in_two_articles_is_one_image(parent):
    other = PICTURE.replace("cell.png", "copy.png")
    files = {SRC: png(), SRC.replace("cell.png", "copy.png"): png()}
    do_import(
        HandMade(article(1, PICTURE), article(2, PICTURE + "<p>x</p>"), article(3, other), files=files),
        parent,
    )
    assert get_image_model().objects.count() == 1


@pytest.mark.parametrize("place", ["2020/01/cell.png", "wp-content/uploads/2020/01/cell.png"])
def test_a_picture_is_found_in_the_folder_of_the_uploads(parent, tmp_path, place):
    (tmp_path / place).parent.mkdir(parents=True)
    (tmp_path / place).write_bytes(png())
    do_import(HandMade(article(1, PICTURE)), parent, media_folder=str(tmp_path))
    assert get_image_model().objects.count() == 1


def test_nothing_outside_of_the_folder_is_read(parent, tmp_path):
    (tmp_path / "secret.png").write_bytes(png())
    (tmp_path / "media").mkdir()
    html = PICTURE.replace(SRC, f"{HOST}/..%2Fsecret.png")
    do_import(HandMade(article(1, html)), parent, media_folder=str(tmp_path / "media"))
    assert not get_image_model().objects.exists()


def test_an_image_in_the_text_itself_is_taken(parent):
    address = "data:image/png;base64," + base64.b64encode(png()).decode()
    do_import(HandMade(article(1, PICTURE.replace(SRC, address))), parent)
    assert get_image_model().objects.count() == 1


def test_the_export_knows_alt_text_and_title(parent):
    media = Media(address=SRC, id="12", alt="From the library", title="Our cell")
    html = f'<p>Text.</p><img src="{SRC}" class="wp-image-12">'
    run = do_import(HandMade(article(1, html), files={SRC: png()}, media=[media]), parent)
    assert figure_of(pages()[0])["image"]["alt_text"] == "From the library"
    assert get_image_model().objects.get().title == "Our cell"
    assert "alt_text_needed" not in codes(run)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (None, "picture_missing"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "picture_refused"),
        (b"<html>404</html>", "picture_refused"),
        (png()[:60], "picture_refused"),
        (b"", "picture_refused"),
    ],
)
def test_what_is_no_picture_leaves_its_caption_and_a_note(parent, data, code):
    files = {} if data is None else {SRC: data}
    run = do_import(HandMade(article(1, PICTURE), files=files), parent)
    assert code in codes(run)
    assert [each["type"] for each in raw(pages()[0])] == ["paragraph", "paragraph"]
    assert "A caption." in raw(pages()[0])[1]["value"]
    assert not get_image_model().objects.exists()


def test_a_picture_with_too_many_pixels_is_refused(parent, monkeypatch):
    monkeypatch.setattr("cms.legacy.media_bytes.MAX_PIXELS", 100)
    run = do_import(HandMade(article(1, PICTURE), files={SRC: png()}), parent)
    assert "picture_refused" in codes(run)


def test_files_of_an_entry_that_was_taken_back_are_deleted(parent, monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with monkeypatch.context() as broken:
        broken.setattr("cms.legacy.load._create", lambda *args: (_ for _ in ()).throw(ValidationError("no")))
        do_import(HandMade(article(1, PICTURE), files={SRC: png()}), parent)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert not LegacyMedia.objects.exists()


def test_a_file_that_a_killed_import_left_behind_is_written_over(parent, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    do_import(HandMade(article(1, PICTURE), files={SRC: png()}), parent)
    (left,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    ResearchSummaryPage.objects.get().delete()
    LegacyMedia.objects.all().delete()
    get_image_model().objects.all().delete()
    left.parent.mkdir(exist_ok=True)
    left.write_bytes(b"half of i")
    do_import(HandMade(article(1, PICTURE), files={SRC: png()}), parent)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [left.name]
    assert left.read_bytes() == png()


def test_the_lead_image_is_taken_by_its_id(parent):
    media = Media(address=SRC, id="12", alt="A cell")
    sources = HandMade(article(1, "<p>Text.</p>", picture="12"), files={SRC: png()}, media=[media])
    do_import(sources, parent)
    page = pages()[0]
    assert (page.image, page.image_alt) == (get_image_model().objects.get(), "A cell")


def test_a_document_that_the_text_links_to_is_taken_and_linked(parent):
    address = f"{HOST}/wp-content/uploads/paper.pdf"
    html = f'<p>Read <a href="{address}">the paper</a>.</p>'
    do_import(HandMade(article(1, html), files={address: b"%PDF-1.4 made up"}), parent)
    document = get_document_model().objects.get()
    assert f'<a linktype="document" id="{document.pk}">the paper</a>' in raw(pages()[0])[0]["value"]


def test_a_document_that_is_something_else_is_refused(parent):
    address = f"{HOST}/wp-content/uploads/paper.pdf"
    html = f'<p>Read <a href="{address}">the paper</a>.</p>'
    run = do_import(HandMade(article(1, html), files={address: b"<html><script>1</script>"}), parent)
    assert "file_refused" in codes(run)
    assert not get_document_model().objects.exists()


def test_an_address_that_is_none_costs_only_its_picture(parent, tmp_path):
    html = '<p>Text.</p><figure><img src="http://[bad/x.png" alt="A cell"></figure>'
    run = do_import(HandMade(article(1, html)), parent, media_folder=str(tmp_path), download=True)
    assert run.outcomes.get().outcome == "created"


def test_a_document_that_the_text_links_to_is_downloaded(parent, monkeypatch):
    address = f"{HOST}/wp-content/uploads/paper.pdf"
    asked = []

    def answer(method, url, **options):
        asked.append(url)
        raise OutgoingError("made up")

    monkeypatch.setattr("cms.legacy.media.fetch", answer)
    do_import(HandMade(article(1, f'<p>Read <a href="{address}">the paper</a>.</p>')), parent, download=True)
    assert asked == [address]
