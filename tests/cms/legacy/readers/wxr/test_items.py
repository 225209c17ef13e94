"""What an export says of its articles and files."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from cms.legacy.entries import Term
from cms.legacy.items import NotCarried, Picture
from cms.legacy.readers.opening import Sources
from tests.cms.legacy.readers.wxr.exports import attachment, comment, export, item, meta

CATEGORY = (
    "<wp:category><wp:category_nicename>sleep</wp:category_nicename><wp:category_parent>health</wp:category_parent>"
    "<wp:cat_name><![CDATA[Sleep]]></wp:cat_name></wp:category>"
)
LABELS = (
    '<category domain="category" nicename="sleep"><![CDATA[Sleep]]></category>'
    '<category domain="post_tag" nicename="night-work"><![CDATA[Night &amp; work]]></category>'
    '<category domain="design" nicename="trial"><![CDATA[Trial]]></category>'
)


def test_an_article_has_its_labels_and_its_author_by_the_name_people_read(read):
    about = read(export(item(extra=LABELS), header=CATEGORY))[0].about
    assert about.categories == (Term("sleep", "Sleep", "health"),)
    assert about.tags == (Term("night-work", "Night & work"),)
    assert about.meta["taxonomy:design"] == "Trial"
    assert about.authors == (Term("ada", "ada"),)


def test_an_author_is_called_by_the_name_that_the_header_gives(read):
    assert read(export(item()))[0].about.authors == (Term("ada", "Ada Made-Up"),)


def test_an_article_has_its_dates_in_utc_and_its_language(read):
    about = read(export(item()))[0].about
    assert about.date == datetime(2021, 3, 4, 5, 6, 7, tzinfo=UTC)
    assert about.language == "en-GB"


def test_a_date_of_zeros_is_none(read):
    assert read(export(item(date="0000-00-00 00:00:00")))[0].about.date is None


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("publish", "published"),
        ("draft", "draft"),
        ("pending", "pending"),
        ("future", "scheduled"),
        ("private", "private"),
        ("trash", "trashed"),
        ("auto-draft", "draft"),
    ],
)
def test_a_status_is_told(read, theirs, ours):
    assert read(export(item(status=theirs)))[0].about.status == ours


def test_former_slugs_and_dates_and_the_number_lead_to_an_article(read):
    extra = (
        meta("_wp_old_slug", "first") + meta("_wp_old_slug", "second") + meta("_wp_old_date", "2020-01-02")
    )
    about = read(export(item(extra=extra, link="https://old.example.org/2021/03/04/now/")))[0].about
    assert about.old_addresses == (
        "/?p=12",
        "/2021/03/04/first/",
        "/2021/03/04/second/",
        "/2020/01/02/now/",
    )


def test_a_description_for_search_engines_is_taken_unless_it_has_variables(read):
    extra = meta("_yoast_wpseo_metadesc", "%%excerpt%% x") + meta(
        "rank_math_description", "About <b>sleep</b>"
    )
    extra += meta("_yoast_wpseo_title", "Sleep, in short")
    about = read(export(item(extra=extra)))[0].about
    assert about.description == "About sleep"
    assert about.meta["seo_title"] == "Sleep, in short"


def test_the_lead_image_is_found_by_its_number(read):
    entries = read(export(item(extra=meta("_thumbnail_id", "40")), attachment(40, alt="A bed")))
    assert entries[0].about.picture == "https://old.example.org/wp-content/uploads/a.jpg"
    assert entries[1].media.alt == "A bed"


def test_comments_are_counted_and_a_parent_is_named_by_its_key(read):
    entries = read(
        export(item(13, parent=12, extra=comment(1) + comment(2), type="page"), item(12, type="page"))
    )
    assert entries[0].about.comments == 2
    assert entries[0].about.parent == entries[1].key


def test_keys_do_not_depend_on_the_order_and_tell_sites_apart(read):
    first = [entry.key for entry in read(export(item(1), item(2)))]
    again = [entry.key for entry in read(export(item(2), item(1)))]
    other = [entry.key for entry in read(export(item(1), item(2), site="https://two.example.org/blog"))]
    assert first == ["old.example.org:post:1", "old.example.org:post:2"]
    assert again == first[::-1]
    assert other == ["two.example.org/blog:post:1", "two.example.org/blog:post:2"]


@pytest.mark.parametrize(
    "site", ["", "http://localhost/", "http://192.168.1.7:8080/blog", "http://charity.local"]
)
def test_where_the_site_could_be_anybodys_its_posts_are_known_by_the_file(read, site):
    (entry,) = read(export(item(1), site=site))
    assert entry.key == f"{entry.document}:post:1"
    assert entry.document


def test_an_entry_keeps_the_bytes_of_its_item_and_says_where_they_were(read):
    text = export(item(), item(13))
    entry = read(text)[1]
    assert entry.original.startswith(b"<item>")
    assert entry.original.endswith(b"</item>")
    assert text.splitlines()[entry.line - 1] == "<item>"
    assert entry.original.decode() in text


def test_what_is_no_article_says_what_it_is(read):
    entries = read(
        export(item(5, type="revision", parent=12), item(6, type="nav_menu_item"), item(7, type="recipe"))
    )
    assert "revision of post 12" in entries[0].problem
    assert "menu entry" in entries[1].problem
    assert "recipe" in entries[2].problem


def test_a_reusable_block_stands_in_the_article_that_refers_to_it(read):
    shared = item(
        7, type="wp_block", content="<!-- wp:paragraph --><p>Shared words.</p><!-- /wp:paragraph -->"
    )
    article = item(
        12, content='<!-- wp:paragraph --><p>Own.</p><!-- /wp:paragraph -->\n<!-- wp:block {"ref":7} /-->'
    )
    found = read(export(article, shared))[0].item
    assert [paragraph.text for paragraph in found.paragraphs] == ["Own.", "Shared words."]


@pytest.mark.parametrize("title", ["A made-up study", ""])
def test_what_a_page_builder_keeps_in_place_of_the_text_is_noted(read, title):
    kept = '[{"settings":{"editor":"<p>Words of a builder.</p>"}}]'
    (entry,) = read(export(item(content="", title=title, extra=meta("_elementor_data", kept))))
    (found,) = [element for element in entry.item.elements if isinstance(element, NotCarried)]
    assert (found.kind, found.name, found.text) == ("block", "_elementor_data", kept)


def test_beside_a_text_what_a_page_builder_keeps_says_the_same_again(read):
    (entry,) = read(export(item(extra=meta("_elementor_data", "[]"))))
    assert not [element for element in entry.item.elements if isinstance(element, NotCarried)]


def test_a_picture_of_a_gallery_has_its_address_from_the_export(read):
    entries = read(export(item(content='[gallery ids="40"]'), attachment(40, alt="A bed")))
    pictures = [element for element in entries[0].item.elements if isinstance(element, Picture)]
    assert [(picture.src, picture.alt, picture.attachment) for picture in pictures] == [
        ("https://old.example.org/wp-content/uploads/a.jpg", "A bed", "40")
    ]


@pytest.mark.parametrize(
    "address",
    [
        "http://www.old.example.org/wp-content/uploads/a.jpg?w=3",
        "https://old.example.org/wp-content/uploads/a-300x200.jpg",
        "//old.example.org/wp-content/uploads/a-scaled.jpg",
        "https://i0.wp.com/old.example.org/wp-content/uploads/a.jpg?resize=2",
    ],
)
def test_a_file_is_found_by_the_addresses_of_its_smaller_copies(tmp_path: Path, address: str):
    path = tmp_path / "export.xml"
    path.write_text(export(attachment(40)))
    with Sources([path]).index() as index:
        assert index.media_by_address(address).id == "40"
        assert index.media_by_address("https://old.example.org/other.jpg") is None
