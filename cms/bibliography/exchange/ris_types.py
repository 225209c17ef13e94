"""Which types and tags of RIS stand for which types and fields of CSL."""

from collections.abc import Mapping

__all__ = ["BOOKS", "CSL_TYPES", "NAMES", "RIS_TYPES", "TEXTS"]

RIS_TYPES: Mapping[str, str] = {
    "article": "INPR",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "bill": "BILL",
    "book": "BOOK",
    "chapter": "CHAP",
    "classic": "CLSWK",
    "collection": "SER",
    "dataset": "DATA",
    "document": "GEN",
    "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC",
    "figure": "FIGURE",
    "graphic": "ART",
    "hearing": "HEAR",
    "legal_case": "CASE",
    "legislation": "STAT",
    "manuscript": "UNPB",
    "map": "MAP",
    "motion_picture": "MPCT",
    "musical_score": "MUSIC",
    "pamphlet": "PAMP",
    "paper-conference": "CPAPER",
    "patent": "PAT",
    "periodical": "JFULL",
    "personal_communication": "PCOMM",
    "post-weblog": "BLOG",
    "report": "RPRT",
    "software": "COMP",
    "song": "SOUND",
    "speech": "SLIDE",
    "standard": "STAND",
    "thesis": "THES",
    "webpage": "ELEC",
}
"""What is not here has no type of its own in RIS, and is GEN."""

CSL_TYPES: Mapping[str, str] = {ris: csl for csl, ris in RIS_TYPES.items()} | {
    "ABST": "article-journal",
    "AGGR": "dataset",
    "CONF": "paper-conference",
    "DBASE": "dataset",
    "EBOOK": "book",
    "ECHAP": "chapter",
    "EDBOOK": "book",
    "EJOUR": "article-journal",
    "GOVDOC": "report",
    "GRANT": "document",
    "ICOMM": "personal_communication",
    "INTERVIEW": "interview",
    "JFUL": "periodical",
    "LEGAL": "legislation",
    "MANSCPT": "manuscript",
    "MULTI": "document",
    "UNBILL": "bill",
    "UNPD": "manuscript",
    "VIDEO": "motion_picture",
    "WEB": "webpage",
}

BOOKS = frozenset({"book", "classic", "manuscript", "pamphlet", "report", "thesis"})
"""What stands alone: SP is the number of its pages, and T2 the series that it belongs to."""

# What is one text in both. The first tag is the one that is written.
TEXTS: Mapping[str, tuple[str, ...]] = {
    "title": ("TI", "T1", "CT"),
    "title-short": ("ST",),
    "translated-title": ("TT",),
    "collection-title": ("T3",),
    "collection-number": ("SV",),
    "reviewed-title": ("RI",),
    "volume": ("VL", "VO"),
    "issue": ("IS", "CP"),
    "number": ("M1",),
    "number-of-volumes": ("NV",),
    "edition": ("ET",),
    "section": ("SE",),
    "publisher": ("PB",),
    "publisher-place": ("CY", "PP"),
    "DOI": ("DO",),
    "URL": ("UR", "LK"),
    "genre": ("M3",),
    "language": ("LA",),
    "call-number": ("CN",),
    "id": ("ID",),
}
NAMES: Mapping[str, tuple[str, ...]] = {
    "author": ("AU", "A1"),
    "editor": ("A2", "ED"),
    "collection-editor": ("A3",),
    "translator": ("A4",),
}
