import pytest

from tests.builders import (
    make_locale,
    make_standard,
    publish_again,
    root_of,
)
from tests.cms.api.redirects import location, redirect

pytestmark = pytest.mark.django_db


# Pages


def test_a_path_is_resolved_to_its_document(api, resolve):
    page = make_standard(slug="about")
    answer = resolve("/about/")
    assert answer.json == {"kind": "page", "page": api.document(page), "fallback": None}
    assert list(answer.json) == ["kind", "page", "fallback"]
    assert answer.headers["Cache-Tag"] == f"page-{page.pk}"


def test_the_root_path_is_the_home_page(resolve, site):
    assert resolve("/").json["page"]["id"] == site.root_page_id


def test_who_has_the_answer_does_not_get_it_again(api, resolve):
    page = make_standard(slug="about")
    tag = resolve("/about/").headers["ETag"]
    assert tag != api.get(f"/pages/{page.pk}/").headers["ETag"]
    assert api.get("/resolve/", path="/about/", headers={"If-None-Match": tag}).status == 304
    assert api.request("HEAD", "/resolve/", path="/about/").headers["ETag"] == tag


def test_who_has_the_document_alone_gets_the_answer(api, resolve):
    page = make_standard(slug="about")
    tag = api.get(f"/pages/{page.pk}/").headers["ETag"]
    answer = api.get("/resolve/", path="/about/", headers={"If-None-Match": tag})
    assert (answer.status, answer.json["page"]["id"]) == (200, page.pk)


def test_a_query_is_no_part_of_a_page_s_path(resolve):
    page = make_standard(slug="about")
    assert resolve("/about/?utm_source=x").json["page"]["id"] == page.pk


@pytest.mark.parametrize("path", ["/zürich/", "/z%C3%BCrich/", "/z%c3%bcrich/"])
def test_letters_of_any_script_may_be_escaped(resolve, path):
    page = make_standard(slug="zürich")
    assert resolve(path).json["page"]["id"] == page.pk


# Spelling


@pytest.mark.parametrize("path", ["/about", "/about//", "//about/", "/About/", "/ABOUT", "/%41bout/"])
def test_another_spelling_leads_to_the_right_one(resolve, path):
    make_standard(slug="about")
    assert location(resolve(path)) == ("/about/", True)


def test_another_spelling_keeps_its_query(resolve):
    make_standard(slug="about")
    assert location(resolve('/about?a=1&b="ü"')) == ("/about/?a=1&b=%22%C3%BC%22", True)


def test_a_location_is_escaped_as_a_header_takes_it(resolve):
    make_standard(slug="zürich")
    assert location(resolve("/zürich")) == ("/z%C3%BCrich/", True)


def test_accents_may_be_composed_otherwise(resolve):
    make_standard(slug="zürich")
    assert location(resolve("/zu\u0308rich/")) == ("/z%C3%BCrich/", True)


def test_a_page_with_capitals_is_found_as_it_is_written(resolve):
    page, other = make_standard(slug="About"), make_standard(slug="about")
    assert resolve("/About/").json["page"]["id"] == page.pk
    assert resolve("/about/").json["page"]["id"] == other.pk
    assert location(resolve("/ABOUT/")) == ("/about/", True)


@pytest.mark.parametrize("path", ["/ES/acerca/", "/es/Acerca/", "/es/acerca"])
def test_the_prefix_of_a_language_may_be_spelled_otherwise_too(resolve, spanish, path):
    make_standard(slug="acerca", parent=spanish)
    assert location(resolve(path)) == ("/es/acerca/", True)


def test_a_prefix_with_capitals_keeps_them(resolve, site):
    home = publish_again(root_of().copy_for_translation(make_locale("pt-BR")))
    make_standard(slug="sobre", parent=home)
    assert location(resolve("/PT-br/SOBRE")) == ("/pt-BR/sobre/", True)


