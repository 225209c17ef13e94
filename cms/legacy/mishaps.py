"""An error that nobody foresaw costs one entry and no other: the log has all of it, the report a sentence."""

import logging

from django.utils.translation import gettext as _

__all__ = ["mishap"]

logger = logging.getLogger(__name__)


def mishap(error: Exception, label: str) -> str:
    """Log the error that is being handled, and return what a person is told of it."""
    logger.exception("An entry could not be imported: %s", label)
    return _("an error of the program (%(error)s); the log has more") % {"error": type(error).__name__}
