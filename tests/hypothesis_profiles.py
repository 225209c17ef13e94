"""Property tests judge results, not the speed of a busy machine; CI looks further than a run between two edits.

`HYPOTHESIS_PROFILE=thorough` is what CI sets.
"""

import os

from hypothesis import settings

settings.register_profile("quick", deadline=None, max_examples=20)
settings.register_profile("thorough", deadline=None, max_examples=200)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
