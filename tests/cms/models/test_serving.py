"""On a site that serves pages through Wagtail, too, pages without a template lead to the frontend."""

from typing import Any

import pytest
from django.http import Http404
from django.template import engines
from django.test import override_settings

from tests.builders import make_standard


@pytest.fixture
def page(home):
    return make_standard(parent=home, slug="about")


def test_a_page_without_a_template_leads_to_the_frontend(page, rf):
    with override_settings(CMS_FRONTEND_URLS={"www.example.org": "https://frontend.example.org"}):
        answer = page.serve(rf.get("/about/", headers={"host": "www.example.org"}))
    assert (answer.status_code, answer.url) == (302, "https://frontend.example.org/about/")


def test_where_the_frontend_would_have_to_be_here_there_is_no_page(page, rf):
    with pytest.raises(Http404):
        page.serve(rf.get("/about/", headers={"host": "www.example.org"}, secure=True))


def test_a_page_without_a_template_is_previewed_on_the_frontend(page):
    assert [name for name, _ in page.preview_modes] == ["page", "card"]


def test_a_page_with_a_template_is_shown_and_previewed_as_ever(page, rf, monkeypatch, tmp_path):
    (tmp_path / "about.html").write_text("<h1>{{ page.title }}</h1>")
    engine: Any = engines["django"]
    monkeypatch.setattr(engine.engine, "dirs", [str(tmp_path)])
    engine.engine.template_loaders[0].reset()
    monkeypatch.setattr(type(page), "template", "about.html")
    assert page.preview_modes
    answer = page.serve(rf.get("/about/", headers={"host": "www.example.org"}))
    assert answer.render().content.decode() == f"<h1>{page.title}</h1>"
