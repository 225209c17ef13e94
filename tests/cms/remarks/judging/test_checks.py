import pytest

from cms.evidence import rules
from cms.remarks.checks import check_further_rules, check_rules
from cms.remarks.further_rules import load_further_rules
from tests.cms.remarks.house_rules import Broken, NoShouting

HERE = "tests.cms.remarks.house_rules"


def said(messages):
    return " ".join(f"{message.id} {message.msg} {message.hint or ''}" for message in messages)


@pytest.fixture
def _house(only):
    only(NoShouting)


@pytest.mark.usefixtures("_house")
@pytest.mark.parametrize(
    "given",
    [
        {},
        {"no_shouting": {}},
        {"no_shouting": {"severity": "off"}},
        {"no_shouting": {"severity": "error", "blocks_publishing": True, "most": 3}},
        {"no_shouting": {"most": 1.5}},
    ],
)
def test_what_is_right_is_not_complained_about(settings, given):
    settings.CMS_RULES = given
    assert check_rules(None) == []


@pytest.mark.usefixtures("_house")
@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"no_shuoting": {}}, "there is no rule 'no_shuoting'. There are no_shouting."),
        ({"no_shouting": {"severety": "off"}}, "has no option 'severety'"),
        (
            {"no_shouting": {"severity": "grave"}},
            "'grave' is no severity. One of error, warning, notice, off.",
        ),
        ({"no_shouting": {"blocks_publishing": "yes"}}, "blocks_publishing is neither True nor False"),
        ({"no_shouting": {"most": "three"}}, "most is 'three'. It is a int, as 0 is."),
        ({"no_shouting": "off"}, "CMS_RULES['no_shouting'] is no mapping"),
        (["no_shouting"], "CMS_RULES is no mapping"),
    ],
)
def test_what_is_wrong_is_named(settings, given, words):
    settings.CMS_RULES = given
    found = said(check_rules(None))
    assert words in found
    assert "cms.E060" in found


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("tests.cms.nowhere.Rule", "No module named 'tests.cms.nowhere'"),
        (f"{HERE}.Nothing", 'does not define a "Nothing"'),
        (f"{HERE}.NotARule", "is no class derived from cms.evidence.Rule"),
        (f"{HERE}.EXCITED", "is no class derived from cms.evidence.Rule"),
        ("cms.evidence.Rule", "cms.evidence.Rule has no id"),
        (7, "7 is no dotted path"),
        (f"{HERE}.Nameless", "has no label"),
        (f"{HERE}.Grave", "has the severity 'grave', which is none of error, warning, notice"),
        (f"{HERE}.OneType", "has page_types that are no list"),
        (f"{HERE}.Unmended", "without a word in mend"),
    ],
)
def test_a_rule_that_is_none_is_named(settings, path, words):
    settings.CMS_FURTHER_RULES = [path]
    found = said(check_further_rules(None))
    assert words in found
    assert "cms.E061" in found


def test_a_list_is_wanted(settings):
    settings.CMS_FURTHER_RULES = f"{HERE}.Broken"
    assert "is no list" in said(check_further_rules(None))


@pytest.mark.usefixtures("_house")
def test_a_sites_own_rule_is_loaded_and_one_that_is_none_does_not_stop_it(settings):
    settings.CMS_FURTHER_RULES = [f"{HERE}.NotARule", f"{HERE}.Broken"]
    load_further_rules()
    assert list(rules().values()) == [NoShouting, Broken]
