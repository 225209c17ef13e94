"""The vocabulary of CSL-JSON 1.0.2: which types, and which fields of which kind, a record may have.

Source: the CSL 1.0.2 specification (appendices III and IV) and its JSON schema for input data.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TYPES: frozenset[str] = _words(
    """
        article article-journal article-magazine article-newspaper bill book broadcast chapter classic
    collection     dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing
    interview legal_case     legislation manuscript map motion_picture musical_score pamphlet
    paper-conference patent performance     periodical personal_communication post post-weblog regulation
    report review review-book software song speech     standard thesis treaty webpage
    """
)

NAME_FIELDS: frozenset[str] = _words(
    """
        author chair collection-editor compiler composer container-author contributor curator director
    editor     editor-translator editorial-director executive-producer guest host illustrator interviewer
    narrator     organizer original-author performer producer recipient reviewed-author script-writer
    series-creator translator
    """
)

NAME_PARTS: frozenset[str] = _words("family given dropping-particle non-dropping-particle suffix literal")
NAME_FLAGS: frozenset[str] = _words("comma-suffix static-ordering parse-names")

DATE_FIELDS: frozenset[str] = _words(
    "accessed available-date container event-date issued original-date submitted"
)
DATE_PARTS: frozenset[str] = _words("date-parts season circa literal raw edtf")

NUMBER_FIELDS: frozenset[str] = _words(
    """
        chapter-number citation-number collection-number edition first-reference-note-number issue locator
    number     number-of-pages number-of-volumes page page-first part part-number printing printing-number
    supplement     supplement-number volume
    """
)

LONG_TEXT_FIELDS: frozenset[str] = frozenset(["abstract", "annote", "note"])

TEXT_FIELDS: frozenset[str] = LONG_TEXT_FIELDS | _words(
    """
        archive archive_collection archive_location archive-place authority call-number citation-key
    citation-label collection-title container-title container-title-short dimensions division DOI event
    event-place event-title genre ISAN ISBN ISCI ISMN ISRC ISSN ISWC journalAbbreviation jurisdiction
    keyword language medium     original-publisher original-publisher-place original-title part-title PMCID
    PMID publisher publisher-place     references reviewed-genre reviewed-title scale section shortTitle
    source status title title-short     translated-title translated-title-short URL version volume-title
    volume-title-short year-suffix
    """
)

OTHER_FIELDS: frozenset[str] = frozenset(["id", "type", "categories", "custom"])

FIELDS: frozenset[str] = NAME_FIELDS | DATE_FIELDS | NUMBER_FIELDS | TEXT_FIELDS | OTHER_FIELDS
