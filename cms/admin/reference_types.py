"""The types of CSL 1.0.2 in the words of somebody who has the publication in hand, the usual ones first."""

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

__all__ = ["OTHER", "USUAL", "choices", "label_of"]

Labels = Mapping[str, Promise]

USUAL: Labels = {
    "article-journal": _("Journal article"),
    "article": _("Preprint"),
    "book": _("Book"),
    "chapter": _("Chapter of a book"),
    "report": _("Report"),
    "webpage": _("Web page"),
    "dataset": _("Data set or trial registration"),
    "thesis": _("Thesis"),
    "paper-conference": _("Conference paper"),
    "standard": _("Guideline or standard"),
    "article-newspaper": _("Newspaper article"),
}

OTHER: Labels = {
    "article-magazine": _("Magazine article"),
    "bill": _("Bill"),
    "broadcast": _("Broadcast"),
    "classic": _("Classic work"),
    "collection": _("Archival collection"),
    "document": _("Document of another kind"),
    "entry": _("Entry of a database"),
    "entry-dictionary": _("Entry of a dictionary"),
    "entry-encyclopedia": _("Entry of an encyclopaedia"),
    "event": _("Event"),
    "figure": _("Figure"),
    "graphic": _("Picture"),
    "hearing": _("Hearing"),
    "interview": _("Interview"),
    "legal_case": _("Legal case"),
    "legislation": _("Law"),
    "manuscript": _("Manuscript"),
    "map": _("Map"),
    "motion_picture": _("Film or video"),
    "musical_score": _("Musical score"),
    "pamphlet": _("Leaflet"),
    "patent": _("Patent"),
    "performance": _("Performance"),
    "periodical": _("Whole journal"),
    "personal_communication": _("Personal communication"),
    "post": _("Post in a forum or network"),
    "post-weblog": _("Blog post"),
    "regulation": _("Regulation"),
    "review": _("Review"),
    "review-book": _("Book review"),
    "software": _("Software"),
    "song": _("Song or recording"),
    "speech": _("Talk"),
    "treaty": _("Treaty"),
}


def label_of(csl_type: str) -> str:
    """What editors call a type; the type itself if it is none of CSL."""
    return str(USUAL.get(csl_type) or OTHER.get(csl_type) or csl_type)


def choices() -> Sequence[tuple[Promise, Sequence[tuple[str, Promise]]]]:
    """Two groups of choices for a form."""
    return [(_("Usual"), list(USUAL.items())), (_("Less usual"), list(OTHER.items()))]
