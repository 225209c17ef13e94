"""Pages as browsers, office programs, archives and old systems have saved them."""

# ruff: noqa: E501 - markup stands as it was found

import base64

from tests.cms.legacy.odd.cases import case

PROSE = (
    "Forty people with lupus were asked about their sleep. Those who slept badly had more pain in the following week, "
    "and the difference was still there when age and weight were taken into account."
)

WORD = f"""<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40"><head>
<meta http-equiv=Content-Type content="text/html; charset=windows-1252"><meta name=Generator content="Microsoft Word 15">
<title>Sleep and pain</title><!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml>
<![endif]--><style><!-- p.MsoNormal {{margin:0cm; font-size:11.0pt;}} --></style></head>
<body lang=EN-GB style='tab-interval:36.0pt'><div class=WordSection1>
<p class=MsoTitle>Sleep and pain</p><h1>What was done<o:p></o:p></h1>
<p class=MsoNormal><span style='font-size:11.0pt'>{PROSE}<o:p></o:p></span></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span>
<![endif]>Sleep was measured<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-list:Ignore'>·</span><![endif]>Pain was asked for<o:p></o:p></p>
<p class=MsoNormal>It helped<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span
class=MsoFootnoteReference>[1]</span></a>, said \u201call\u201d.</p>
<table class=MsoTableGrid border=1><tr><td><p class=MsoNormal>Group</p></td><td><p class=MsoNormal>Mean</p></td></tr>
<tr><td><p class=MsoNormal>Sleepers</p></td><td><p class=MsoNormal>3.4</p></td></tr></table></div>
<div style='mso-element:footnote-list'><hr align=left size=1 width="33%"><div style='mso-element:footnote' id=ftn1>
<p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1" title=""><span
class=MsoFootnoteReference>[1]</span></a> Doe J. A made-up trial. Made-Up J. 2020;1:2-3. doi:10.5555/12345678.</p></div></div>
</body></html>""".encode("windows-1252")

GOOGLE_DOCS = f"""<html><head><meta content="text/html; charset=UTF-8" http-equiv="content-type"><style type="text/css">
@import url(https://themes.googleusercontent.com/fonts/css?kit=x);.c1{{font-weight:700}}</style></head>
<body class="c4 doc-content"><p class="c2 title" id="h.1"><span class="c1">Sleep and pain</span></p>
<h1 class="c3" id="h.2"><span class="c0">What was found</span></h1><p class="c2"><span class="c0">{PROSE} See </span>
<span class="c5"><a class="c6" href="https://www.google.com/url?q=https://example.org/a&amp;sa=D&amp;ust=1">the paper</a></span>
<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup></p><p class="c2 c7"><span class="c0"></span></p>
<ul class="c8 lst-kix_x-0 start"><li class="c2 li-bullet-0"><span class="c0">An item</span></li></ul>
<hr style="page-break-before:always;display:none;"><hr class="c9"><div><p class="c2"><a href="#ftnt_ref1" id="ftnt1">[1]</a>
<span>&nbsp;Doe J. Sleep. 2020. https://doi.org/10.5555/12345678</span></p></div></body></html>"""

WAYBACK = f"""<!DOCTYPE html><html lang="en"><head><script src="//archive.org/includes/analytics.js" type="text/javascript">
</script><script>window.addEventListener('DOMContentLoaded',function(){{var v=archive_analytics.values;}});</script>
<!-- End Wayback Rewrite JS Include --><title>Sleep and pain | Old clinic</title>
<link rel="canonical" href="http://web.archive.org/web/20150102030405/http://old.example.org/sleep/"></head><body>
<!-- BEGIN WAYBACK TOOLBAR INSERT --><div id="wm-ipp-base" lang="en" style="display:none;direction:ltr;">
<div id="wm-ipp"><div id="donato">Ask for donations</div><div id="wm-ipp-inside"><a href="/web/">Wayback Machine</a>
<table><tr><td>12 captures</td><td>2 Jan 2015 - 4 Mar 2019</td></tr></table><p>About this capture</p></div></div></div>
<!-- END WAYBACK TOOLBAR INSERT -->
<div id="header"><a href="/web/20150102030405/http://old.example.org/">Old clinic</a></div>
<div id="content"><h1>Sleep and pain</h1><p>{PROSE}</p>
<p>See <a href="/web/20150102030405/http://old.example.org/other/">the other one</a>.</p>
<img src="/web/20150102030405im_/http://old.example.org/a.jpg" alt="A bed"></div><div id="footer">All rights reserved</div>
</body></html><!-- FILE ARCHIVED ON 03:04:05 Jan 02, 2015 AND RETRIEVED FROM THE INTERNET ARCHIVE -->"""

