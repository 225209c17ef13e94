"""What an editor typed comes out as typed, with the marks that the editor set, whatever the characters are."""

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cms.delivery.markdown import to_markdown
from cms.delivery.markdown.inline import Link, Run, inline
from tests.cms.delivery.markdown_reader import Seen, html, seen, shape, text_of, tokens

HOSTILE = [
    "*", "**", "_", "__", "`", "``", "```", "[", "]", "](x)", "[^1]", "[^1]:", "[a]: /b", "!", "![", "<", ">", "<b>",
    "<script>alert(1)</script>", "<!--", "-->", "<https://a.example>", "&", "&amp;", "&lt;", "&#35;", "&copy", "|",
    "||", "#", "##", " #", "-", "--", "---", "- ", "+ ", "* ", "=", "===", "1.", "1. ", "1) ", "123456789. ", "> ", ":",
    "::: ", ": ", "~", "~~", "~~~", "$", "$$", "\\", "\\\\", "\\*", "\n", "\r\n", "\r", "\n\n", "\t", "    ", "\0",
    "\x1b[0m", "\u200f", "\u202e", "\u2028", "\x85", "\xa0", "\ufeff", "\u200b", "\ufffe", "\ud800", "(", ")", ":-",
    "|-", '"', "'", "https://a.example/?a=1&b=2", "a@b.example", "{.c}", "{{ x }}", "<%", "^", "^[", "a", "b", "x y",
    " ", "é", "≤", "€", "«", "😀", "中", "0", "9",
]  # fmt: skip
hostile = st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=3)), max_size=8).map("".join)

MARKS = ["strong", "em", "code"]
LINKS = [None, None, Link("/a", "1"), Link("/a", "2"), Link("https://b.example/?q=(x) y|z&copy;*_", "3")]
runs = st.lists(
    st.builds(
        Run,
        text=hostile,
        marks=st.frozensets(st.sampled_from(MARKS), max_size=3),
        link=st.sampled_from(LINKS),
        source=st.just(""),
    ),
    max_size=6,
)

_CONTROL_SPACES = "\t\n\x0b\x0c\r\x85"


def expected(text: str) -> str:
    """Text without what is blank; what is no character is shown as the replacement character."""
    return "".join(_shown(character) for character in text if not is_blank(character))


def is_blank(character: str) -> bool:
    is_control = unicodedata.category(character) == "Cc"
    return character in _CONTROL_SPACES if is_control else character.isspace() or character == "\ufeff"


def _shown(character: str) -> str:
    number = ord(character)
    is_none = number & 0xFFFE == 0xFFFE or 0xFDD0 <= number <= 0xFDEF
    return "\ufffd" if is_none or unicodedata.category(character) in ("Cc", "Cs") else character


def expected_runs(given_runs: list[Run]) -> list[Seen]:
    return [
        Seen(character, run.marks | ({("link", run.link.href)} if run.link else set()))
        for run in given_runs
        for character in expected(run.text)
    ]


@given(hostile)
@example("1\\. a\n> b")
@example("[^1]: word")
def test_text_is_one_paragraph_of_that_text_and_nothing_else(text: str) -> None:
    source = inline([Run(text)])
    assert shape(source) == (["p"] if expected(text) else [])
    assert seen(tokens(source)) == [Seen(character, frozenset()) for character in expected(text)]


@given(runs)
@example([Run("a"), Run("(b)", frozenset({"strong"})), Run("c")])
@example([Run("a", frozenset({"em"})), Run("b", frozenset({"strong", "em"})), Run("c", frozenset({"em"}))])
@example([Run("a", frozenset({"strong"})), Run("b", frozenset({"em"})), Run("c", frozenset({"strong"}))])
@example([Run("a"), Run(" b ", frozenset({"em"})), Run("c!"), Run("d", link=Link("/a"))])
@example([Run("]:", frozenset({"code"}), Link("/a"))])
@example([Run("^1\na", link=Link("/a")), Run("^", frozenset({"code"})), Run("b", link=Link("/a"))])
@example([Run("a"), Run("`", frozenset({"code"})), Run("\\", frozenset({"code", "em"}))])
def test_every_character_has_exactly_the_marks_that_were_set(given_runs: list[Run]) -> None:
    """But code in a link is text if a bracket stands in it: `[`]:`](/x)` would be the definition of a link."""
    found, wanted = seen(tokens(inline(given_runs))), expected_runs(given_runs)
    if any(run.link and "code" in run.marks and "]" in run.text for run in given_runs):
        found, wanted = without_code(found), without_code(wanted)
    assert found == wanted


