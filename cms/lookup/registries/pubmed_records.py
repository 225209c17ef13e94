"""PubMed's XML as CSL-JSON. Source: https://dtd.nlm.nih.gov/ncbi/pubmed/ and the NLM's description of the elements."""

import re
from typing import Any, Final
from xml.etree.ElementTree import Element

from cms.bibliography.dates import season_number
from cms.lookup.markup import element_text, plain_line
from cms.lookup.pubmed_notices import month_number
from cms.lookup.records import date, journal_title, language, name, record

__all__ = ["article_record", "book_record"]

COLLECTION: Final = "Electronic-eCollection"
_YEAR = re.compile(r"1[89]\d\d|20\d\d")
_MONTH = re.compile(r"[A-Za-z]{3,9}")
_ARTICLE_NUMBER = re.compile(r"[A-Za-z]{0,4}\d{1,12}")


def article_record(element: Element) -> dict[str, Any]:
    """The record of a `PubmedArticle`."""
    citation = element.find("MedlineCitation")
    article = element.find("MedlineCitation/Article")
    if citation is None or article is None:
        return {}
    is_preprint = any(
        (one.text or "").strip() == "Preprint" for one in article.iterfind("PublicationTypeList/*")
    )
    title, translated = _titles(article)
    return record(
        {
            "type": "article" if is_preprint else "article-journal",
            "title": title,
            "translated-title": translated,
            "author": _names(article.find("AuthorList")),
            "container-title": journal_title(_text(article, "Journal/Title")),
            "container-title-short": _text(citation, "MedlineJournalInfo/MedlineTA")
            or _text(article, "Journal/ISOAbbreviation").replace(".", ""),
            "issued": _issued(article),
            "volume": _text(article, "Journal/JournalIssue/Volume"),
            "issue": _text(article, "Journal/JournalIssue/Issue"),
            "page": _pages(article),
            "genre": "Preprint" if is_preprint else "",
            "language": language(_text(article, "Language")),
            "ISSN": _text(article, "Journal/ISSN"),
            "PMID": _text(citation, "PMID"),
            **_identifiers(element, article),
        }
    )


def book_record(element: Element) -> dict[str, Any]:
    """The record of a `PubmedBookArticle`: a chapter, or a book that is no part of one."""
    document = element.find("BookDocument")
    book = element.find("BookDocument/Book")
    if document is None or book is None:
        return {}
    chapter, whole = element_text(document.find("ArticleTitle")), element_text(book.find("BookTitle"))
    people = [*document.iterfind("AuthorList"), *book.iterfind("AuthorList")]
    authors = next((one for one in people if one.get("Type") != "editors"), None)
    editors = next((one for one in people if one.get("Type") == "editors"), None)
    return record(
        {
            "type": "chapter" if chapter else "book",
            "title": _ended(chapter or whole),
            "author": _names(authors),
            "editor": _names(editors),
            "container-title": plain_line(whole) if chapter else "",
            "publisher": _text(book, "Publisher/PublisherName"),
            "publisher-place": _text(book, "Publisher/PublisherLocation"),
            "issued": _date(book.find("PubDate")) or _date(document.find("ContributionDate")),
            "ISBN": _text(book, "Isbn"),
            "PMID": _text(document, "PMID"),
        }
    )


def _text(element: Element, path: str) -> str:
    return plain_line(element_text(element.find(path)))


def _ended(title: str) -> str:
    """Without the period that PubMed puts behind every title."""
    return title[:-1].rstrip() if title.endswith(".") and not title.endswith("..") else title


def _titles(article: Element) -> tuple[str, str]:
    """The title, and PubMed's translation of it: one that was translated stands in brackets."""
    title = _ended(element_text(article.find("ArticleTitle")))
    original = _ended(element_text(article.find("VernacularTitle")))
    if title.startswith("[") and title.endswith("]"):
        title = _ended(title[1:-1].strip())
        return (original, title) if original else (title, "")
    return title or original, ""


def _names(people: Element | None) -> list[dict[str, str]]:
    made = []
    for one in people if people is not None else ():
        if one.tag != "Author" or one.get("ValidYN") == "N":
            continue
        made.append(
            name(
                family=_text(one, "LastName"),
                given=_text(one, "ForeName") or _text(one, "Initials"),
                suffix=_text(one, "Suffix"),
                literal=_text(one, "CollectiveName"),
            )
        )
    return [one for one in made if one is not None]


def _issued(article: Element) -> dict[str, object] | None:
    """The date of the issue; of an article in a collection that only has a year, the date of going online."""
    online = article.find("ArticleDate")
    issue = article.find("Journal/JournalIssue/PubDate")
    if article.get("PubModel") == COLLECTION and online is not None:
        issue, online = online, issue
    return _date(issue) or _date(online)


def _date(element: Element | None) -> dict[str, object] | None:
    """Year, Month ("Apr", "4") and Day; or Season; or MedlineDate, such as "1998 Dec-1999 Jan", of which the start."""
    if element is None:
        return None
    words = _text(element, "MedlineDate")
    year = _text(element, "Year")
    if not year and words:
        found = _YEAR.search(words)
        if found is None:
            return None
        year = found.group()
        month = _MONTH.match(words[found.end() :].strip())
        word = month.group() if month else ""
        return _seasonal(year, word) or date([year, month_number(word)])
    return _seasonal(year, _text(element, "Season")) or date(
        [year, month_number(_text(element, "Month")), _text(element, "Day")], [year]
    )


def _seasonal(year: str, season: str) -> dict[str, object] | None:
    number, made = season_number(season), date([year])
    return {**made, "season": number} if number and made else None


def _pages(article: Element) -> str:
    """Pages, or the number of an article that has none."""
    pages = _text(article, "Pagination/MedlinePgn")
    if pages:
        return pages
    first, last = _text(article, "Pagination/StartPage"), _text(article, "Pagination/EndPage")
    if first:
        return f"{first}-{last}" if last and last != first else first
    numbers = (plain_line(one.text) for one in article.iterfind("ELocationID") if one.get("EIdType") == "pii")
    return next((number for number in numbers if _ARTICLE_NUMBER.fullmatch(number)), "")


def _identifiers(element: Element, article: Element) -> dict[str, str]:
    """DOI and PMCID. Only those of the article itself: the works that it cites have such lists, too."""
    found = {
        "DOI": next(
            (plain_line(one.text) for one in article.iterfind("ELocationID") if one.get("EIdType") == "doi"),
            "",
        )
    }
    for one in element.iterfind("PubmedData/ArticleIdList/ArticleId"):
        field = {"doi": "DOI", "pmc": "PMCID"}.get(one.get("IdType", ""))
        if field:
            found[field] = plain_line(one.text)
    return {field: value.lower() if field == "DOI" else value for field, value in found.items() if value}
