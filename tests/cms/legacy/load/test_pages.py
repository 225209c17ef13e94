"""What the old site knew of an article becomes fields of its page, as far as there is a counterpart."""

import datetime

import pytest
from wagtail.contrib.redirects.models import Redirect

from cms.legacy.entries import Term
from cms.models import CallToAction, Person, Reference, ResearchSummaryPage, StandardPage
from cms.models.legacy_sources import LegacySource
from tests.builders import make_index, make_person, make_topic
from tests.cms.legacy.load.entries import HOST, HandMade, article, codes, do_import, outcomes, pages, raw

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

TEXT = "<p>Lupus is a disease.</p>"
OLD = datetime.datetime(2015, 4, 3, 10, 0, tzinfo=datetime.UTC)


def load(parent, html=TEXT, mapping=None, publish=False, **about):
    run = do_import(HandMade(article(1, html, **about)), parent, mapping=mapping or {}, publish=publish)
    return run, pages()[0]


def test_the_slug_the_description_and_the_date_are_the_old_ones(parent):
    _run, page = load(parent, slug="lupus-explained", description="About lupus.", date=OLD)
    assert (page.slug, page.search_description) == ("lupus-explained", "About lupus.")
    assert ResearchSummaryPage.objects.get().first_published_at == OLD


def test_a_slug_that_is_taken_gets_a_number_and_a_note(parent):
    run = do_import(HandMade(article(1, TEXT, slug="lupus"), article(2, TEXT, slug="lupus")), parent)
    assert [page.slug for page in pages()] == ["lupus", "lupus-2"]
    assert "slug_taken" in codes(run, 1)


def test_an_author_is_found_by_name_or_made(parent):
    known = make_person("Ada Example")
    authors = (Term("ada", "Ada Example"), Term("bob", "Bob Example"))
    run, page = load(parent, authors=authors)
    bob = Person.objects.get(name="Bob Example")
    assert [each["value"]["person"] for each in raw(page, "authors")] == [known.pk, bob.pk]
    assert codes(run).count("author_created") == 1


def test_the_mapping_says_who_an_author_is_and_who_is_none(parent):
    known = make_person("Ada Example")
    mapping = {"authors": {"editor1": str(known.pk), "admin": None}}
    _run, page = load(parent, mapping=mapping, authors=(Term("editor1", "E"), Term("admin", "Admin")))
    assert [each["value"]["person"] for each in raw(page, "authors")] == [known.pk]
    assert Person.objects.count() == 1


def test_a_category_becomes_a_topic_that_is_there_and_is_never_made(parent):
    lupus, skin = make_topic("Lupus", slug="lupus"), make_topic("Skin", slug="skin")
    terms = (Term("lupus", "Lupus"), Term("derma", "Dermatology"), Term("misc", "Miscellany"), Term("x", "X"))
    run, page = load(parent, mapping={"topics": {"derma": "skin", "x": None}}, categories=terms)
    assert set(page.topics.all()) == {lupus, skin}
    assert codes(run).count("term_unmapped") == 1
    assert run.counts["terms"] == {"misc": 1}


def test_a_category_may_name_the_parent(parent):
    below = make_index("Lupus", slug="lupus")
    mapping = {"parents": {"lupus": str(below.pk)}}
    _run, page = load(parent, mapping=mapping, categories=(Term("lupus", "Lupus"),))
    assert page.get_parent().pk == below.pk


def test_a_type_of_the_old_site_may_be_another_page_type_or_none(parent):
    entries = (article(1, TEXT, type="page"), article(2, TEXT, type="testimonial"))
    mapping = {"types": {"page": "cms.StandardPage", "testimonial": None}}
    run = do_import(HandMade(*entries), parent, mapping=mapping)
    assert outcomes(run) == ["created", "set_aside"]
    assert StandardPage.objects.get(slug="article-1").get_parent().pk == parent.pk


def test_sources_of_a_page_without_further_reading_stand_at_the_end_of_its_text(parent):
    html = f"{TEXT}<p>Source: “A title.” https://www.ncbi.nlm.nih.gov/pmc/articles/PMC8481702/</p>"
    do_import(HandMade(article(1, html)), parent, page_model=StandardPage)
    last = raw(StandardPage.objects.get(slug="article-1").get_latest_revision_as_object())[-1]["value"]
    assert "“A title.”" in last
    assert 'linktype="citation"' in last
    assert str(Reference.objects.get().pk) in last


def test_a_reference_that_is_cited_in_the_text_is_no_further_reading(parent):
    html = (
        '<p>Lupus is a disease.<sup><a href="#ref1">1</a></sup></p><h2>References</h2><ol>'
        '<li id="ref1">Doe J. A title. A journal. 2019. doi:10.5555/12345678</li>'
        '<li id="ref2">Roe J. Another title. A journal. 2020. doi:10.5555/12345679</li></ol>'
    )
    _run, page = load(parent, html)
    first, second = Reference.objects.order_by("pk")
    assert f"{first.pk}" in raw(page)[0]["value"]
    assert 'linktype="citation"' in raw(page)[0]["value"]
    assert [each["value"] for each in raw(page, "further_reading")] == [second.pk]


