"""Documents say who publishes the site: when that changes, none is served as it was."""

import pytest

from cms.models import PageDocument, SiteProfile
from tests.api_client import ApiClient
from tests.builders import change, make_image, make_standard, make_summary
from tests.cms.delivery.seo.profiles import give_profile


@pytest.fixture
def served(site):
    """The structured data of a page, as it is served."""

    def get(page):
        answer = ApiClient().get(f"/pages/{page.pk}/?site={site.hostname}")
        assert answer.status == 200
        return answer.json["seo"]

    return get


def is_stale(page) -> bool:
    return PageDocument.objects.get(page=page.pk).stale


def test_the_first_profile_of_a_site_changes_its_documents(home, site, served) -> None:
    page = make_summary(parent=home)
    before = served(page)["json_ld"].get("publisher", {}).get("name")
    give_profile(site, organisation="Institute")
    assert is_stale(page)
    assert served(page)["json_ld"]["publisher"]["name"] == "Institute" != before


@pytest.mark.parametrize("name", ["organisation", "logo", "share_image"])
def test_what_documents_say_of_the_publisher_marks_them(name, home, site, served) -> None:
    give_profile(site, organisation="Institute")
    page = make_standard(parent=home)
    before = served(page)
    change(
        SiteProfile.objects.get(site=site), **{name: make_image() if name != "organisation" else "Academy"}
    )
    assert is_stale(page)
    assert served(page) != before


def test_the_name_of_the_site_stands_in_until_somebody_fills_in_the_profile(home, site, served) -> None:
    page = make_standard(parent=home)
    served(page)
    change(site, site_name="Summaries of ours")
    assert is_stale(page)
    assert served(page)["json_ld"]["publisher"]["name"] == "Summaries of ours"


def test_what_they_do_not_say_marks_none(home, site, served) -> None:
    profile = give_profile(site, organisation="Institute")
    page = make_standard(parent=home)
    served(page)
    change(profile, tagline="In plain words", email="post@example.org")
    assert not is_stale(page)


def test_a_logo_that_is_deleted_is_gone(home, site, served) -> None:
    logo = make_image()
    give_profile(site, organisation="Institute", logo=logo)
    page = make_standard(parent=home)
    assert "logo" in served(page)["json_ld"]["publisher"]
    logo.delete()
    assert is_stale(page)
    assert "logo" not in served(page)["json_ld"]["publisher"]


def test_another_type_by_setting_is_another_build(home, site, served, settings) -> None:
    page = make_summary(parent=home)
    assert served(page)["json_ld"]["@type"] == "MedicalWebPage"
    settings.CMS_JSON_LD_TYPE = {"research_summary": "Article"}
    assert "@graph" in served(page)["json_ld"]
