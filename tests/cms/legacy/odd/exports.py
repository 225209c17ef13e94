"""Exports as public test data, page builders, shops and other systems' converters write them; all of it made up."""

# ruff: noqa: E501 - markup stands as it was found

from html import escape

from tests.cms.legacy.odd.cases import case
from tests.cms.legacy.odd.contents import DIVI, GUTENBERG, WPBAKERY
from tests.cms.legacy.readers.wxr.exports import attachment, comment, export, item, meta

PICTURE = "https://old.example.org/wp-content/uploads/2013/03/bed.jpg"

THEME_TEST = export(
    item(1, title="", content="A post without a title, which themes have to bear.", name="no-title"),
    item(2, title="A title and nothing else", content="", name="only-title"),
    item(
        3,
        title="Markup &amp; <em>tags</em> “quotes”",
        content="<p>Words <b>in bold</b>.</p>",
        name="markup-title",
    ),
    item(
        4,
        title="Layout tests",
        content='[caption id="attachment_9" align="alignnone" width="580"]<img class="size-full wp-image-9" title="T" '
        f'src="{PICTURE}" alt="A bed" width="580" height="300" /> The bed.[/caption]\n\nText round it.\n\n'
        '[gallery columns="4" ids="9,10"]\n\n<!--nextpage-->\n\nThe second page.\n\n<!--more Go on-->\n\nThe rest.',
        name="layout",
    ),
    item(
        5,
        title="Lists & tables & definitions",
        content="<dl><dt>Term</dt><dd>What it is.</dd></dl><ul><li>One<ol><li>Two<ul><li>Three</li></ul></li></ol></li></ul>"
        '<table><thead><tr><th>Group</th><th>Pain</th></tr></thead><tbody><tr><td>Sleepers</td><td colspan="1">3</td></tr>'
        "</tbody></table><address>1 Made-up Street</address><pre>  code &lt;b&gt;\n    more</pre><blockquote><p>Said.</p>"
        "<cite>Somebody</cite></blockquote><q>Inline</q> <abbr title='x'>abbr</abbr> <del>gone</del> <ins>new</ins> H<sub>2</sub>O",
        name="markup",
    ),
    item(6, title="Sticky", content="Stays above.", name="sticky", extra="<wp:is_sticky>1</wp:is_sticky>"),
    item(7, title="Protected", content="Behind a password.", name="protected").replace(
        "<wp:post_password><![CDATA[]]>", "<wp:post_password><![CDATA[enter]]>"
    ),
    item(
        8,
        title="Scheduled",
        content="In the future.",
        status="future",
        date="2035-01-01 12:00:00",
        name="future",
    ),
    attachment(9, PICTURE, "A bed"),
    attachment(10, ""),
    item(11, title="Draft", content="Not ready.", status="draft", date="0000-00-00 00:00:00", name=""),
    item(12, title="Supercalifragilistic" * 20, content="A title without end.", name="long"),
    item(13, title="Menu item", content="", type="nav_menu_item"),
    item(
        14, title="Comments", content="With comments.", extra="".join(map(comment, range(5))), name="comments"
    ),
    item(15, title="Link", content="https://old.example.org/somewhere/", name="link"),
    item(
        16,
        title="Video",
        content="https://www.youtube.com/watch?v=dQw4w9WgXcQ\n\n[embed]https://vimeo.com/12345[/embed]",
        name="video",
    ),
)

YOAST = "".join(
    meta(name, value)
    for name, value in (
        ("_yoast_wpseo_title", "%%title%% %%sep%% %%sitename%%"),
        ("_yoast_wpseo_metadesc", "What a search shows."),
        ("_elementor_data", '[{"id":"1","elType":"section","elements":[{"widgetType":"text-editor"}]}]'),
        ("_elementor_edit_mode", "builder"),
        ("subtitle", "A field of ACF"),
        ("_subtitle", "field_5f0c"),
        ("_thumbnail_id", "9"),
        ("_price", "12.50"),
        ("rows", 'a:1:{i:0;s:5:"title";}'),
    )
)

BLOGGER = (
    '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:wp="http://wordpress.org/export/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Old blog</title>'
    "<link>http://old.blogspot.example</link><item><title>From Blogger</title><link>http://old.blogspot.example/1.html</link>"
    '<dc:creator>Jane</dc:creator><content:encoded><![CDATA[<div dir="ltr" style="text-align: left;" trbidi="on">'
    '<div class="separator" style="clear: both;"><a href="http://1.bp.blogspot.com/s1600/a.jpg"><img border="0" '
    "src=\"http://1.bp.blogspot.com/s320/a.jpg\" /></a></div>Words of a blog.<br /><br />A second paragraph.<a name='more'></a>"
    "</div>]]></content:encoded><wp:post_date>2010-01-02 03:04:05</wp:post_date><wp:status>publish</wp:status>"
    "<wp:post_type>post</wp:post_type></item></channel></rss>"
)

SQUARESPACE = export(
    item(
        None,
        title="From Squarespace",
        content='<div class="sqs-layout sqs-grid-12" data-type="item"><div class="row sqs-row"><div class="col sqs-col-12 span-12">'
        '<div class="sqs-block html-block sqs-block-html" data-block-type="2"><div class="sqs-block-content"><p class="" '
        'style="white-space:pre-wrap;">Words of a square.</p></div></div><div class="sqs-block image-block"><noscript><img '
        'src="https://images.example.org/a.jpg" alt="A" /></noscript><img class="thumb-image" '
        'data-src="https://images.example.org/a.jpg" alt="A" /></div></div></div></div>',
        link="/blog/from-squarespace",
        name="from-squarespace",
    ),
    attachment(7, "https://images.example.org/a.jpg"),
)