def without_code(characters: list[Seen]) -> list[Seen]:
    return [Seen(each.character, each.marks - {"code"}) for each in characters]


@given(runs)
def test_the_marks_hold_in_a_cell_of_a_table_too_but_code_with_a_pipe_is_text(given_runs: list[Run]) -> None:
    cell = inline(given_runs, breaks=False)
    found = tokens(f"| {cell} | x |\n| --- | --- |\n| {cell} | y |")
    cells = [token for token in found if token.type == "inline"]
    assert len(cells) == 4
    wanted = without_code(expected_runs(given_runs))
    for token in (cells[0], cells[2]):
        assert without_code(seen([token])) == wanted


@given(hostile)
def test_a_title_is_one_heading(text: str) -> None:
    source = to_markdown({"title": text})
    assert shape(source) == (["h1"] if expected(text) else [])
    assert [each.character for each in seen(tokens(source))] == list(expected(text))


@given(st.lists(hostile, min_size=1, max_size=4))
def test_points_are_items_of_one_list(points: list[str]) -> None:
    source = to_markdown({"key_points": points})
    wanted = [expected(point) for point in points if expected(point)]
    assert source.count("\n## ") == 0
    inlines = [token for token in tokens(source) if token.type == "inline"][1:]
    assert ["".join(each.character for each in seen([token])) for token in inlines] == wanted


@given(hostile, st.sampled_from(["", "https://a.example/(x y)"]))
def test_a_reference_is_never_taken_for_the_definition_of_a_link(text: str, url: str) -> None:
    record = {"id": "a2020", "number": 1, "text": text, "url": url or None}
    source = to_markdown({"references": [record]})
    found = "".join(each.character for each in seen(tokens(source)))
    words = expected(text) or "a2020"
    assert found == f"References[^1]:{words}{'https://a.example/(xy)' if url else ''}"


@pytest.mark.parametrize(
    "address", ["/a b", "/a(b", "/a)b", "/a(b)c", "/a\\b", "/a<b>", "/a&copy;b", "/a\nb", "/*_`", "/"]
)
def test_a_link_leads_to_its_address_whatever_stands_in_it(address: str) -> None:
    (link,) = {mark for each in seen(tokens(inline([Run("x", link=Link(address))]))) for mark in each.marks}
    assert link == ("link", address)


@pytest.mark.parametrize(
    ("text", "mark", "source"),
    [
        ("−3", "sup", "10⁻³"),
        ("2", "sub", "10₂"),
        ("th", "sup", "10ᵗʰ"),
        ("a, b", "sup", "10^(a, b)"),
        ("max", "sub", "10ₘₐₓ"),
        ("β*", "sub", r"10\_(β\*)"),
    ],
)
def test_raised_and_lowered_text_keeps_its_meaning(text: str, mark: str, source: str) -> None:
    assert inline([Run("10"), Run(text, frozenset({mark}))]) == source


def test_code_keeps_its_backticks() -> None:
    assert html(inline([Run("`a``", frozenset({"code"}))])) == "<p><code>`a``</code></p>\n"


def test_plain_prose_stays_readable() -> None:
    prose = "In 2 of 10 studies (n = 84), p < 0.05; R&D paid 5% - see #4."
    assert inline([Run(prose)]) == prose.replace("&", r"\&")
    assert re.search(r"\\", inline([Run("A well-known, 1.5-fold rise: +3 > 2.")])) is None
    assert text_of("a\\\nb") == "a b"
