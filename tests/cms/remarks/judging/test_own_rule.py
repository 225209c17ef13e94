"""A site's own rule is one class: named in a setting it is heard and set, and may keep a page from being published."""

from collections.abc import Iterator

import pytest

from cms.evidence import PageContent, Remark, Rule
from cms.models import PublishRefused
from cms.remarks import acknowledge_rule
from cms.remarks.further_rules import load_further_rules
from cms.remarks.judge import judge_page
from cms.remarks.keep import today
from cms.remarks.words import mending_of, message_of
from tests.builders import block, make_summary


class PhoneNumbers(Rule):
    """Patients find the telephone number on the contact page, where it is kept up to date."""

    id = "phone_number"
    label = "A telephone number in the text"
    messages = {"number": "The number of the clinic stands in the text: %(number)s."}
    mend = {"": "Link to the contact page instead."}
    options = {"number": "020 7946 0000"}

    def check(self, page: PageContent) -> Iterator[Remark]:
        for paragraph in page.of_type("paragraph"):
            if self.settings["number"] in paragraph.text:
                yield self.remark("number", block=paragraph.id, number=self.settings["number"])


@pytest.fixture
def page(site, only, settings):
    only()
    settings.CMS_FURTHER_RULES = [f"{__name__}.PhoneNumbers"]
    load_further_rules()
    body = [block("paragraph", "<p>Call 020 7946 0000.</p>"), block("paragraph", "<p>Or 020 7946 0001.</p>")]
    return make_summary(body=body, live=False)


def test_it_is_heard(page):
    (remark,) = judge_page(page, today=today()).open
    assert message_of(remark) == "The number of the clinic stands in the text: 020 7946 0000."
    assert mending_of(remark) == "Link to the contact page instead."
    assert remark.severity == "warning"


def test_its_severity_and_its_options_are_settings(page, settings):
    settings.CMS_RULES = {"phone_number": {"severity": "error", "number": "020 7946 0001"}}
    (remark,) = judge_page(page, today=today()).open
    assert (remark.severity, remark.params["number"]) == ("error", "020 7946 0001")
    settings.CMS_RULES = {"phone_number": {"severity": "off"}}
    assert judge_page(page, today=today()).open == ()


def test_it_keeps_a_page_from_being_published_until_somebody_accepts_it(page, settings, user):
    settings.CMS_RULES = {"phone_number": {"blocks_publishing": True}}
    with pytest.raises(PublishRefused, match="The number of the clinic stands in the text"):
        page.save_revision().publish()
    acknowledge_rule(page, "phone_number", user=user, reason="The emergency line")
    page.get_latest_revision().publish()
    page.refresh_from_db()
    assert page.live