JOURNAL = f"""<!DOCTYPE html><html lang="en"><head><title>Sleep and pain: a made-up trial - Made-Up Journal</title>
<meta name="citation_title" content="Sleep and pain: a made-up trial"><meta name="citation_author" content="Doe, Jane">
<meta name="citation_doi" content="10.5555/12345678"><meta name="citation_publication_date" content="2020/03/04"></head>
<body><header class="site-header"><nav>Home Journals</nav></header><main><article>
<h1>Sleep and pain: a made-up trial</h1><p class="authors">Jane Doe<sup>1,2</sup>, Max Roe<sup>*</sup></p>
<section id="abstract"><h2>Abstract</h2><p>{PROSE}</p></section><section id="s1"><h2>Introduction</h2>
<p>Sleep matters [<a href="#ref1">1</a>,<a href="#ref2">2</a>] and pain too.<sup><a href="#ref3">3</a></sup>
CO<sub>2</sub> was 10<sup>3</sup> times as much.<sup>1–3</sup></p></section>
<div class="fig" id="f1"><img src="f1.gif" alt=""><div class="caption"><b>Figure 1.</b> The made-up flow.</div></div>
<section id="refs"><h2>References</h2><ol class="references">
<li id="ref1">Doe J, Roe M. A first made-up paper. Made-Up J. 2018;12(3):45-50. doi:10.5555/11111111.</li>
<li id="ref2">Roe M. A second one. Made-Up J. 2019;13:1-9. PMID: 99999991.</li>
<li id="ref3">A third, without anything to find it by.</li></ol></section></article></main>
<footer class="site-footer">© A publisher</footer></body></html>"""

DRUPAL = f"""<!DOCTYPE html><html lang="en" dir="ltr" class="js"><head><title>Sleep and pain | Old clinic</title>
<meta name="Generator" content="Drupal 7 (http://drupal.org)"></head>
<body class="html not-front node-type-article"><div id="skip-link"><a href="#main-content">Skip to main content</a></div>
<div id="page-wrapper"><div id="page"><div id="header"><div class="section"><a href="/" rel="home">Old clinic</a></div></div>
<div id="main-wrapper"><div id="main"><div id="content" class="column"><div class="section"><h1 class="title" id="page-title">
Sleep and pain</h1><div class="tabs"></div><div class="region region-content"><div id="block-system-main" class="block">
<div class="content"><div id="node-12" class="node node-article"><div class="meta submitted">Submitted by admin on Mon</div>
<div class="content clearfix"><div class="field field-name-body field-type-text-with-summary"><div class="field-items">
<div class="field-item even" property="content:encoded"><p>{PROSE}</p><p>It was a good night.</p></div></div></div>
<div class="field field-name-field-tags"><h3>Tags:</h3><ul><li><a href="/tags/lupus">lupus</a></li></ul></div></div>
<div class="link-wrapper"><ul class="links inline"><li>Log in to post comments</li></ul></div></div></div></div></div></div></div>
<div id="sidebar-first" class="column sidebar"><h2>Navigation</h2><ul class="menu"><li>Blogs</li></ul></div></div></div>
<div id="footer-wrapper">Powered by Drupal</div></div></div></body></html>"""

JOOMLA = f"""<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en-gb"><head>
<base href="https://old.example.org/index.php/news/12-sleep" /><title>Sleep and pain</title>
<meta name="generator" content="Joomla! - Open Source Content Management" /></head><body class="site com_content view-article">
<div class="body"><div class="container"><header class="header"><a class="brand" href="/">Old clinic</a></header>
<nav class="navigation"><ul class="nav menu"><li>Home</li></ul></nav><main id="content" role="main" class="span9">
<div class="item-page" itemscope itemtype="https://schema.org/Article"><div class="page-header"><h2 itemprop="headline">
Sleep and pain</h2></div><div class="icons"><div class="btn-group pull-right"><ul class="dropdown-menu"><li class="print-icon">
<a href="?tmpl=component&amp;print=1">Print</a></li><li class="email-icon"><a href="#">Email</a></li></ul></div></div>
<dl class="article-info muted"><dt class="article-info-term">Details</dt><dd class="createdby">Written by Super User</dd>
<dd class="hits">Hits: 1234</dd></dl><div itemprop="articleBody"><p>{PROSE}</p><p>It was a good night.</p></div>
<ul class="pager pagenav"><li class="previous"><a href="/11">Prev</a></li></ul></div></main></div></div>
<footer class="footer"><p>Back to Top</p></footer></body></html>"""

AMP = f"""<!doctype html><html ⚡ lang="en"><head><meta charset="utf-8"><title>Sleep and pain</title>
<link rel="canonical" href="https://old.example.org/sleep/"><style amp-boilerplate>body{{visibility:hidden}}</style></head>
<body><amp-analytics type="gtag"><script type="application/json">{{"vars": {{}}}}</script></amp-analytics>
<header class="amp-wp-header"><a href="/">Old clinic</a></header><amp-sidebar id="sb" layout="nodisplay"><ul><li>A menu
</li></ul></amp-sidebar><article class="amp-wp-article"><h1 class="amp-wp-title">Sleep and pain</h1>
<div class="amp-wp-article-content"><p>{PROSE}</p><amp-img src="https://old.example.org/a.jpg" width="4" height="3"
alt="A bed" layout="responsive"><noscript><img src="https://old.example.org/a.jpg" alt="A bed"></noscript></amp-img>
<amp-youtube data-videoid="dQw4w9WgXcQ" layout="responsive" width="480" height="270"></amp-youtube>
<amp-iframe src="https://example.org/chart" width="4" height="3"><p placeholder>A chart</p></amp-iframe>
<amp-ad width="300" height="250" type="doubleclick"><div placeholder>Buy something</div></amp-ad></div></article>
<amp-social-share type="facebook"></amp-social-share></body></html>"""