def test_a_form_of_the_markup_gives_its_fields_to_the_panel(parent):
    form = (
        "<form><h3>Contact us</h3><label>Your name <input name=n required></label>"
        "<label>Mail <input type=email name=m required></label><label>Topic <select name=t><option>Lupus</option>"
        "<option>Other</option></select></label><label>Message <textarea name=x></textarea></label>"
        "<button>Send</button></form>"
    )
    load(parent, TEXT + form)
    fields = raw(CallToAction.objects.get().get_latest_revision_as_object(), "form_fields")
    assert [field["type"] for field in fields] == ["text", "email", "choice", "long_text"]
    assert fields[0]["value"]["required"]


def test_a_form_on_many_pages_is_one_panel_and_its_repeats_are_counted(parent):
    form = (
        "<form><h3>Subscribe to our newsletter</h3><input type=email name=m><button>Subscribe</button></form>"
    )
    run = do_import(HandMade(*(article(number, TEXT + form) for number in range(4))), parent)
    assert CallToAction.objects.count() == 1
    assert run.counts["panels"] == {"newsletter": 4}


def test_what_was_public_is_published_if_nothing_is_missing_and_else_says_why(parent):
    run, page = load(parent, publish=True)
    assert not page.live
    assert "not_published" in codes(run)
    standard = do_import(HandMade(article(2, TEXT)), parent, page_model=StandardPage, publish=True)
    assert "published" in codes(standard)
    assert StandardPage.objects.get(slug="article-2").live


@pytest.mark.parametrize(
    ("about", "code"),
    [
        ({"password": "x"}, "password_protected"),
        ({"status": "private"}, "was_private"),
        ({"status": "draft"}, ""),
    ],
)
def test_what_was_not_public_is_never_published(parent, about, code):
    run = do_import(HandMade(article(1, TEXT, **about)), parent, page_model=StandardPage, publish=True)
    assert not StandardPage.objects.get(slug="article-1").live
    assert not code or code in codes(run)


def test_the_date_of_first_publication_stays_when_it_is_published(parent):
    do_import(HandMade(article(1, TEXT, date=OLD)), parent, page_model=StandardPage, publish=True)
    assert StandardPage.objects.get(slug="article-1").first_published_at == OLD


def test_old_addresses_lead_to_the_page(parent):
    run, page = load(parent, address=f"{HOST}/2015/lupus/", old_addresses=("?p=12", f"{HOST}/lupus-old/"))
    assert set(Redirect.objects.values_list("old_path", "redirect_page_id", "is_permanent")) == {
        ("/2015/lupus", page.pk, True), ("/?p=12", page.pk, True), ("/lupus-old", page.pk, True),
    }  # fmt: skip
    assert codes(run).count("redirect_created") == 3


def test_an_address_that_stays_the_same_needs_no_redirect(parent):
    load(parent, slug="lupus", address=f"{HOST}/research/lupus/")
    assert not Redirect.objects.exists()


def test_a_redirect_that_is_there_is_left_as_it_is(parent):
    Redirect.add_redirect("/2015/lupus", redirect_to="https://example.org/")
    site = parent.get_site()
    Redirect.objects.update(site=site)
    run, _page = load(parent, address=f"{HOST}/2015/lupus/")
    assert Redirect.objects.get().redirect_link == "https://example.org/"
    assert "redirect_exists" in codes(run)


def test_no_redirects_are_made_for_other_hosts_or_if_nobody_wants_them(parent):
    load(parent, address=f"{HOST}/a/", old_addresses=("https://elsewhere.example.com/b/",))
    assert Redirect.objects.get().old_path == "/a"
    do_import(HandMade(article(2, TEXT)), parent, redirects=False)
    assert Redirect.objects.count() == 1


def test_the_original_bytes_and_names_are_kept(parent):
    entry = article(1, TEXT)
    do_import(HandMade(entry), parent)
    source = LegacySource.objects.get()
    assert bytes(source.original) == entry.original
    assert (source.file_name, source.media_type) == ("export.xml", "application/rss+xml")
    assert (source.old_address, source.sha256) == (f"{HOST}/1/", entry.sha256)


def test_a_conflict_says_which_fields_an_editor_has_changed(parent):
    do_import(HandMade(article(1, TEXT)), parent)
    page = pages()[0]
    page.standfirst = "A better one."
    page.save_revision()
    run = do_import(HandMade(article(1, f"{TEXT}<p>More.</p>")), parent)
    assert outcomes(run) == ["conflict"]
    (note,) = [note for note in run.outcomes.get().report["notes"] if note["code"] == "page_differs"]
    assert note["values"] == {"fields": "Standfirst"}
