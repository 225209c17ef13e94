from datetime import timedelta

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction

from blocks.schemas import Image, Schema
from cms.delivery import navigation, public_settings
from cms.delivery.public_settings import PublicSettings, register_public_settings
from cms.models import SiteProfile
from tests.builders import (
    CANARY,
    block,
    change,
    make_image,
    make_index,
    make_locale,
    make_site,
    make_standard,
    publish_again,
    restrict,
    root_of,
)

pytestmark = pytest.mark.django_db


def titles(entries):
    """A menu as (title, what is below it)."""
    return [(entry["title"], titles(entry["children"])) for entry in entries]


@pytest.fixture
def menu(api, site):
    """The menu of the site's own language."""
    return lambda: titles(api.get("/").json["navigation"]["en"])


# Menus


def test_the_menu_holds_the_pages_that_are_shown_in_menus(api, site):
    page = make_standard("About", slug="about", show_in_menus=True)
    make_standard("Imprint")
    assert api.get("/").json["navigation"] == {
        "en": [
            {
                "id": page.pk, "type": "standard_page", "title": "About", "path": "/about/", "locale": "en",
                "children": [],
            }
        ]
    }  # fmt: skip


def test_the_menu_follows_the_tree(menu):
    first, second = (make_index(name, show_in_menus=True) for name in ("First", "Second"))
    make_standard("A", parent=second, show_in_menus=True)
    make_standard("B", parent=first, show_in_menus=True)
    make_standard("C", parent=second, show_in_menus=True).move(root_of(), pos="first-child")
    assert menu() == [("C", []), ("First", [("B", [])]), ("Second", [("A", [])])]


def test_a_page_stands_below_the_nearest_one_that_is_in_the_menu(menu):
    section = make_index("Section", show_in_menus=True)
    between = make_index("Between", parent=section)
    make_standard("Deep", parent=between, show_in_menus=True)
    make_standard("Alone", parent=make_index("Quiet"), show_in_menus=True)
    assert menu() == [("Section", [("Deep", [])]), ("Alone", [])]


def test_the_home_page_stands_beside_the_others(menu):
    make_standard("About", show_in_menus=True)
    change(root_of().specific, show_in_menus=True)
    assert menu() == [("Home", []), ("About", [])]


def test_a_menu_is_no_deeper_than_five_levels(menu):
    parent = root_of()
    for level in range(1, 8):
        parent = make_index(str(level), parent=parent, show_in_menus=True)
    assert str(menu()).count("(") == navigation.MAX_LEVELS


def test_of_too_many_entries_the_highest_in_the_tree_are_given(menu, monkeypatch):
    monkeypatch.setattr(navigation, "MAX_ENTRIES", 3)
    for name in ("First", "Second"):
        section = make_index(name, show_in_menus=True)
        for below in ("A", "B"):
            make_standard(below, parent=section, show_in_menus=True)
    assert menu() == [("First", [("A", [])]), ("Second", [])]


def test_every_language_has_its_menu(api, site):
    home = publish_again(root_of().copy_for_translation(make_locale("es")))
    make_standard("Acerca", parent=home, show_in_menus=True)
    found = api.get("/").json["navigation"]
    assert (list(found), titles(found["es"])) == (["en", "es"], [("Acerca", [])])


def test_a_hidden_page_is_in_no_menu(api, menu):
    private = make_index("Private", show_in_menus=True)
    make_standard(CANARY, parent=private, show_in_menus=True)
    make_standard(CANARY, show_in_menus=True, live=False)
    make_standard(CANARY, parent=root_of(make_site("b.example.org")), show_in_menus=True)
    assert CANARY in api.get("/").content.decode()
    restrict(private)
    assert CANARY not in api.get("/").content.decode()
    assert menu() == []


def test_a_menu_changes_at_once(menu):
    page = make_standard("About", show_in_menus=True)
    change(page, title="About us")
    assert menu() == [("About us", [])]
    page.unpublish()
    assert menu() == []


@override_settings(CMS_CACHE_SECONDS=3600)
def test_a_menu_is_kept_no_longer_than_its_pages_are_public(api, site):
    change(make_standard(show_in_menus=True), expire_at=timezone.now() + timedelta(seconds=100))
    assert int(api.get("/").headers["Cache-Control"].partition("max-age=")[2]) <= 100


# Settings


@pytest.fixture
def settings_of(api, site):
    return lambda: api.get("/").json["settings"]


def make_profile(site, **values):
    """The profile of a site, filled in."""
    image = make_image("A logo", size=(60, 30))
    links = [block("account", {"name": "Mastodon", "url": "https://social.example/@us"})]
    values = {
        "organisation": "Institute", "tagline": "For all", "address": "1 Road\nTown", "email": "us@example.org",
        "phone": "+41 1", "footer": "<p>All <b>free</b></p>", "logo": image, "share_image": image,
        "social_links": links, **values,
    }  # fmt: skip
    profile = SiteProfile(site_id=site.pk, **values)
    profile.full_clean()
    profile.save()
    return profile


