"""Two records of one work become one: every use of the second leads to the first afterwards, and so does its key."""

from cms.models.merging.merge import Merged, merge
from cms.models.merging.preview import MergePreview, preview_merge

__all__ = ["MergePreview", "Merged", "merge", "preview_merge"]
