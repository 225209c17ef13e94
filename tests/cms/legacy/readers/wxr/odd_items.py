"""Exports that are sound XML and hold odd items, with what each holds."""

from tests.cms.legacy.readers.wxr.exports import (
    AUTHOR,
    attachment,
    cdata,
    comment,
    export,
    item,
    meta,
)
from tests.cms.legacy.readers.wxr.odd_exports import PLAIN, SECOND, odd

_CATEGORIES = "".join(
    f"<wp:category><wp:category_nicename>c{n}</wp:category_nicename><wp:cat_name>C {n}</wp:cat_name></wp:category>\n"
    for n in range(100_000)
)

ODD_ITEMS = [
    odd(
        "no numbers",
        export(item(None), item(None, content="Other words.", link="https://old.example.org/2/")),
        "aa",
        "Sleep",
        "Other words",
    ),
    odd("the same number twice", export(item(), item(content="Other words.")), "aa", "Sleep", "Other words"),
    odd(
        "a number that is none", export(item().replace(">12<", ">twelve<"), SECOND), "aa", "Sleep", "Walking"
    ),
    odd("dates of zeros", export(item(date="0000-00-00 00:00:00"), item(13, date="nonsense")), "aa", "Sleep"),
    odd("no title", export(item(title=""), item(13, title="", content="")), "as", "Sleep was"),
    odd("a title of HTML", export(item(title="The <em>one</em> &amp; only")), "a", "The one & only"),
    odd(
        "raw markup without CDATA",
        export(
            item().replace(cdata("Sleep was longer.\n\nPain was less."), "<p>Sleep was <b>longer</b></p>"),
            SECOND,
        ),
        "aa",
        "Sleep was longer",
        "Walking",
        mended=("markup_mended",),
    ),
    odd(
        "escaped markup without CDATA",
        export(
            item().replace(
                cdata("Sleep was longer.\n\nPain was less."), "&lt;p&gt;Sleep &amp;amp; more&lt;/p&gt;"
            )
        ),
        "a",
        "Sleep & more",
    ),
    odd(
        "a post of 50 MB",
        export(item(), item(50, content="x" * 50_000_000), SECOND),
        "aua",
        "Sleep",
        "Walking",
    ),
    odd(
        "a hundred thousand categories",
        export(
            item(extra='<category domain="category" nicename="c7">C 7</category>'),
            header=AUTHOR + _CATEGORIES,
        ),
        "a",
        "Sleep",
    ),
    odd(
        "serialized PHP",
        export(item(extra=meta("_x", 'a:2:{s:3:"a]]>";s:1:"&";i:1;O:3:"Foo":0:{}}'))),
        "a",
        "Sleep",
    ),
    odd("UTF-16 with a mark", PLAIN.replace("UTF-8", "UTF-16").encode("utf-16"), "aa", "Sleep", "Walking"),
    odd(
        "UTF-16 without a mark",
        PLAIN.replace("UTF-8", "UTF-16").encode("utf-16-be"),
        "aa",
        "Sleep",
        "Walking",
    ),
    odd("line ends of Windows", PLAIN.replace("\n", "\r\n"), "aa", "Sleep", "Walking"),
    odd("line ends of old Macs", PLAIN.replace("\n", "\r"), "aa", "Sleep", "Walking"),
    odd(
        "all on one line", export(item(content="Sleep."), SECOND).replace("\n", " "), "aa", "Sleep", "Walking"
    ),
    odd(
        "thousands of comments",
        export(item(extra="".join(map(comment, range(5000)))), SECOND),
        "aa",
        "Sleep",
        "Walking",
    ),
    odd(
        "types that are no articles",
        export(
            *(
                item(n, type=kind)
                for n, kind in enumerate(
                    (
                        "revision",
                        "nav_menu_item",
                        "portfolio",
                        "wp_block",
                        "wp_template",
                        "custom_css",
                        "wpcf7_contact_form",
                    ),
                    1,
                )
            )
        ),
        "sssssss",
    ),
    odd(
        "every status",
        export(
            *(
                item(n, status=status)
                for n, status in enumerate(
                    ("publish", "draft", "pending", "future", "private", "trash", "auto-draft", "made-up"), 1
                )
            )
        ),
        "aaaaaaaa",
        "Sleep",
    ),
    odd("attachments with and without an address", export(attachment(1), attachment(2, "")), "ms"),
    odd("no author", export(item(creator=""), header=""), "a", "Sleep"),
    odd("empty items", export("<item/>", "<item></item>", SECOND), "ssa", "Walking"),
    odd("an item of nonsense", export("<item><x><y></z></item>\n", SECOND), "ua", "Walking"),
    odd("an item of binary", export("<item>\x00\x01\x02 <<<>>> &&&</item>\n", SECOND), "ua", "Walking"),
    odd(
        "a declaration in the middle", export(item(), "<!DOCTYPE x [<!ENTITY a 'b'>]>", SECOND), "au", "Sleep"
    ),
    odd("no items", export(), "u"),
    odd("cut off in the header", PLAIN[: PLAIN.index("<wp:author_login>")], "u"),
    odd(
        "elements of other vocabularies",
        export(item(extra="<media:title>Not it</media:title><itunes:title>Nor</itunes:title>"), SECOND),
        "aa",
        "A made-up study",
        "Walking",
    ),
    odd(
        "shortcodes and blocks cut off",
        export(
            item(content='Sleep [caption id="attachment_9"] <!-- wp:paragraph {"a": --> [gallery ids="'),
            SECOND,
        ),
        "aa",
        "Sleep",
        "Walking",
    ),
    odd(
        "deeply nested markup",
        export(item(content="<div>" * 3000 + "Sleep"), SECOND),
        "aa",
        "Sleep",
        "Walking",
    ),
]
