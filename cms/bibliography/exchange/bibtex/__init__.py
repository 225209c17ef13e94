"""BibTeX and BibLaTeX. What neither has a field for is written as a field `csl-…`, so everything is held.

The value of such a field is JSON; when a file is read it goes before what the other fields say. Fields that CSL does
not know are kept under `custom`, and written again.
"""

from cms.bibliography.exchange.bibtex.reader import looks_like, read
from cms.bibliography.exchange.bibtex.writer import write

__all__ = ["looks_like", "read", "write"]
