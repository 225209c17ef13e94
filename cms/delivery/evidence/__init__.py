"""The findings of a page taken together: counted, as data for forest plots, and as a table of outcomes by time.

Pure: a function of what the findings are on the wire.
"""

from cms.delivery.evidence.gathering import evidence_of
from cms.delivery.evidence.schemas import Evidence

__all__ = ["Evidence", "evidence_of"]
