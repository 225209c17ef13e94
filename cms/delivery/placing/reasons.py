"""Why a panel is not on a page: codes for programs, and sentences for editors."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

__all__ = ["Reason"]


class Reason(TextChoices):
    """Why a panel is left out."""

    KIND_TAKEN = "kind_taken", _("The page has a panel of this kind already, and one is enough.")
    ALREADY_BY_HAND = "already_by_hand", _("The panel stands in the text already.")
    PAGE_FULL = "page_full", _("The page has as many panels as a page of this site may have.")
    TOO_CLOSE = "too_close", _("It would come too close to another panel.")
    TOO_SHORT = "too_short", _("The text of the page is too short for this rule.")
    OTHER_TOPIC = "other_topic", _("The page has none of the topics that this rule is for.")
    EXCLUDED_TOPIC = "excluded_topic", _("The page has a topic that this rule leaves out.")
    MARKED = "marked", _("The page is marked so that this rule leaves it out.")
    NO_SECTION = "no_section", _("The page has not that many sections.")
    NO_TRANSLATION = "no_translation", _("The panel is not translated into the language of the page.")
    NOT_PUBLIC = "not_public", _("The panel is not published, or this is not the time at which it is shown.")
    BLOCK_LEFT_OUT = "block_left_out", _("The block that holds it is not shown.")
