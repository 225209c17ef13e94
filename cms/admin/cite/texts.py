"""What the scripts need of the server: its addresses, and every word they show, in the editor's language."""

from django.urls import URLPattern, path, reverse
from django.utils.html import json_script
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from cms.admin import keep_work
from cms.admin.cite.views import LabelsView, SearchView, TakeView

__all__ = ["cite_config", "cite_urls"]

VIEWS = {"search": SearchView, "labels": LabelsView, "take": TakeView}

TEXTS = {
    "title": _("Cite a source"),
    "titleEdit": _("Edit the citation"),
    "search": _("Find a reference, or paste one"),
    "searchHelp": _(
        "Words, a citation key, a DOI, PMID or PMCID, an address, BibTeX or RIS. Arrow keys choose, Enter takes."
    ),
    "results": _("References found"),
    "none": _("The library has no such reference."),
    "one": _("1 reference found."),
    "several": _("%(count)s references found."),
    "take": _("Look this up and add it to the library"),
    "taking": _("Looking it up …"),
    "added": _("“%(label)s” is now cited here."),
    "known": _("“%(label)s” is cited here already."),
    "chosen": _("Cited here"),
    "empty": _("Nothing is chosen yet."),
    "locator": _("Place in the source"),
    "locatorHelp": _("Such as p. 12, Table 2"),
    "prefix": _("Words before"),
    "suffix": _("Words after"),
    "suppressAuthor": _("Without the author"),
    "reason": _("It is cited all the same, because …"),
    "reasonHelp": _("Readers can see this."),
    "up": _("Move “%(label)s” up"),
    "down": _("Move “%(label)s” down"),
    "remove": _("Remove “%(label)s”"),
    "narrative": _("The sentence names the authors (“Zhou et al. (2020) found …”)"),
    "preview": _("In the text:"),
    "insert": _("Insert"),
    "save": _("Save"),
    "cancel": _("Cancel"),
    "delete": _("Remove the citation"),
    "close": _("Close"),
    "failed": _("The server did not answer. Nothing you typed is lost; try again."),
    "out": keep_work.TEXTS["out"],
    "unverified": _("Unverified"),
    "pending": _("Not looked up yet"),
    "missing": _("missing"),
    "gone": _("This reference is no longer in the library."),
    "edit": _("Citation %(label)s. Click to edit."),
}


def cite_urls() -> list[URLPattern]:
    """Hook `register_admin_urls`: Wagtail lets nobody in who has no access to the admin."""
    return [path(f"cite/{name}/", view.as_view(), name=f"cms_cite_{name}") for name, view in VIEWS.items()]


def cite_config() -> SafeString:
    """Hook `insert_editor_js`."""
    config = {
        "urls": {name: reverse(f"cms_cite_{name}") for name in VIEWS},
        "texts": {name: str(text) for name, text in TEXTS.items()},
    }
    return json_script(config, "cms-cite-config")