MEDIUM = export(
    item(
        1,
        title="From Medium",
        content='<section name="1" class="section section--body section--first"><div class="section-divider"><hr></div>'
        '<div class="section-content"><div class="section-inner sectionLayout--insetColumn"><h3 name="a" class="graf graf--h3 '
        'graf--title">From Medium</h3><p class="graf graf--p">Words in the middle.</p><figure class="graf graf--figure"><img '
        'class="graf-image" data-image-id="1*x.jpeg" src="https://cdn.example.org/max/800/1*x.jpeg"><figcaption '
        'class="imageCaption">A caption in the middle</figcaption></figure><blockquote class="graf graf--pullquote">Pulled'
        "</blockquote></div></div></section>",
        name="from-medium",
    )
)

SHOP = export(
    item(1, title="A pillow", content="Soft.", type="product", extra=YOAST),
    item(2, title="Order 2", content="", type="shop_order"),
    item(3, title="My account", content="[woocommerce_my_account]", type="page", name="account"),
    item(
        4,
        title="About us",
        content='Words about us.\n\n[contact-form-7 id="5" title="Write"]',
        type="page",
        name="about",
    ),
    item(
        5,
        title="Write",
        content="<label>Your name [text* your-name]</label>[submit]",
        type="wpcf7_contact_form",
    ),
    item(6, title="With fields", content="Words with fields.", extra=YOAST, name="fields"),
)

OLD_VERSION = (
    export(
        item(
            1,
            title="Very old",
            content="Words from 2008.\r\n\r\nA second paragraph &hellip; with <strong>bold</strong>",
            extra='<category><![CDATA[Sleep]]></category><category domain="category" nicename="sleep"><![CDATA[Sleep]]>'
            '</category><category domain="tag"><![CDATA[pain]]></category>',
            name="very-old",
        ).replace("<excerpt:encoded><![CDATA[]]>", "<excerpt:encoded><![CDATA[What it says in short.]]>"),
        version="<wp:wxr_version>1.0</wp:wxr_version>",
    )
    .replace("export/1.2/", "export/1.0/")
    .replace(
        '<?xml version="1.0" encoding="UTF-8" ?>',
        '<?xml version="1.0" encoding="UTF-8"?>\n<!-- generator="x" -->',
    )
)

ESCAPED = export(item(1, title="x", name="x")).replace(
    "<content:encoded><![CDATA[Sleep was longer.\n\nPain was less.]]>",
    f"<content:encoded>{escape('<p>Escaped <b>words</b> &amp; more.</p>')}",
)

ODD_EXPORTS = [
    case(
        "the unit test of themes",
        "themes.xml",
        THEME_TEST,
        "which themes have to bear",
        "in bold",
        "Text round it",
        "The second page",
        "The rest",
        "What it is",
        "Three",
        "Sleepers",
        "1 Made-up Street",
        "Stays above",
        "Behind a password",
        "In the future",
        "Not ready",
        "A title without end",
        "With comments",
        "dQw4w9WgXcQ",
        "vimeo.com/12345",
        "The bed",
        outcomes="ccccccccmsccsccc",
        noted=("password", "5", "Supercalifragilistic"),
        chrome=("[caption", "[gallery", "[embed", "nextpage", "<!--"),
    ),
    case(
        "Gutenberg",
        "gutenberg.xml",
        export(item(1, content=GUTENBERG)),
        "Words on a cover",
        "Left column",
        "Right item",
        "Beside it",
        "Pulled",
        "A verse",
        "Cell one",
        "About it",
        "Press me",
        "More on it",
        "Hidden words",
        "Missing block",
        "Classic words",
        "Moving words",
        "A video",
        noted=("latest-posts", "Heroic words"),
        chrome=("wp:", "<!--"),
    ),
    case(
        "Divi",
        "divi.xml",
        export(item(1, content=DIVI)),
        "What was done",
        "Words of Divi",
        "Words of the blurb",
        "Its answer",
        noted=("A blurb's title", "Ask us", "A question"),
        chrome=("et_pb", "_builder_version"),
    ),
    case(
        "WPBakery",
        "bakery.xml",
        export(item(1, content=WPBAKERY), attachment(9, PICTURE)),
        "Words of the bakery",
        outcomes="cm",
        noted=("A custom heading", "Press"),
        chrome=("vc_", "!important"),
    ),
    case("Blogger as WXR", "blogger.xml", BLOGGER, "From Blogger", "Words of a blog", "A second paragraph"),
    case(
        "Squarespace", "squarespace.xml", SQUARESPACE, "From Squarespace", "Words of a square", outcomes="cm"
    ),
    case(
        "Medium as WXR",
        "medium.xml",
        MEDIUM,
        "From Medium",
        "Words in the middle",
        noted=("A caption in the middle",),
    ),
    case(
        "a shop with fields and SEO",
        "shop.xml",
        SHOP,
        "Words about us",
        "Words with fields",
        outcomes="ssccsc",
        noted=("woocommerce_my_account", "contact-form-7"),
        chrome=("%%", "field_5f0c", "12.50"),
    ),
    case(
        "version 1.0 with an excerpt",
        "old.xml",
        OLD_VERSION,
        "Words from 2008",
        "What it says in short",
        "bold",
    ),
    case("escaped instead of CDATA", "escaped.xml", ESCAPED, "Escaped <b>words</b> &amp; more"),
]
