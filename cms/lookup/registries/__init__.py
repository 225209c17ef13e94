"""One module a registry."""

from cms.lookup.registries.base import Registry, configured
from cms.lookup.registries.crossref import Crossref
from cms.lookup.registries.datacite import DataCite
from cms.lookup.registries.europe_pmc import EuropePMC
from cms.lookup.registries.pubmed import PubMed

__all__ = ["Crossref", "DataCite", "EuropePMC", "PubMed", "Registry", "configured"]
