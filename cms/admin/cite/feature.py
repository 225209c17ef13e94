"""The feature `cite` of Wagtail's rich text: its button in the editor, its stored form, its references."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature

from cms.admin.cite.conversion import CONTENTSTATE_RULE, EDITORHTML_RULE, ENTITY
from cms.admin.cite.link_handler import CitationLinkHandler

__all__ = ["register_cite"]

FEATURE = "cite"
SCRIPTS = ("config", "page", "labels", "item", "results", "dialog", "content", "chip", "editor")
STYLES = ("chip", "dialog", "item")


class CiteFeature(EntityFeature):
    """The button, and the plugin that watches the keyboard."""

    def construct_options(self, options: dict[str, Any]) -> None:
        super().construct_options(options)
        options.setdefault("plugins", []).append({"type": FEATURE})


def register_cite(features: Any) -> None:
    """Hook `register_rich_text_features`."""
    features.register_link_type(CitationLinkHandler)
    features.register_editor_plugin(
        "draftail",
        FEATURE,
        CiteFeature(
            {
                "type": ENTITY,
                "icon": "openquote",
                "description": _("Cite a source"),
                "attributes": ["items", "mode"],
            },
            js=[f"cms/admin/cite/{name}.js" for name in SCRIPTS],
            css={"all": [f"cms/admin/cite/{name}.css" for name in STYLES]},
        ),
    )
    features.register_converter_rule("contentstate", FEATURE, CONTENTSTATE_RULE)
    features.register_converter_rule("editorhtml", FEATURE, EDITORHTML_RULE)
