"""What a file is, judged by its content first and by its name second, because names of old files are often wrong."""

import codecs
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from django.utils.translation import gettext as _

from cms.legacy.readers.foreign import foreign_bytes, foreign_json, foreign_text
from cms.legacy.readers.mhtml import without_lead

Kind = Literal["text", "html", "mhtml", "wxr", "zip", "gzip", "asset", "refused"]

HEAD_BYTES = 64 * 1024
"""How much of a file a judgement is made from."""

_TEXT = {".txt", ".text", ".md", ".markdown"}
_HTML = {".html", ".htm", ".xhtml", ".xht", ".php", ".asp", ".aspx"}
_MHTML = {".mhtml", ".mht"}
_MAIL = re.compile(rb"(?:(?!mime-version:)[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*+mime-version:", re.IGNORECASE)
_ASSET = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?|ico|heic|css|js|json|map|woff2?|ttf|otf|eot|mp[34]|m4[av]|mov|og[gv]|wav"
    r"|webm|avi)"
)
_NOT_AN_ELEMENT = re.compile(
    r"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE
)
_ELEMENT = re.compile(r"<([A-Za-z_][\w.:-]*)")
_EXPORT = re.compile(
    r"wordpress\.org/export/|<(?:[\w.-]+:)?(?:wxr_version|post_type|post_id|base_blog_url|base_site_url)\b"
)
_HTML_START = re.compile(
    r"\s*(?:<!--.*?-->\s*)*+<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_HTML_TAGS = re.compile(r"</(?:p|div|h[1-6]|ul|ol|table|a|article|section|span)>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a file is. ``reason`` says, for a refused one, what it is instead of something that can be read."""

    kind: Kind
    reason: str = ""


def judge(head: bytes, name: str) -> Judgement:
    """Judge a file by its first ``HEAD_BYTES`` and its name."""
    ending = PurePosixPath(name).suffix.lower()
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        office = {
            ".docx": _("a Word document"),
            ".odt": _("an OpenDocument text"),
            ".epub": _("an EPUB book"),
        }
        what = office.get(ending) or foreign_bytes(head)
        return _refused(what) if what else Judgement("zip")
    if head.startswith(b"\x1f\x8b"):
        return Judgement("gzip")
    text = plain(head)
    if _ASSET.fullmatch(ending):
        export = foreign_json(text) if ending == ".json" else ""
        return _refused(export) if export else Judgement("asset")
    if what := foreign_bytes(head):
        return _refused(what)
    if _MAIL.match(without_lead(head)[:4096]) or (ending in _MHTML and not _HTML_START.match(text)):
        return Judgement("mhtml")
    return _judge_text(text, ending)


def plain(head: bytes) -> str:
    """Return the beginning of a file as text that is good enough to be judged; UTF-16 is known without its mark too."""
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return head[: len(head) // 4 * 4].decode("utf-32", errors="replace")
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head[: len(head) // 2 * 2].decode("utf-16", errors="replace")
    little, big = head.startswith(b"<\0"), head.startswith(b"\0<")
    if little or big:
        return head.decode("utf-16-le" if little else "utf-16-be", errors="replace")
    return head.decode("utf-8-sig", errors="replace")


def _judge_text(text: str, ending: str) -> Judgement:
    start = text.find("<rss")
    if start >= 0 and _EXPORT.search(text):
        if re.search(r"<!(?:DOCTYPE|ENTITY)", text[:start], re.IGNORECASE):
            return Judgement(
                "refused",
                _(
                    "it declares a document type (DTD) or entities, which exports never do and which can do harm"
                ),
            )
        return Judgement("wxr")
    declared = text.lstrip().startswith("<?xml")
    root = _root(text) if declared or ending in (".xml", ".wxr", ".rss", ".atom") else ""
    if not text.strip("\ufeff\0 \t\r\n") and ending not in _TEXT | _HTML:
        return Judgement("refused", _("it is empty"))
    if ending not in _HTML and (what := foreign_text(text)):
        return _refused(what)
    if root and root.lower() != "html":
        return _refused(_name_of(root, text))
    if root or _HTML_START.match(text) or ending in _HTML:
        return Judgement("html")
    if text.lstrip().startswith("<") and len(_HTML_TAGS.findall(text)) > 1:
        return Judgement("html")
    if ending in _TEXT:
        return Judgement("text")
    if ending in (".xml", ".wxr"):
        return Judgement("refused", _("it is called XML but has no XML in it"))
    return Judgement("refused", _("this kind of file can not be read"))


def _root(text: str) -> str:
    position = 0
    while found := _NOT_AN_ELEMENT.match(text, position):
        position = found.end()
    element = _ELEMENT.match(text, position) or _ELEMENT.search(text, position)
    return element[1] if element else ""


def _name_of(root: str, text: str) -> str:
    name = root.rpartition(":")[2].lower()
    if name == "feed":
        if "blogger.com" in text or "google.com/blogger" in text:
            return _("an export of Blogger")
        return _("an Atom feed")
    if name in ("rss", "rdf"):
        return _("an RSS feed, which has only excerpts")
    if "drupal" in text[:4096].lower() or name in ("node_export", "nodes"):
        return _("an export of Drupal")
    if "WebMainResource" in text:
        return "Safari (.webarchive)"
    if name in ("urlset", "sitemapindex"):
        return _("a sitemap")
    return _("XML of another kind (<%(root)s>)") % {"root": root}


def _refused(what: str) -> Judgement:
    return Judgement("refused", _("it is %(what)s, which can not be read") % {"what": what})
