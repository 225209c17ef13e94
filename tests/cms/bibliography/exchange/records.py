"""Records for the laws of the formats: anything that the library may hold, and what the poorer formats hold."""

import string

from hypothesis import strategies as st

from cms.bibliography.characters import clean, clean_lines
from cms.bibliography.csl_fields import TEXT_FIELDS, TYPES
from cms.bibliography.csl_validation import validate

LETTERS = string.ascii_letters + "äéñøßşłŠÅıαΩж漢ا"
SIGNS = " .,:;!?()[]/-–—'’\"“”«»`&%$#_~^\\{}<>|*+=@\u00a0\u200f"


def texts(alphabet=LETTERS + SIGNS + string.digits, max_size=30):
    """Text on one line, as the library holds it."""
    pieces = st.one_of(
        st.text(alphabet, min_size=1, max_size=max_size),
        st.sampled_from(
            [
                "<i>E. coli</i> in H<sub>2</sub>O",
                "Über DNA--RNA",
                "{a} \\emph{b} $x^2$",
                "ER  - and TY  - JOUR",
            ]
        ),
    )
    return pieces.map(clean).filter(str.strip)


def words(max_size=12):
    """A word that no format takes for anything else."""
    return st.text(LETTERS, min_size=2, max_size=max_size).map(str.title).filter(lambda word: word.isalpha())


def lines():
    """Text of several lines."""
    return (
        st.lists(texts() | st.just(""), min_size=1, max_size=4).map("\n".join).map(clean_lines).filter(bool)
    )


def partial_dates():
    return st.one_of(
        st.tuples(st.integers(1000, 2100)),
        st.tuples(st.integers(1000, 2100), st.integers(1, 12)),
        st.tuples(st.integers(1000, 2100), st.integers(1, 12), st.integers(1, 28)),
    ).map(list)


def dates():
    """Dates that every format has a way to write: single ones, ranges and seasons."""
    one = partial_dates().map(lambda date: {"date-parts": [date]})
    two = (
        st.tuples(partial_dates(), partial_dates())
        .map(sorted)
        .filter(lambda pair: pair[0] != pair[1])
        .map(lambda pair: {"date-parts": pair})
    )
    season = st.tuples(st.integers(1000, 2100), st.integers(1, 4)).map(
        lambda pair: {"date-parts": [[pair[0]]], "season": pair[1]}
    )
    return one | two | season


def any_dates():
    literal = texts().map(lambda text: {"literal": text})
    return dates() | literal | dates().map(lambda date: {**date, "circa": True})


def plain_names():
    person = st.fixed_dictionaries({"family": words(), "given": words()})
    organisation = st.tuples(words(), words(), words()).map(
        lambda parts: {"literal": "{} {}, {}".format(*parts)}
    )
    return person | organisation | words().map(lambda word: {"literal": f"{word} {word}"})


def any_names():
    parts = ("family", "given", "suffix", "dropping-particle", "non-dropping-particle")
    person = st.fixed_dictionaries({"family": texts()}, optional={part: texts() for part in parts[1:]})
    return (
        person
        | texts().map(lambda text: {"literal": text})
        | texts().map(lambda text: {"given": text})
        | plain_names()
    )


IDENTIFIERS = {
    "DOI": st.sampled_from(
        ["10.1155/2020/6518508", "10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2"]
    ),
    "PMID": st.integers(1, 10**8).map(str),
    "PMCID": st.integers(1, 10**8).map(lambda number: f"PMC{number}"),
    "ISSN": st.just("1687-966X"),
    "ISBN": st.just("978-0-7817-5564-1"),
    "URL": st.sampled_from(["https://example.org/a_b?c=d&e=%20~f#g", "http://example.org/{x}"]),
}


def any_records():
    """Any sound record: all types and fields, names and dates of any kind."""
    ordinary = sorted(TEXT_FIELDS - IDENTIFIERS.keys() - {"title", "abstract", "note", "annote"})
    optional = {
        **{field: texts() for field in ordinary},
        **{field: lines() for field in ("abstract", "note", "annote")},
        **{
            field: st.lists(any_names(), min_size=1, max_size=3) for field in ("author", "editor", "composer")
        },
        **{field: any_dates() for field in ("issued", "accessed", "event-date", "original-date")},
        **{field: texts() for field in ("volume", "issue", "page", "number", "edition", "collection-number")},
        **IDENTIFIERS,
        "number-of-volumes": st.integers(0, 99),
        "custom": st.dictionaries(words(), texts() | st.integers(), min_size=1, max_size=3),
    }
    required = {
        "id": st.from_regex(r"[a-z]{3,8}[0-9]{4}", fullmatch=True),
        "type": st.sampled_from(sorted(TYPES)),
    }
    some = st.sets(st.sampled_from(sorted(optional)), max_size=6).flatmap(
        lambda fields: st.fixed_dictionaries(
            {**required, "title": texts(), **{field: optional[field] for field in fields}}
        )
    )
    return some.filter(lambda record: not validate(record))


def plain_records(types, fields):
    """Records of some types and fields whose text, names and dates every format can write."""
    plain = texts(LETTERS + string.digits + " .,:;?!()-'\"&%<>", 30)
    strategies = {
        **IDENTIFIERS,
        "author": st.lists(plain_names(), min_size=1, max_size=3),
        "issued": dates(),
        "accessed": dates(),
        "abstract": plain,
        "note": plain,
        "page": st.sampled_from(["217-64", "e1001889", "S224-S225", "1-3, 7"]),
        "keyword": st.lists(words(), min_size=1, max_size=3, unique=True).map("; ".join),
        "language": st.sampled_from(["en", "de", "und"]),
    }
    required = {"type": st.sampled_from(sorted(types)), "title": plain}
    optional = {field: strategies.get(field, words()) for field in fields}
    return st.fixed_dictionaries(required, optional=optional).filter(lambda record: not validate(record))
