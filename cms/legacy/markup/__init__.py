"""HTML becomes a neutral item here: a tree, its boilerplate set aside, its blocks in numbered places.

Pure, and safe against any text: no recursion that the text decides, no step that takes more than linear time.
"""

from cms.legacy.markup.boilerplate import BOILERPLATE_RULES, BoilerplateRule
from cms.legacy.markup.reading import read_fragment

__all__ = ["BOILERPLATE_RULES", "BoilerplateRule", "read_fragment"]