def test_a_site_without_a_profile_has_none(settings_of):
    assert settings_of() == {"profile": None}
    assert not SiteProfile.objects.exists()


def test_the_profile_is_delivered(settings_of, site):
    make_profile(site)
    profile = settings_of()["profile"]
    assert (profile["organisation"], profile["tagline"]) == ("Institute", "For all")
    assert profile["contact"] == {"address": "1 Road\nTown", "email": "us@example.org", "phone": "+41 1"}
    assert profile["social_links"] == [{"name": "Mastodon", "url": "https://social.example/@us"}]
    assert profile["footer"]["html"] == "<p>All <strong>free</strong></p>"
    assert profile["footer"]["nodes"][0]["_type"] == "block"
    assert (profile["logo"]["alt"], profile["share_image"]["alt"]) == ("Institute", "A logo")


def test_what_is_not_filled_in_is_null(settings_of, site):
    SiteProfile.objects.create(site_id=site.pk)
    assert settings_of()["profile"] == {
        "organisation": None, "tagline": None, "logo": None, "social_links": [], "share_image": None,
        "contact": {"address": None, "email": None, "phone": None}, "footer": {"html": "", "nodes": []},
    }  # fmt: skip


def test_a_change_to_the_profile_shows_at_once(api, site):
    profile = make_profile(site)
    before = api.get("/")
    change(profile, tagline="For everybody")
    headers = {"If-None-Match": before.headers["ETag"], "If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}
    assert api.get("/", headers=headers).json["settings"]["profile"]["tagline"] == "For everybody"
    profile.delete()
    assert api.get("/").json["settings"]["profile"] is None


def test_the_profile_of_another_site_does_not_matter(settings_of, site):
    make_profile(make_site("b.example.org"), organisation=CANARY)
    assert settings_of() == {"profile": None}


def test_pictures_of_a_private_collection_are_hidden(api, site):
    collection = Collection.get_first_root_node().add_child(name="Private")
    image = make_image(CANARY, name=CANARY, collection=collection)
    make_profile(
        site, logo=image, share_image=image, footer=f'<p>x</p><embed embedtype="image" id="{image.pk}"/>'
    )
    assert CANARY in api.get("/").content.decode()
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    answer = api.get("/")
    assert CANARY not in answer.content.decode()
    assert answer.json["settings"]["profile"]["logo"] is None


def test_a_link_of_the_footer_to_a_hidden_page_loses_its_address(settings_of, site):
    page = make_standard(slug="secret")
    make_profile(site, footer=f'<p>See <a linktype="page" id="{page.pk}">this</a></p>')
    assert 'href="/secret/"' in settings_of()["profile"]["footer"]["html"]
    page.unpublish()
    assert settings_of()["profile"]["footer"]["html"] == "<p>See this</p>"


def test_an_account_with_an_address_that_is_none_is_left_out(settings_of, site):
    profile = make_profile(site)
    profile.social_links = [("account", {"name": "x", "url": "javascript:alert(1)"})]
    profile.save()
    assert settings_of()["profile"]["social_links"] == []


class Hours(Schema):
    """When somebody is there."""

    text: str
    map: Image | None


@pytest.fixture
def _opening_hours(monkeypatch):
    """Settings of a host's own."""
    monkeypatch.setattr(public_settings, "_registry", dict(public_settings._registry))

    @register_public_settings("opening")
    class Opening(PublicSettings):
        schema = Hours

        def load(self, site_id):
            return {"text": "9 to 5", "map": make_image("Map", size=(20, 10)).pk}

        def keys(self, found):
            yield "image", found["map"]

        def wire(self, found, resolver):
            return Hours(text=found["text"], map=resolver.get("image", found["map"]))

    yield
    public_settings.settings_schema.cache_clear()


@pytest.mark.usefixtures("_opening_hours")
def test_a_host_adds_settings_of_its_own(client, site):
    found = client.get("/api/v1/").json()["settings"]
    assert list(found) == ["profile", "opening"]
    assert (found["opening"]["text"], found["opening"]["map"]["alt"]) == ("9 to 5", "Map")


def test_settings_need_a_name_that_can_be_a_key():
    with pytest.raises(ValueError, match="opening hours"):
        register_public_settings("opening hours")


# Cost


def test_the_root_takes_a_fixed_number_of_queries(api, site):
    """The site, the roots, the languages, the menus, the profile; with pictures and links three more."""

    def queries():
        api.get("/")
        with CaptureQueriesContext(connection) as captured:
            api.get("/")
        return len(captured)

    assert queries() == 5
    page = make_standard(show_in_menus=True)
    for _ in range(4):
        make_standard(parent=page, show_in_menus=True)
    make_profile(site, footer=f'<p><a linktype="page" id="{page.pk}">x</a></p>')
    assert queries() == 8
