"""What a path of the frontend leads to."""

from typing import Any

import pytest

from tests.builders import make_locale, make_standard


@pytest.fixture
def about(site: Any, db: None) -> tuple[Any, Any]:
    """A page in English and in Spanish, with the same slug."""
    spanish = make_locale("es")
    site.root_page.copy_for_translation(spanish).save_revision().publish()
    page = make_standard(slug="about", parent=site.root_page)
    translation = page.copy_for_translation(spanish)
    translation.save_revision().publish()
    return page, translation


def test_the_locale_says_the_language_of_a_path_without_a_prefix(about, api):
    english, spanish = about
    assert api.get("/resolve/", path="/about/").json["page"]["id"] == english.pk
    assert api.get("/resolve/", path="/es/about/").json["page"]["id"] == spanish.pk
    assert api.get("/resolve/", path="/about/", locale="es").json["page"]["id"] == spanish.pk


def test_a_path_may_lack_the_slash_at_its_end(about, api):
    assert api.get("/resolve/", path="/about").json["page"]["id"] == about[0].pk
