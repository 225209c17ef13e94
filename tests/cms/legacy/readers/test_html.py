"""A saved page gives its article, what it says of itself, and everything else by the rule that sets it aside."""

import datetime

import pytest

from cms.legacy.entries import Term
from cms.legacy.items import SetAside
from cms.legacy.markup import BOILERPLATE_RULES, BoilerplateRule
from cms.legacy.readers.decoding import UnreadableSource
from cms.legacy.readers.html import read_page

PROSE = (
    "<p>Lupus is a disease that affects many parts of the body, and there is no cure for it today.</p>" * 4
)

PAGE = f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Cells for lupus | A clinic</title>
<meta property="og:site_name" content="A clinic"><link rel="canonical" href="https://example.org/blog/cells/">
<meta name="description" content="In short."><meta property="og:image" content="/lead.jpg">
<meta property="article:tag" content="Lupus"><meta name="keywords" content="lupus, cells">
<script type="application/ld+json">{{"@graph": [{{"@type": "BlogPosting", "datePublished": "2021-09-16T10:00:00+00:00",
"dateModified": "2021-10-01", "author": {{"name": "Ann Example"}}}}]}}</script></head><body>
<a class="skip-link" href="#c">Skip to content</a><header class="site-header"><h1>A clinic</h1></header>
<nav>Home Blog</nav><div class="breadcrumbs">Home › Blog</div><div id="content">
<h1>Cells for lupus</h1><div class="entry-content">{PROSE}<img src="a.jpg">
<div class="sharedaddy">Share this</div></div>
<section class="related-posts">More to read</section><div id="comments">A comment</div></div>
<aside>Something else</aside><div id="cookie-notice">We use cookies</div><footer>© A clinic</footer></body></html>"""


def read(html, **options):
    return read_page(html.encode(), source="made-up.html", **options)


def asides(item):
    return {element.text: element.rule for element in item.elements if isinstance(element, SetAside)}


def test_the_article_of_a_page_is_its_prose_and_no_more():
    item, _ = read(PAGE)
    assert (item.title, len(item.paragraphs)) == ("Cells for lupus", 4)
    assert len(item.title_lines) == 1


def test_the_rest_of_a_page_is_set_aside_by_rules():
    assert asides(read(PAGE)[0]) == {
        "Skip to content": "skip-link",
        "A clinic": "site-header",
        "Home Blog": "menu",
        "Home › Blog": "breadcrumbs",
        "Share this": "share",
        "More to read": "related",
        "A comment": "comments",
        "Something else": "outside",
        "We use cookies": "cookies",
        "© A clinic": "outside",
    }


def test_what_a_page_says_of_itself_is_known():
    _, about = read(PAGE)
    assert (about.address, about.slug, about.language) == (
        "https://example.org/blog/cells/",
        "cells",
        "en-GB",
    )
    assert about.date == datetime.datetime(2021, 9, 16, 10, tzinfo=datetime.UTC)
    assert about.modified == datetime.datetime(2021, 10, 1, tzinfo=datetime.UTC)
    assert about.authors == (Term("ann-example", "Ann Example"),)
    assert [tag.name for tag in about.tags] == ["lupus", "cells"]
    assert (about.description, about.picture) == ("In short.", "https://example.org/lead.jpg")


def test_addresses_are_made_absolute_from_the_pages_own():
    item, _ = read(PAGE)
    assert "https://example.org/blog/cells/a.jpg" in [
        getattr(element, "src", "") for element in item.elements
    ]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>Cells | A clinic</title>", "Cells | A clinic"),
        ('<title>Cells | A clinic</title><meta property="og:site_name" content="A clinic">', "Cells"),
        ('<title>Cells – for lupus – A clinic</title><meta name="application-name" content="A clinic">',
         "Cells – for lupus"),
        ('<title>A clinic: x</title><meta property="og:title" content="Cells">', "Cells"),
    ],
)  # fmt: skip
def test_the_sites_name_leaves_the_title_only_where_the_page_proves_it(head, title):
    assert read(f"<html><head>{head}</head><body>{PROSE}</body></html>")[0].title == title


@pytest.mark.parametrize(
    "article",
    [
        '<div itemprop="articleBody">{}</div>',
        '<article><p class="post-meta">By somebody</p>{}</article>',
        "<main>{}</main>",
        '<div role="main">{}</div>',
        '<table><tr><td>Menu</td><td><div class="post-content">{}</div></td></tr></table>',
        '<div class="unknown">{}</div>',
    ],
)
def test_the_article_is_found_however_a_page_marks_it(article):
    item, _ = read(f"<body><ul><li>Home</li></ul>{article.format(PROSE)}<div>Elsewhere</div></body>")
    assert len(item.paragraphs) == 4


def test_a_table_of_contents_is_set_aside():
    item, _ = read(f'<article><div id="toc_container">Contents: one</div>{PROSE}</article>')
    assert asides(item) == {"Contents: one": "contents"}


def test_a_rule_of_a_site_sets_aside_what_others_do_not():
    html = f'<article>{PROSE}<div class="our-promise">We promise.</div></article>'
    rules = (*BOILERPLATE_RULES, BoilerplateRule("promise", "the promise of the clinic", names="our-promise"))
    assert asides(read(html)[0]) == {}
    assert asides(read(html, boilerplate_rules=rules)[0]) == {"We promise.": "promise"}


def test_an_article_is_not_set_aside_for_the_name_of_what_it_stands_in():
    item, _ = read(f'<body><div class="related-content">{PROSE}</div></body>')
    assert len(item.paragraphs) == 4


def test_the_comment_of_a_browser_says_where_a_page_was_saved_from():
    _, about = read(f"<!-- saved from url=(0023)https://example.org/b/c -->{PROSE}")
    assert (about.address, about.slug) == ("https://example.org/b/c", "c")


@pytest.mark.parametrize("html", ["", "   ", "<html><body></body></html>", "<!-- nothing -->"])
def test_a_page_without_text_is_refused_by_name(html):
    with pytest.raises(UnreadableSource, match=r"made-up\.html: there is no text"):
        read(html)


@pytest.mark.parametrize(
    "linked", ["{", "[[[[", '"x"', "null", '{"@graph": 3}', '{"@type": 5}', "[" * 100_000]
)
def test_linked_data_that_is_broken_does_no_harm(linked):
    item, _ = read(f'<script type="application/ld+json">{linked}</script><article>{PROSE}</article>')
    assert len(item.paragraphs) == 4


def test_a_canonical_address_that_is_none_is_passed_over():
    html = f'<html><head><link rel="canonical" href="http://[bad/a"></head><body>{PROSE}</body></html>'
    item, about = read_page(html.encode(), source="a.html")
    assert about.address == ""
    assert item.paragraphs
