import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.models import PageJudgement
from cms.remarks import acknowledge_rule
from tests.builders import block, make_site, make_standard, make_summary, root_of
from tests.cms.remarks.house_rules import EXCITED, Broken, NoShouting, ShortTitle, rewrite
from tests.cms.remarks.judging.conftest import only  # noqa: F401 - a fixture

LONG = "A title that is longer than thirty characters"


@pytest.fixture
def site(db):
    return make_site()


@pytest.fixture
def loud(site, only):  # noqa: F811
    only(NoShouting, ShortTitle)
    return make_summary("Loud", body=[block("paragraph", EXCITED)])


def run(*arguments):
    """(what was printed, the exit status)."""
    out = io.StringIO()
    try:
        call_command("check_content", *arguments, stdout=out)
    except SystemExit as end:
        return out.getvalue(), end.code
    return out.getvalue(), 0


def report(*arguments):
    return json.loads(run("--json", *arguments)[0])


def test_a_site_with_nothing_wrong_passes(site, only):  # noqa: F811
    only(NoShouting)
    make_summary()
    text, status = run()
    assert status == 0
    assert text.endswith(
        "2 pages: 0 errors, 0 warnings, 0 notices, 0 acknowledged; 0 pages were not judged.\n"
    )


def test_people_read_which_page_and_what_is_wrong(loud):
    text, _status = run()
    assert f"{loud.pk} Loud (research_summary, public)" in text
    assert "  warning: This paragraph shouts 1 times. (no_shouting) [" in text


@pytest.mark.parametrize(("fail_on", "status"), [("error", 0), ("warning", 1), ("notice", 1)])
def test_what_fails_is_asked_for(loud, fail_on, status):
    assert run("--fail-on", fail_on)[1] == status


def test_machines_read_one_object(loud):
    found = report()
    [page] = [page for page in found["pages"] if page["remarks"]]
    [remark] = page.pop("remarks")
    assert page == {
        "id": loud.pk,
        "title": "Loud",
        "type": "research_summary",
        "language": "en",
        "live": True,
        "path": loud.url_path,
        "error": None,
        "failed_rules": [],
    }
    assert len(remark.pop("fingerprint")) == 64
    assert remark == {
        "rule": "no_shouting",
        "code": "loud",
        "severity": "warning",
        "field": None,
        "block": loud.body.get_prep_value()[0]["id"],
        "message": "This paragraph shouts 1 times.",
        "mend": "Say it calmly.",
        "params": {"count": 1},
        "acknowledged": None,
    }
    assert found["summary"] == {
        "pages": 2,
        "not_judged": 0,
        "failed_rules": 0,
        "acknowledged": 0,
        "open": {"error": 0, "warning": 1, "notice": 0},
    }


def test_what_is_acknowledged_does_not_fail_and_is_told(loud, admin_user):
    acknowledge_rule(loud, "no_shouting", user=admin_user, reason="As in the source.")
    found = report("--fail-on", "notice")
    [page] = [page for page in found["pages"] if page["remarks"]]
    assert page["remarks"][0]["acknowledged"]["reason"] == "As in the source."
    assert found["summary"]["acknowledged"] == 1
    assert run("--fail-on", "notice")[1] == 0


def test_drafts_or_what_is_public(loud):
    rewrite(loud, EXCITED, EXCITED)
    make_summary("A draft", body=[block("paragraph", EXCITED)], live=False)
    assert report()["summary"]["open"]["warning"] == 3
    assert report("--live")["summary"]["open"]["warning"] == 1


def test_one_site_of_several(loud):
    other = make_site("other.example.org", port=8080)
    make_standard(LONG, parent=root_of(other))
    assert report("--site", "localhost")["summary"]["open"] == {"error": 0, "warning": 1, "notice": 0}
    assert report("--site", "other.example.org:8080")["summary"]["open"]["notice"] == 1


def test_some_rules_of_many_those_that_are_off_too(loud, settings):
    settings.CMS_RULES = {"no_shouting": {"severity": "off"}}
    assert report()["summary"]["open"]["warning"] == 0
    assert report("--rule", "no_shouting")["summary"]["open"]["warning"] == 1
    assert report("--rule", "short_title")["summary"]["open"]["warning"] == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--site", "nowhere.example.org"], "no site 'nowhere.example.org'. There are localhost:80."),
        (["--site", "localhost:99"], "no site 'localhost:99'"),
        (["--rule", "nonsense"], "no rule nonsense. There are no_shouting, short_title."),
    ],
)
def test_wrong_use_is_named_with_a_status_of_its_own(loud, arguments, words):
    with pytest.raises(CommandError) as refused:
        run(*arguments)
    assert words in str(refused.value)
    assert refused.value.returncode == 2


def test_a_rule_that_fails_is_no_success(site, only, caplog):  # noqa: F811
    only(Broken)
    page = make_summary()
    found = report()
    [told] = [each for each in found["pages"] if each["id"] == page.pk]
    assert told["failed_rules"] == ["broken"]
    text, status = run()
    assert "the rule broken failed" in text
    assert status == 1


def test_nothing_is_written(loud):
    PageJudgement.objects.all().delete()
    run()
    assert not PageJudgement.objects.exists()


def test_every_page_costs_the_same(loud):
    def count():
        with CaptureQueriesContext(connection) as captured:
            run("--live")
        return len(captured)

    for _ in range(2):
        make_summary()
    few = count()
    make_summary()
    each = count() - few
    for _ in range(5):
        make_summary()
    assert count() <= few + 6 * each
