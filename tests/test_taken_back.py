"""What the trial of an upgrade calls taking something back."""

import pytest

from tests.production.taken_back import taken_back


@pytest.mark.parametrize(
    ("path", "before", "after", "places"),
    [
        ("pages/1/", '{"a": [{"b": 1}]}', '{"a": [{"b": 1, "c": 2}], "d": 3}', []),
        ("pages/1/", '{"a": [{"b": 1}], "c": null}', '{"a": [{"b": 2}]}', [".a[0].b", ".c"]),
        ("pages/1/", '{"a": [1, 2]}', '{"a": [1]}', [".a"]),
        ("pages/1/", '{"a": 1}', '{"a": true}', [".a"]),
        ("changes/", '{"items": [1], "next": "x"}', '{"items": [1, 2], "next": "y"}', []),
        ("changes/", '{"items": [1, 2], "next": "x"}', '{"items": [1], "next": "y"}', [".items"]),
        ("export/", '{"a": 1}\n', '{"a": 1, "b": 2}\n', []),
        ("pages/1.md", "# A\n\nText\n", "# A\n\nMore\n\nText\n", []),
        ("pages/1.md", "# A\nText\n", "Text\n# A\n", ["line 2"]),
        ("sitemap.xml", "<a/>", "<a></a>", ["sitemap.xml"]),
    ],
)
def test_to_add_is_no_fault_and_to_change_is(path, before, after, places):
    assert taken_back(path, before, after) == places
