"""The report for people is made of what strangers wrote: all of it is text, and none of it is run."""

import pytest

from cms.legacy.report_html import as_html
from cms.models import LegacyOutcome, LegacyRun

SCRIPT = '"><script>alert(1)</script><img src=x onerror=alert(1)>'

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("outcome", LegacyOutcome.Outcome.values)
def test_nothing_of_an_old_site_is_markup_in_the_report(outcome):
    run = LegacyRun.objects.create(
        label=SCRIPT,
        problem=SCRIPT,
        state=LegacyRun.State.FAILED,
        counts={"panels": {SCRIPT: 2}, "terms": {SCRIPT: 1}, "notes": {SCRIPT: 1}},
    )
    note = {"code": SCRIPT, "level": SCRIPT, "line": 1, "file_line": SCRIPT, "message": SCRIPT}
    left_out = {"kind": SCRIPT, "name": SCRIPT, "line": 1, "text": SCRIPT}
    report = {"notes": [note], "left_out": [left_out], "old_address": SCRIPT, "path": SCRIPT, "unit": "piece"}
    run.outcomes.create(position=0, key="1", label=SCRIPT, title=SCRIPT, outcome=outcome, report=report)
    text = "".join(as_html(run))
    assert "&lt;script&gt;" in text
    assert "<script" not in text
    assert "<img" not in text
