"""The commissioner's sample, dressed as the page it may have been, gives what the plain text gives."""

import html

import pytest

from cms.legacy.readers.html import read_page
from tests.cms.legacy.markup.reading import read

PACKET = """<div class="popup"><h4>{heading}</h4><form action="/packet"><p>{text}</p><input type="email" name="email">
<input type="hidden" name="id" value="3"></form><div class="success" style="display: none">{message}</div></div>
"""


@pytest.fixture(scope="module")
def lines(sample_path):
    return [line for line in sample_path.read_text(encoding="utf-8").split("\n") if line.strip("\u00a0 ")]


def flattened(lines):
    made = []
    for line in lines:
        tag = "h3" if line.startswith(("Subscribe To", "Request Info")) else "p"
        made.append(f"<{tag}>{html.escape(line, quote=False)}</{tag}>")
    return "\n".join(made)


def with_forms(lines):
    """The prose, the newsletter's form, and twelve times that of the packet, as markup."""
    at = lines.index("Subscribe To Our Newsletter")
    _, heading, text, message = lines[at : at + 4]
    newsletter = (
        f'<form class="optin" action="/subscribe"><h2>{heading}</h2><h4>{heading}</h4><p>{text}</p>'
        f'<input type="email" name="email"><div style="display:none">{message}</div></form>'
    )
    packet = PACKET.format(heading=lines[at + 4], text=lines[at + 5], message=lines[at + 6])
    return flattened(lines[:at]) + newsletter + packet * 12


def without_places(form):
    return (
        form.kind,
        form.heading,
        form.text,
        form.success_message,
        form.button,
        form.labels,
        form.occurrences,
    )


@pytest.mark.parametrize("dressed", [flattened, with_forms])
def test_prose_forms_and_source_are_those_of_the_plain_text(sample, lines, dressed):
    item = read(dressed(lines))
    assert [paragraph.text for paragraph in item.paragraphs] == [
        paragraph.text for paragraph in sample.paragraphs
    ]
    assert [without_places(form) for form in item.forms] == [without_places(form) for form in sample.forms]
    (source,), (expected,) = item.source_lines, sample.source_lines
    assert (source.raw, source.title, source.date, source.identifiers, source.url) == (
        expected.raw,
        expected.title,
        expected.date,
        expected.identifiers,
        expected.url,
    )


def test_forms_beside_the_article_of_a_page_are_the_same_two(sample, lines):
    at = lines.index("Subscribe To Our Newsletter")
    article = flattened(lines[:at])
    forms = with_forms(lines).removeprefix(article)
    page = f"<html><body><nav>Home</nav><article>{article}</article>{forms}<footer>© A clinic</footer></body></html>"
    item, _ = read_page(page.encode(), source="made-up.html")
    assert [paragraph.text for paragraph in item.paragraphs] == [
        paragraph.text for paragraph in sample.paragraphs
    ]
    assert [without_places(form) for form in item.forms] == [without_places(form) for form in sample.forms]
