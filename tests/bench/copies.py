"""Documents of a very large site without building each: most get the bytes that were built for another page.

What is measured on such a site, reading, depends on how many rows there are and how long, not on what they say. Rows,
dependencies and their numbers are those of a site whose documents were all built.
"""

from django.db import connection, transaction

from cms.delivery.fingerprint import fingerprint
from cms.models import PageDocument
from tests.bench.bodies import Library
from tests.bench.generate import SHARED

__all__ = ["BUILT", "copy_documents", "set_aside"]

BUILT = 5000
"""So many documents are built; the others are copies of these, except of those about the shared reference."""
STEP = 1000

DOCUMENTS = """UPDATE cms_pagedocument SET
 stale = source.stale, card_stale = source.card_stale, fingerprint = source.fingerprint,
 card_fingerprint = source.card_fingerprint, etag = source.etag, changed_at = source.changed_at, card = source.card,
 document = source.document
FROM cms_pagedocument AS source
WHERE source.site_id = cms_pagedocument.site_id
 AND source.page_id = cms_pagedocument.page_id - %s AND cms_pagedocument.page_id BETWEEN %s AND %s"""
DEPENDENCIES = """INSERT INTO cms_dependency (document_id, key)
SELECT copy.id, dependency.key FROM cms_pagedocument AS copy
 JOIN cms_pagedocument AS source ON source.site_id = copy.site_id AND source.page_id = copy.page_id - %s
 JOIN cms_dependency AS dependency ON dependency.document_id = source.id
WHERE copy.page_id BETWEEN %s AND %s
ON CONFLICT DO NOTHING"""


def set_aside(library: Library) -> None:
    """Leave the pages that get copies out of what the workers find to do."""
    last = library.first_page + library.pages - 1
    PageDocument.objects.filter(page__gte=library.first_page + BUILT, page__lte=last).update(
        stale=False, card_stale=False, fingerprint=fingerprint(), card_fingerprint=fingerprint()
    )


def copy_documents(library: Library) -> None:
    """Fill the documents of all pages beyond the first `BUILT`, whose documents have to be there."""
    sources = BUILT - SHARED
    for first in range(BUILT, library.pages, sources):
        distance = first - SHARED
        for start in range(first, min(first + sources, library.pages), STEP):
            last = min(start + STEP, first + sources, library.pages) - 1
            values = [distance, library.first_page + start, library.first_page + last]
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(DOCUMENTS, values)
                cursor.execute(DEPENDENCIES, values)
