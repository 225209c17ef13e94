from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from cms.submissions.form_tokens import check_token, make_token
from cms.submissions.refusals import Faulty

NOW = datetime(2026, 11, 1, 12, 0, 0, 123456, tzinfo=UTC)
PANEL = uuid4()


def code(token, *, after=60.0, panel=PANEL):
    try:
        check_token(token, panel, now=NOW + timedelta(seconds=after))
    except Faulty as refused:
        return refused.faults[0].code
    return None


@pytest.mark.parametrize(
    ("after", "expected"),
    [(-60, "too_early"), (0, "too_early"), (1.99, "too_early"), (2, None), (86399, None), (86400, "expired")],
)
def test_a_token_is_accepted_in_the_time_that_it_says(after, expected):
    assert code(make_token(PANEL, now=NOW).token, after=after) == expected


def test_who_comes_too_early_is_told_for_how_long_to_wait():
    with pytest.raises(Faulty) as refused:
        check_token(make_token(PANEL, now=NOW).token, PANEL, now=NOW + timedelta(seconds=0.5))
    assert refused.value.wait == 2
    assert "2026-11-01T12:00:02.123Z" in refused.value.faults[0].detail


def test_a_token_is_for_one_panel():
    assert code(make_token(uuid4(), now=NOW).token) == "invalid"


def test_a_token_can_not_be_made_older():
    stamp, _, signature = make_token(PANEL, now=NOW).token.partition(".")
    assert code(f"{int(stamp, 16) - 5000:x}.{signature}") == "invalid"


def test_a_token_outlives_a_change_of_the_secret(settings):
    token = make_token(PANEL, now=NOW).token
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another one"
    assert code(token) is None


@pytest.mark.parametrize("token", ["x", ".", "a.b", "é.x", "x" * 10_000, "\x00", "1:2", "ffff." + "A" * 43])
def test_what_is_no_token_is_invalid(token):
    assert code(token) == "invalid"


def test_no_token_is_missing():
    assert code("") == "missing"
