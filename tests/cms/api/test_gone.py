from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Page

from tests.builders import (
    change,
    make_index,
    make_site,
    make_standard,
    publish,
    publish_again,
    restrict,
    root_of,
)
from tests.cms.api.redirects import location, redirect

pytestmark = pytest.mark.django_db


# What was there once


@pytest.fixture
def _without_redirects(monkeypatch):
    monkeypatch.setattr(django_settings, "WAGTAILREDIRECTS_AUTO_CREATE", False, raising=False)


@pytest.mark.usefixtures("_without_redirects")
def test_the_path_that_a_page_has_left_leads_to_the_new_one(resolve):
    section, page = make_index(slug="section"), make_standard(slug="first")
    page.move(section, pos="last-child")
    assert location(resolve("/first/")) == ("/section/first/", True)
    assert location(resolve("/first")) == ("/section/first/", True)
    change(section, slug="chapter")
    for path in ("/first/", "/section/first/", "/Section/First"):
        assert location(resolve(path)) == ("/chapter/first/", True)


def unpublish(page):
    page.unpublish()


def delete(page):
    page.delete()


def expire(page):
    change(page, expire_at=datetime(2020, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize("hide", [unpublish, delete, expire, restrict])
def test_where_a_public_page_was_it_is_gone(resolve, hide):
    page = make_standard(slug="about")
    hide(page)
    for path in ("/about/", "/about", "/About/"):
        answer = resolve(path)
        assert (answer.status, answer.json["type"]) == (410, "/problems/gone")


def test_a_page_whose_time_is_over_is_gone_at_once(api, resolve, monkeypatch):
    page = make_standard(slug="about")
    change(page, expire_at=timezone.now() + timedelta(hours=1))
    later = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert resolve("/about/").status == 410


@pytest.mark.usefixtures("_without_redirects")
def test_a_page_that_moved_and_was_hidden_then_is_gone_from_everywhere(resolve):
    change(make_standard(slug="first"), slug="second").unpublish()
    assert [resolve(path).status for path in ("/first/", "/second/")] == [410, 410]


def test_a_path_that_comes_back_to_life_is_a_page_again(resolve):
    page = make_standard(slug="about")
    page.unpublish()
    assert resolve("/about/").status == 410
    publish_again(page)
    assert resolve("/about/").json["page"]["id"] == page.pk


def test_what_is_gone_on_one_site_was_never_there_on_another(resolve):
    make_site("d.example.org")
    make_standard(slug="about").delete()
    assert resolve("/about/", site="d.example.org").status == 404


def test_where_a_page_is_gone_in_one_language_there_is_the_one_in_the_site_s_own(resolve, spanish):
    page = make_standard(slug="about")
    make_standard(slug="about", parent=spanish).unpublish()
    assert resolve("/about/", locale="es").json["page"]["id"] == page.pk
    assert resolve("/es/about/").status == 410


# What is hidden


def test_a_hidden_page_is_missing_just_as_an_unknown_one(resolve):
    private = make_index(slug="private", live=False)
    restrict(private)
    publish_again(private)
    make_standard(slug="draft", live=False)
    make_standard(slug="below", parent=private)
    make_standard(slug="elsewhere", parent=root_of(make_site("e.example.org")))
    publish(Page(title="Plain", slug="plain"), root_of())
    unknown = resolve("/unknown/")
    for path in ("/draft/", "/private/", "/private/below/", "/elsewhere/", "/plain/", "/Draft", "/draft"):
        answer = resolve(path)
        assert (answer.status, answer.content) == (404, unknown.content), path


def test_a_hidden_page_takes_as_many_queries_as_an_unknown_one(resolve):
    make_standard(slug="draft", live=False)
    assert queries(lambda: resolve("/draft/")) == queries(lambda: resolve("/other/")) <= 7


def queries(action):
    """The number of queries of an action that has been done before: what is made once is not counted."""
    action()
    with CaptureQueriesContext(connection) as captured:
        action()
    return len(captured)


def test_a_page_takes_one_query(resolve):
    make_standard(slug="about")
    assert queries(lambda: resolve("/about/")) == 1
    assert queries(lambda: resolve("/about/?utm_source=x")) == 1


def test_a_page_in_a_language_takes_three_queries(resolve, spanish):
    make_standard(slug="acerca", parent=spanish)
    assert queries(lambda: resolve("/acerca/", locale="es")) == 3


@pytest.mark.slow
@given(st.text(max_size=40), st.sampled_from([None, "en", "es", "fr"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_is_asked_is_answered(resolve, rest, locale):
    parameters = {} if locale is None else {"locale": locale}
    try:
        rest.encode()
    except UnicodeEncodeError:
        return
    assert resolve(f"/{rest}", **parameters).status in (200, 400, 404)


def test_the_longest_way_takes_a_bounded_number_of_queries(resolve):
    for number in range(8):
        redirect(f"/{number}/", to=f"/{number + 1}/")
    assert queries(lambda: resolve("/0/")) <= 30
