"""Writes exports of WordPress, ordinary and odd, so that a test names only what it is about. All content is made up."""

from collections.abc import Iterable
from html import escape

NAMESPACES = (
    'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"'
)
AUTHOR = (
    "<wp:author><wp:author_id>1</wp:author_id><wp:author_login><![CDATA[ada]]></wp:author_login>"
    "<wp:author_display_name><![CDATA[Ada <b>Made-Up</b>]]></wp:author_display_name></wp:author>"
)


def cdata(text: str) -> str:
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


def item(
    number: int | None = 12,
    *,
    title: str = "A made-up study",
    content: str = "Sleep was longer.\n\nPain was less.",
    type: str = "post",  # noqa: A002 - WordPress's name
    status: str = "publish",
    extra: str = "",
    link: str | None = None,
    date: str = "2021-03-04 05:06:07",
    creator: str = "ada",
    parent: int = 0,
    name: str = "a-made-up-study",
) -> str:
    """One item. ``extra`` is XML that stands before its end; ``title`` and ``content`` are wrapped in CDATA."""
    address = f"https://old.example.org/{name}/" if link is None else link
    post_id = "" if number is None else f"<wp:post_id>{number}</wp:post_id>\n"
    return (
        f"<item>\n<title>{cdata(title)}</title>\n<link>{escape(address)}</link>\n"
        f"<dc:creator>{cdata(creator)}</dc:creator>\n"
        f'<guid isPermaLink="false">https://old.example.org/?p={number or 99}</guid>\n'
        f"<description></description>\n<content:encoded>{cdata(content)}</content:encoded>\n"
        f"<excerpt:encoded>{cdata('')}</excerpt:encoded>\n{post_id}"
        f"<wp:post_date>{cdata(date)}</wp:post_date>\n<wp:post_date_gmt>{cdata(date)}</wp:post_date_gmt>\n"
        f"<wp:post_name>{cdata(name)}</wp:post_name>\n<wp:status>{cdata(status)}</wp:status>\n"
        f"<wp:post_parent>{parent}</wp:post_parent>\n<wp:post_type>{cdata(type)}</wp:post_type>\n"
        f"<wp:post_password>{cdata('')}</wp:post_password>\n{extra}</item>\n"
    )


def attachment(
    number: int, address: str = "https://old.example.org/wp-content/uploads/a.jpg", alt: str = ""
) -> str:
    url = f"<wp:attachment_url>{cdata(address)}</wp:attachment_url>" if address else ""
    return item(
        number,
        title="A picture",
        content="",
        type="attachment",
        status="inherit",
        extra=url + meta("_wp_attachment_image_alt", alt),
    )


def meta(key: str, value: str) -> str:
    return (
        f"<wp:postmeta><wp:meta_key>{cdata(key)}</wp:meta_key>"
        f"<wp:meta_value>{cdata(value)}</wp:meta_value></wp:postmeta>"
    )


def comment(number: int) -> str:
    content = f"<wp:comment_content>{cdata('Yes')}</wp:comment_content>"
    return f"<wp:comment><wp:comment_id>{number}</wp:comment_id>{content}</wp:comment>\n"


def export(
    *items: str,
    declaration: str = '<?xml version="1.0" encoding="UTF-8" ?>',
    namespaces: str = NAMESPACES,
    header: str = AUTHOR,
    version: str = "<wp:wxr_version>1.2</wp:wxr_version>",
    site: str = "https://old.example.org",
) -> str:
    """A whole export with these items."""
    return (
        f'{declaration}\n<!-- This is a WordPress eXtended RSS file. -->\n<rss version="2.0" {namespaces}>\n<channel>\n'
        f"<title>Old site</title>\n<link>{site}</link>\n<language>en-GB</language>\n{version}\n"
        f"<wp:base_site_url>{site}</wp:base_site_url>\n<wp:base_blog_url>{site}</wp:base_blog_url>\n{header}\n"
        f"{''.join(items)}</channel>\n</rss>\n"
    )


def posts(count: int) -> Iterable[str]:
    """Ordinary posts, each with a picture of its own behind it."""
    for number in range(1, count + 1):
        words = " ".join(f"word{(number * 7 + place) % 997}" for place in range(150))
        yield item(
            2 * number, title=f"Study {number}", content="\n\n".join([words] * 6), name=f"study-{number}"
        )
        yield attachment(
            2 * number + 1, f"https://old.example.org/wp-content/uploads/{number}.jpg", "A picture"
        )
