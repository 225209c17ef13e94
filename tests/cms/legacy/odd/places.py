"""Pages and exports with what nobody expects in the places where it stands."""

# ruff: noqa: E501 - markup stands as it was found

from tests.cms.legacy.odd.cases import case
from tests.cms.legacy.odd.pages import PROSE
from tests.cms.legacy.readers.wxr.exports import export, item, meta

TABLES = f"""<HTML><HEAD><TITLE>Sleep and pain</TITLE></HEAD><BODY BGCOLOR=#FFFFFF><TABLE WIDTH=800 BORDER=0><TR><TD COLSPAN=2>
<A HREF="index.htm"><IMG SRC="logo.gif" ALT="Old clinic"></A></TD></TR><TR><TD VALIGN=top WIDTH=150><A HREF="a.htm">Home</A><BR>
<A HREF="b.htm">Contact</A></TD><TD><FONT SIZE=5><B>Sleep and pain</B></FONT><P><FONT FACE=Arial>{PROSE}<BR><BR>{PROSE}<P>{PROSE}<P>{PROSE}<P>It was a good night.<P>Last words.</FONT><CENTER><HR><FONT SIZE=1>Copyright 1998</FONT></CENTER></TD></TR></TABLE></BODY></HTML>"""

WIKI = f"""<!DOCTYPE html><html class="client-nojs" lang="en"><head><title>Sleep - Old wiki</title></head><body class="mediawiki">
<div id="mw-page-base" class="noprint"></div><div id="content" class="mw-body" role="main"><h1 id="firstHeading" class="firstHeading">
Sleep</h1><div id="bodyContent"><div id="siteSub" class="noprint">From Old wiki</div><div id="jump-to-nav">Jump to navigation</div>
<div id="mw-content-text" class="mw-content-ltr"><div class="mw-parser-output"><p>{PROSE}<sup id="cite_ref-1" class="reference">
<a href="#cite_note-1">[1]</a></sup></p><div id="toc" class="toc"><h2>Contents</h2><ul><li><a href="#A">1 A part</a></li></ul></div>
<h2><span class="mw-headline" id="A">A part</span><span class="mw-editsection">[<a href="/e">edit</a>]</span></h2><p>Words of a part.</p>
<div class="reflist"><ol class="references"><li id="cite_note-1"><span class="mw-cite-backlink"><b><a href="#cite_ref-1">^</a></b></span>
<span class="reference-text">Doe J. A wiki's work. Made-Up J. 2018;12:1. doi:10.5555/33333333</span></li></ol></div></div></div>
<div class="printfooter">Retrieved from somewhere</div><div id="catlinks" class="catlinks">Categories: Sleep</div></div></div>
<div id="mw-navigation"><h2>Navigation menu</h2></div><div id="footer"><ul><li>Last edited in 2010</li></ul></div></body></html>"""

PHP = f"""<?php include("header.php"); ?>
<div class="content"><h1><?= $title ?>Sleep and pain</h1><p>{PROSE}</p></div>
<?php if ($x > 3) {{ echo "<p>no</p>"; }} ?>"""

BROKEN = f"""<html><head><title>Sleep and pain</title><p>First words.<h1>Sleep and pain</h1><p>{PROSE}<p>An <b>unclosed <i>mark</b> here</i>
<!-- a comment <p>Words behind it.</p> --> and its end</body></html>"""

PRELOADED = f"""<!DOCTYPE html><html><head><title>Sleep and pain</title><script>window.__DATA__ = {{"html": "<p>Not words</p>"}}</script>
<script type="application/ld+json">[null, {{"@type": "Article", "headline": ["a", 1], "author": [{{"name": null}}, 3], "datePublished": 12,
"image": [[]], "publisher": "x"}}]</script><meta property="article:published_time" content="yesterday"><meta property="og:image" content="//[">
<base href="http://[bad"></head><body><div id="root"><h1>Sleep and pain</h1><p>{PROSE} <a href="http://[::1">a bad link</a></p>
<img src="http://[bad/a.jpg" alt="Bad"><iframe src="//["></iframe><svg><title>An icon</title><path d="x"/></svg>
<template><p>Template words</p></template><custom-element>Words of an element</custom-element></div></body></html>"""

EDGES = export(
    item(1, content="Bad dates.", date="2021-13-45 99:99:99", name="bad-dates"),
    item(2, content="Long names.", name="%e7%9d%a1" * 60, creator="x" * 300),
    item(3, content="Itself above.", parent=3, name="itself"),
    item(
        4,
        content="Many terms.",
        extra="".join(
            f'<category domain="{domain}" nicename="n{number}"><![CDATA[{"🛏 " * 100}{number}]]></category>'
            for number, domain in enumerate(("category", "post_tag", "", "made_up"))
        ),
        name="terms",
    ),
    item(
        5,
        content="Old slugs.",
        extra=meta("_wp_old_slug", "a" * 300) + meta("_wp_old_slug", "../x?y=1#z"),
        name="old-slugs",
    ),
    item(6, content="Far link.", link="https://" + "a" * 60 + ".example/" + "b/" * 600, name="far"),
    item(7, content="Bad link.", link="http://[bad", name="bad-link"),
    item(
        8,
        content="A reference.\n\nSource: “" + "t" * 500 + "” 2020, https://example.org/" + "p" * 400,
        name="long-source",
    ),
    item(
        9,
        content="<h2>"
        + "Heading " * 60
        + "</h2><p>Below.</p><img src='https://example.org/"
        + "i" * 1200
        + ".jpg'>",
        name="long-parts",
    ),
    item(
        10,
        content="&lt;script&gt; <script>alert(1)</script><p onclick='x()'>Clean <a href='javascript:x()'>me</a></p>",
        name="script",
    ),
    item(
        11,
        content="<table>"
        + "".join(f"<tr><td>r{n}</td>" + "<td>x</td>" * 30 + "</tr>" for n in range(40))
        + "</table>",
        name="wide",
    ),
    item(
        12,
        content="\u202eright to left\u202c \ufeff \ud83d".encode("utf-8", "surrogatepass").decode(
            "utf-8", "replace"
        )
        + " end",
        name="bidi",
    ),
)

ODD_PLACES = [
    case(
        "a layout of tables",
        "tables.htm",
        TABLES,
        "Forty people",
        "a good night",
        "Last words",
        chrome=("Contact",),
    ),
    case(
        "MediaWiki",
        "wiki.html",
        WIKI,
        "Forty people",
        "Words of a part",
        "A wiki's work",
        chrome=(
            "Jump to",
            "[edit]",
            "Navigation menu",
            "Retrieved",
            "Categories:",
            "Last edited",
            "Contents",
            "From Old wiki",
        ),
    ),
    case("a template of PHP", "page.php", PHP, "Sleep and pain", "Forty people", chrome=("<?php", "include")),
    case(
        "markup that is broken",
        "broken.html",
        BROKEN,
        "First words",
        "Forty people",
        "unclosed",
        "and its end",
    ),
    case(
        "addresses and data that are none",
        "data.html",
        PRELOADED,
        "Forty people",
        "a bad link",
        "Words of an element",
        chrome=("Not words", "__DATA__", "Template words"),
    ),
    case(
        "fields at their edges",
        "edges.xml",
        EDGES,
        "Bad dates",
        "Long names",
        "Itself above",
        "Many terms",
        "Old slugs",
        "Far link",
        "Bad link",
        "A reference",
        "Below.",
        "Clean",
        "r39",
        outcomes="c" * 12,
        chrome=("javascript:", "onclick"),
    ),
]