FRAMES = """<html><head><title>Old clinic</title></head><frameset cols="20%,80%"><frame src="menu.html" name="menu">
<frame src="sleep.html" name="main"><noframes><body>Your browser does not show frames.</body></noframes></frameset></html>"""

JAPANESE = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS"><title>睡眠と痛み</title>
</head><body><h1>睡眠と痛み</h1><p>狼瘡の患者四十人に睡眠について尋ねました。よく眠れない人は翌週に痛みが強くなりました。</p></body></html>"""


def mhtml() -> bytes:
    html = f"<html><head><title>Sleep and pain</title></head><body><article><h1>Sleep and pain</h1><p>{PROSE}</p>"
    html += '<img src="cid:a@mhtml.blink" alt="A dot"></article><footer>Imprint</footer></body></html>'
    gif = "R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="
    edge = "------MultipartBoundary--x----"
    return (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://old.example.org/sleep\r\nSubject: Sleep\r\n"
        "Date: Mon, 1 Mar 2021 12:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
        f'\ttype="text/html";\r\n\tboundary="{edge[2:]}"\r\n\r\n'
        f"{edge}\r\nContent-Type: text/html\r\nContent-ID: <frame-1@mhtml.blink>\r\n"
        "Content-Transfer-Encoding: base64\r\nContent-Location: https://old.example.org/sleep\r\n\r\n"
        f"{base64.encodebytes(html.encode()).decode()}\r\n"
        f"{edge}\r\nContent-Type: image/gif\r\nContent-ID: <a@mhtml.blink>\r\n"
        f"Content-Transfer-Encoding: base64\r\nContent-Location: cid:a@mhtml.blink\r\n\r\n{gif}\r\n{edge}--\r\n"
    ).encode()


LATIN = f"<html><head><title>Sueño y dolor</title></head><body><h1>Sueño y dolor</h1><p>{PROSE} ¿Qué pasó?</p></body></html>"

ODD_PAGES = [
    case(
        "Word, filtered",
        "word.htm",
        WORD,
        "Sleep and pain",
        "What was done",
        "<ul><li>Sleep was measured</li>",
        "Pain was asked for",
        "said “all”",
        "Sleepers",
        "3.4",
        noted=("A made-up trial",),
        chrome=("Normal", "MsoNormal", "mso-"),
    ),
    case(
        "Google Docs",
        "docs.html",
        GOOGLE_DOCS,
        "Sleep and pain",
        "What was found",
        "the paper",
        "An item",
        chrome=("@import",),
    ),
    case(
        "Wayback Machine",
        "wayback.html",
        WAYBACK,
        "Forty people",
        "the other one",
        chrome=("Wayback", "captures", "donations", "About this capture", "All rights", "web.archive.org"),
    ),
    case(
        "a journal's article",
        "journal.html",
        JOURNAL,
        "Forty people",
        "Introduction",
        "Sleep matters",
        "The made-up flow",
        noted=("A first made-up paper",),
        chrome=("Home Journals", "A publisher"),
    ),
    case(
        "Drupal",
        "drupal.html",
        DRUPAL,
        "Sleep and pain",
        "Forty people",
        "a good night",
        chrome=("Skip to", "Submitted by", "Log in", "Blogs", "Powered", "Old clinic", "Tags:"),
    ),
    case(
        "Joomla",
        "joomla.html",
        JOOMLA,
        "Sleep and pain",
        "Forty people",
        "a good night",
        chrome=("Print", "Email", "Hits", "Super User", "Prev", "Back to Top", "Old clinic"),
    ),
    case(
        "AMP",
        "amp.html",
        AMP,
        "Sleep and pain",
        "Forty people",
        noted=("A chart", "dQw4w9WgXcQ", "a.jpg"),
        chrome=("A menu", "Buy something", "Old clinic", "vars"),
    ),
    case("frames", "frames.html", FRAMES, outcomes="f", noted=("frame",)),
    case("Shift_JIS", "sjis.html", JAPANESE.encode("shift_jis"), "睡眠と痛み", "狼瘡の患者四十人"),
    case(
        "UTF-16", "utf16.html", JAPANESE.replace("Shift_JIS", "utf-16").encode("utf-16"), "狼瘡の患者四十人"
    ),
    case(
        "Latin-1 that does not say so", "latin.html", LATIN.encode("latin-1"), "Sueño y dolor", "¿Qué pasó?"
    ),
    case("mhtml of Chrome", "saved.mhtml", mhtml(), "Sleep and pain", "Forty people", chrome=("Imprint",)),
]
