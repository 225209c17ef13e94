"""Records of works from the registries that keep them: Crossref, PubMed, Europe PMC and DataCite.

A look-up goes over the network and takes its time. It belongs into a command, a task or the answer to a form that
somebody has sent: never into a GET, and never into the saving of a draft.
"""

from cms.lookup.errors import Incomplete, LookupFailed, NoRegistry, NotKnown, Unreachable
from cms.lookup.found import Found
from cms.lookup.looking_up import look_up
from cms.lookup.notices import Notice

__all__ = [
    "Found",
    "Incomplete",
    "LookupFailed",
    "NoRegistry",
    "NotKnown",
    "Notice",
    "Unreachable",
    "look_up",
]
