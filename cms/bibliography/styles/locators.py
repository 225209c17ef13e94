"""A locator says where in a work to look; each manual has its own words for pages, chapters and the like."""

import re
from collections.abc import Mapping

PAGE = "page"
_SEVERAL = re.compile(r"\w\s*(?:[-‐‑–—]\s*\w|[,;&]+\s*(?:\d|[ivxlcdm]+\b|[A-Z]\d*\b))|\band\b")
_SPEAKS_FOR_ITSELF = re.compile(r"[^\W\d_]+\.?\s+\S|[^\W\d_]{1,6}\.\s?[0-9]")
_COUNTS = re.compile(r"\d|^[ivxlcdm]+\b|^[A-Z]\b")

APA_LABELS: Mapping[str, tuple[str, str]] = {
    "page": ("p.", "pp."),
    "paragraph": ("para.", "paras."),
    "chapter": ("Chapter", "Chapters"),
    "section": ("Section", "Sections"),
    "figure": ("Figure", "Figures"),
    "table": ("Table", "Tables"),
    "volume": ("Vol.", "Vols."),
    "issue": ("No.", "Nos."),
    "part": ("Part", "Parts"),
    "book": ("Book", "Books"),
    "line": ("line", "lines"),
    "verse": ("verse", "verses"),
    "column": ("column", "columns"),
    "note": ("Footnote", "Footnotes"),
    "appendix": ("Appendix", "Appendices"),
    "equation": ("Equation", "Equations"),
    "folio": ("folio", "folios"),
    "opus": ("Op.", "Opp."),
    "sub-verbo": ("s.v.", "s.vv."),
    "article-locator": ("Article", "Articles"),
    "supplement": ("Supplement", "Supplements"),
    "act": ("Act", "Acts"),
    "scene": ("Scene", "Scenes"),
    "timestamp": ("", ""),
}
AMA_LABELS: Mapping[str, tuple[str, str]] = {
    "page": ("p", "pp"),
    "paragraph": ("para", "paras"),
    "chapter": ("chap", "chaps"),
    "section": ("sec", "secs"),
    "figure": ("fig", "figs"),
    "table": ("table", "tables"),
    "volume": ("vol", "vols"),
    "issue": ("no", "nos"),
    "part": ("pt", "pts"),
    "appendix": ("app", "apps"),
    "timestamp": ("", ""),
}


def counts(locator: str) -> bool:
    """Whether it is, or begins with, the number of a page or the like: "12", "xii", "S3", and not "abstract"."""
    return bool(_COUNTS.search(locator)) and not _SPEAKS_FOR_ITSELF.match(locator)


def located(labels: Mapping[str, tuple[str, str]], label: str, locator: str) -> tuple[str, str]:
    """The word for a locator, singular or plural, and the locator. A page, unless another label is given.

    Without a label, one that brings its own word ("Table 2") or counts nothing ("abstract") gets none. A label that no
    manual knows is its own word.
    """
    if not label and not counts(locator):
        return "", locator
    singular, plural = labels.get(label or PAGE, (label, label))
    return plural if _SEVERAL.search(locator) else singular, locator


_WORDS: Mapping[str, str] = {
    "p": "page", "pp": "page", "page": "page", "pages": "page", "pg": "page", "pgs": "page",
    "para": "paragraph", "paras": "paragraph", "paragraph": "paragraph", "paragraphs": "paragraph",
    "ch": "chapter", "chap": "chapter", "chaps": "chapter", "chapter": "chapter", "chapters": "chapter",
    "sec": "section", "section": "section", "sections": "section",
    "fig": "figure", "figs": "figure", "figure": "figure", "figures": "figure",
    "table": "table", "tables": "table", "tab": "table",
    "vol": "volume", "vols": "volume", "volume": "volume", "volumes": "volume",
    "no": "issue", "nos": "issue", "issue": "issue", "issues": "issue",
    "pt": "part", "pts": "part", "part": "part", "parts": "part",
    "app": "appendix", "appendix": "appendix", "appendices": "appendix",
    "line": "line", "lines": "line", "column": "column", "columns": "column",
    "footnote": "note", "footnotes": "note", "equation": "equation", "equations": "equation",
    "supplement": "supplement", "supplements": "supplement",
}  # fmt: skip
_WITH_WORD = re.compile(r"([^\W\d_]+)\.?\s*(?=[\dA-Z])(\S.*)", re.DOTALL)


def split_locator(text: str) -> tuple[str, str]:
    """What somebody typed as the place in a source, "pp. 3-5" or "Table 2", as label and locator: ("page", "3-5").

    A bare number is a page, by the styles' own rule. What begins with no word that is known stays whole: ("", text).
    """
    text = " ".join(text.split())
    match = _WITH_WORD.fullmatch(text)
    label = _WORDS.get(match[1].lower()) if match else None
    return (label, match[2]) if match and label else ("", text)
