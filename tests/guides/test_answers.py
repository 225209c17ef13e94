"""An answer is compared with the shortened one that a guide prints."""

import pytest

from tests.guides.answers import last_json, mismatch, text_mismatch


@pytest.mark.parametrize(
    ("printed", "real"),
    [
        ({"a": 1}, {"a": 1}),
        ({"a": "…"}, {"a": [1, 2]}),
        ({"a": 1, "…": "…"}, {"a": 1, "b": 2}),
        ({"a": "Zhou …"}, {"a": "Zhou T, Li HY"}),
        ([1, "…"], [1, 2, 3]),
        (["…", {"type": "finding", "…": "…"}], [{"type": "text", "id": 1}, {"type": "finding", "id": 2}]),
    ],
)
def test_what_is_left_out_may_be_anything(printed, real):
    assert mismatch(printed, real) == ""


@pytest.mark.parametrize(
    ("printed", "real", "path"),
    [
        ({"a": 1}, {"a": 2}, "$.a"),
        ({"a": 1}, {"a": 1, "b": 2}, "$"),
        ({"a": 1, "b": 2}, {"a": 1}, "$"),
        ({"a": "1"}, {"a": 1}, "$.a"),
        ({"a": True}, {"a": 1}, "$.a"),
        ({"a": None}, {"a": ""}, "$.a"),
        ({"a": "Zhou …"}, {"a": "Li HY"}, "$.a"),
        ([1, 2], [1, 2, 3], "$"),
        ([2, 1, "…"], [1, 2, 3], "$"),
        ({"a": [{"b": 1}]}, {"a": [{"b": 2}]}, "$.a[0].b"),
    ],
)
def test_everything_else_is_as_it_is_printed(printed, real, path):
    assert mismatch(printed, real).startswith(f"{path}:")


def test_what_a_command_says_may_have_more_lines():
    assert text_mismatch("one …\nthree", "one and a half\ntwo\n  three\n") == ""


@pytest.mark.parametrize("said", ["three\none", "one\n", ""])
def test_what_a_command_says_has_the_printed_lines_in_their_order(said):
    assert "there is no line like" in text_mismatch("one\nthree", said)


def test_the_answer_of_several_commands_is_the_last_line():
    assert last_json('words\n{"a": 1}\n') == {"a": 1}
