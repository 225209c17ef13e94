"""Which types and fields of BibTeX and BibLaTeX stand for which of CSL."""

from collections.abc import Mapping

__all__ = [
    "CONTAINERS",
    "CSL_TYPES",
    "ENTRY_TYPES",
    "NAMES",
    "NUMBER_IS_ISSUE",
    "NUMBER_IS_NUMBER",
    "PUBLISHERS",
]
__all__ += ["TEXTS", "THESES", "VERBATIM"]

ENTRY_TYPES: Mapping[str, str] = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "collection": "collection",
    "dataset": "dataset",
    "entry-dictionary": "inreference",
    "entry-encyclopedia": "inreference",
    "legal_case": "jurisdiction",
    "legislation": "legislation",
    "manuscript": "unpublished",
    "motion_picture": "movie",
    "pamphlet": "booklet",
    "paper-conference": "inproceedings",
    "patent": "patent",
    "performance": "performance",
    "periodical": "periodical",
    "personal_communication": "letter",
    "post-weblog": "online",
    "report": "techreport",
    "review": "review",
    "software": "software",
    "song": "music",
    "standard": "standard",
    "thesis": "thesis",
    "webpage": "online",
}
"""CSL type → entry type; what is not here is `misc`."""

CSL_TYPES: Mapping[str, str] = {
    "article": "article-journal",
    "artwork": "graphic",
    "audio": "song",
    "book": "book",
    "bookinbook": "chapter",
    "booklet": "pamphlet",
    "collection": "book",
    "conference": "paper-conference",
    "dataset": "dataset",
    "electronic": "webpage",
    "image": "graphic",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "inreference": "entry-encyclopedia",
    "jurisdiction": "legal_case",
    "legislation": "legislation",
    "letter": "personal_communication",
    "manual": "book",
    "mastersthesis": "thesis",
    "misc": "document",
    "movie": "motion_picture",
    "music": "song",
    "mvbook": "book",
    "mvcollection": "book",
    "mvproceedings": "book",
    "mvreference": "book",
    "online": "webpage",
    "patent": "patent",
    "performance": "performance",
    "periodical": "periodical",
    "phdthesis": "thesis",
    "proceedings": "book",
    "reference": "book",
    "report": "report",
    "review": "review",
    "software": "software",
    "standard": "standard",
    "suppbook": "chapter",
    "suppcollection": "chapter",
    "suppperiodical": "article-journal",
    "techreport": "report",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "video": "motion_picture",
    "www": "webpage",
}
THESES: Mapping[str, str] = {"phdthesis": "PhD thesis", "mastersthesis": "Master's thesis"}

NAMES: Mapping[str, str] = {
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "bookauthor": "container-author",
    "holder": "recipient",
}

# CSL field → the fields that stand for it; the first is the one that is written. For some it depends on the type.
TEXTS: Mapping[str, tuple[str, ...]] = {
    "title-short": ("shorttitle",),
    "container-title-short": ("shortjournal",),
    "collection-title": ("series",),
    "volume": ("volume",),
    "number-of-volumes": ("volumes",),
    "number-of-pages": ("pagetotal",),
    "chapter-number": ("chapter",),
    "part-number": ("part",),
    "edition": ("edition",),
    "publisher-place": ("address", "location"),
    "genre": ("type",),
    "version": ("version",),
    "status": ("pubstate",),
    "event-title": ("eventtitle",),
    "event-place": ("venue",),
    "original-title": ("origtitle",),
    "original-publisher": ("origpublisher",),
    "original-publisher-place": ("origlocation",),
    "language": ("language", "langid"),
    "keyword": ("keywords", "keyword"),
    "call-number": ("library",),
    "abstract": ("abstract",),
    "note": ("note",),
    "annote": ("annote", "annotation"),
}
VERBATIM: Mapping[str, tuple[str, ...]] = {
    "DOI": ("doi",),
    "URL": ("url",),
    "ISBN": ("isbn",),
    "ISSN": ("issn",),
    "PMID": ("pmid",),
    "PMCID": ("pmcid", "pmc"),
}
CONTAINERS: Mapping[str, str] = {
    "article": "journal",
    "periodical": "journal",
    "review": "journal",
    "suppperiodical": "journal",
}
"""The entry types whose container is a journal; that of others is a `booktitle`."""

PUBLISHERS: Mapping[str, str] = {
    "manual": "organization",
    "online": "organization",
    "phdthesis": "school",
    "mastersthesis": "school",
    "report": "institution",
    "techreport": "institution",
    "thesis": "institution",
}
"""The entry types whose publisher is called otherwise."""

NUMBER_IS_ISSUE = frozenset({"article", "periodical", "review", "suppperiodical"})
NUMBER_IS_NUMBER = frozenset({
    "dataset", "jurisdiction", "legislation", "letter", "manual", "misc", "patent", "report", "software",
    "standard", "techreport", "thesis", "phdthesis", "mastersthesis", "online", "electronic", "www", "unpublished",
    "movie", "music", "performance",
})  # fmt: skip
"""Of what is in neither, `number` is the number in a series."""
