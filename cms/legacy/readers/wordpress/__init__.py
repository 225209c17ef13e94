"""The content of a post as WordPress stores it becomes plain HTML here, as WordPress would show it.

What plugins would have made of it is not known; their shortcodes and blocks become ``legacy-note`` elements.
"""

from cms.legacy.readers.wordpress.content import to_html
from cms.legacy.readers.wordpress.surroundings import Surroundings

__all__ = ["Surroundings", "to_html"]
