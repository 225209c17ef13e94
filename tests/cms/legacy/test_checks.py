"""Rules that a site adds are loaded, come first, and are checked when it starts."""

import pytest

from cms.legacy.checks import check_boilerplate_rules, check_form_rules
from cms.legacy.form_rules import FORM_RULES, FormRule
from cms.legacy.markup import BOILERPLATE_RULES, BoilerplateRule
from cms.legacy.reading import reading_options

FORMS = [FormRule("heading", "contact", "ask our nurses")]
BOILERPLATE = (BoilerplateRule("banner", "a banner of ours", tags=("x-banner",)),)


def test_a_sites_own_rules_come_before_ours(settings):
    settings.CMS_LEGACY_FORM_RULES = [f"{__name__}.FORMS"]
    settings.CMS_LEGACY_BOILERPLATE_RULES = [f"{__name__}.BOILERPLATE"]
    options = reading_options()
    assert tuple(options.form_rules) == (*FORMS, *FORM_RULES)
    assert tuple(options.boilerplate_rules) == (*BOILERPLATE, *BOILERPLATE_RULES)
    assert check_form_rules(None) == check_boilerplate_rules(None) == []


@pytest.mark.parametrize(
    "value",
    [["nowhere.RULES"], [f"{__name__}.BOILERPLATE"], [7], f"{__name__}.FORMS", ["cms.legacy.checks.conf"]],
)
def test_what_are_no_form_rules_is_said(settings, value):
    settings.CMS_LEGACY_FORM_RULES = value
    assert [message.id for message in check_form_rules(None)] == ["cms.E070"]


def test_what_are_no_boilerplate_rules_is_said(settings):
    settings.CMS_LEGACY_BOILERPLATE_RULES = [f"{__name__}.FORMS"]
    assert [message.id for message in check_boilerplate_rules(None)] == ["cms.E071"]
