"""The site's profile among Wagtail's settings."""

from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms.models import SiteProfile
from tests.builders import make_image, make_site


def address(site):
    return reverse("wagtailsettings:edit", args=("cms", "siteprofile", site.pk))


def form(**values):
    account = ("account", {"name": "Mastodon", "url": "https://social.example/@us"})
    return nested_form_data(
        {
            "organisation": "Institute",
            "tagline": "",
            "logo": "",
            "address": "",
            "email": "us@example.org",
            "phone": "",
            "social_links": streamfield([account]),
            "footer": rich_text("<p>All free</p>"),
            "share_image": "",
            "citation_style": "apa",
            "panel_rules": streamfield([]),
            "most_panels": "3",
            "panel_distance": "2",
            **values,
        }
    )


def test_an_editor_finds_it_in_the_settings_menu(editor, site):
    page = editor.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("wagtailsettings:edit", args=("cms", "siteprofile")) in page


def test_an_editor_fills_it_in_and_everybody_can_read_it(editor, site, client):
    assert "Who publishes the site" in editor.get(address(site)).content.decode()
    image = make_image(size=(60, 30))
    editor.post(address(site), form(logo=image.pk))
    profile = client.get("/api/v1/").json()["settings"]["profile"]
    assert (profile["organisation"], profile["contact"]["email"]) == ("Institute", "us@example.org")
    assert profile["social_links"] == [{"name": "Mastodon", "url": "https://social.example/@us"}]
    assert profile["footer"]["html"] == "<p>All free</p>"
    assert profile["logo"]["alt"] == "Institute"


def test_an_account_needs_an_address_on_the_web(editor, site):
    wrong = streamfield([("account", {"name": "x", "url": "javascript:alert(1)"})])
    editor.post(address(site), form(social_links=wrong))
    assert SiteProfile.objects.filter(site=site, organisation="Institute").count() == 0


def test_every_site_has_a_profile_of_its_own(editor, site):
    other = make_site("b.example.org")
    editor.post(address(site), form())
    editor.post(address(other), form(organisation="Another"))
    assert sorted(SiteProfile.objects.values_list("organisation", flat=True)) == ["Another", "Institute"]