@pytest.mark.parametrize(
    "path",
    [
        "/nothing/", "/nothing", "/..", "/about/..", "/./about/", "/about/../about/", "/%2e%2e/about/", "/about%2f",
        "/about/%00", "/%ff/", "/%E0%A4%A/", "/\u0660/", "/about\n/", "/about/?\r\nx", "/about%0d%0a/", "/\\about/",
        "//evil.example/about/", "/" + "x" * 1999, "/100%/", "/about/#top",
    ],
)  # fmt: skip
def test_a_path_that_leads_nowhere_is_missing(resolve, path):
    make_standard(slug="about")
    assert resolve(path).status == 404


def test_a_path_is_required(api, site):
    answer = api.get("/resolve/")
    assert (answer.status, answer.errors) == (400, [("path", "missing")])


@pytest.mark.parametrize("path", ["", "about/", "https://example.org/about/", "x" * 10, "/" + "x" * 2000])
def test_what_is_no_path_is_refused(resolve, path):
    answer = resolve(path)
    assert (answer.status, answer.errors) == (400, [("path", "invalid")])


def test_a_site_that_is_not_there_is_refused(resolve):
    for path in ("/", "/../"):
        assert resolve(path, site="nowhere.example.org").errors == [("site", "not_found")]


# Languages


def test_the_prefix_of_a_path_chooses_the_language(resolve, spanish):
    assert resolve("/es/").json["page"]["id"] == spanish.pk


@pytest.mark.parametrize("path", ["/acerca/", "/es/acerca/"])
def test_a_path_can_be_resolved_in_a_language(resolve, spanish, path):
    page = make_standard(slug="acerca", parent=spanish)
    answer = resolve(path, locale="es").json
    assert (answer["page"]["id"], answer["fallback"]) == (page.pk, None)


@pytest.mark.parametrize("path", ["/about/", "/es/about/"])
def test_without_a_page_in_that_language_there_is_the_one_in_the_site_s_own(resolve, spanish, path):
    page = make_standard(slug="about")
    answer = resolve(path, locale="es")
    assert answer.json["page"]["id"] == page.pk
    assert answer.json["fallback"] == {"requested": "es", "served": "en"}
    assert answer.headers["ETag"] != resolve("/about/").headers["ETag"]


def test_there_is_no_other_page_for_who_names_no_language(resolve, spanish):
    make_standard(slug="about")
    assert resolve("/es/about/").status == 404


def test_the_site_s_own_language_can_be_named(resolve, spanish):
    page = make_standard(slug="about")
    answer = resolve("/about/", locale="en").json
    assert (answer["page"]["id"], answer["fallback"]) == (page.pk, None)


def test_a_prefix_decides_and_the_answer_says_so(resolve, spanish):
    page = make_standard(slug="acerca", parent=spanish)
    answer = resolve("/es/acerca/", locale="en").json
    assert (answer["page"]["id"], answer["fallback"]) == (page.pk, {"requested": "en", "served": "es"})


def test_another_spelling_leads_to_the_right_one_in_the_form_that_was_asked(resolve, spanish):
    make_standard(slug="acerca", parent=spanish)
    make_standard(slug="about")
    assert location(resolve("/Acerca", locale="es")) == ("/acerca/", True)
    assert location(resolve("/about", locale="es")) == ("/about/", True)


def test_a_language_that_the_site_has_not_leads_nowhere(resolve):
    assert resolve("/", locale="fr").status == 404


def test_a_language_whose_home_page_is_hidden_is_as_one_that_the_site_has_not(resolve):
    make_standard(slug="about")
    before = resolve("/about/", locale="fr")
    root_of().copy_for_translation(make_locale("fr"))
    hidden = resolve("/about/", locale="fr")
    assert (hidden.status, hidden.content) == (404, before.content)


def test_a_redirect_in_the_language_comes_before_a_page_in_another(resolve, spanish):
    make_standard(slug="about")
    redirect("/es/about", to=make_standard(slug="acerca", parent=spanish))
    assert location(resolve("/about/", locale="es")) == ("/es/acerca/", True)
