"""What it takes to format a long page's citations and list of references: no database, the records of the goldens."""

import statistics
from time import perf_counter

from blocks.base import Cluster
from cms.bibliography.styles import STYLES
from cms.delivery.citing import DocumentCitations
from cms.models import Reference
from tests.cms.bibliography.styles.goldens import RECORDS

__all__ = ["CITATIONS", "formatting"]

CITATIONS = 120
"""So many citations, each of two references; they cite as many different works as the goldens have."""


def formatting(*, repeat: int) -> dict[str, float]:
    """Milliseconds to number and print all of it, by style."""
    references = {
        number: Reference(pk=number, key=f"k{number}", csl={**csl, "id": f"k{number}"})
        for number, csl in enumerate(RECORDS.values(), start=1)
    }
    texts = [f"place {number}" for number in range(CITATIONS)]
    clusters = [
        Cluster(
            [{"reference": 1 + number * step % len(references)} for step in (1, 7)], block=text, source=text
        )
        for number, text in enumerate(texts)
    ]
    found: dict[str, float] = {}
    for style in STYLES:
        times = []
        for _ in range(repeat):
            begun = perf_counter()
            DocumentCitations(clusters, references.get, style)
            times.append((perf_counter() - begun) * 1000)
        found[style] = round(statistics.median(times), 2)
    return found
