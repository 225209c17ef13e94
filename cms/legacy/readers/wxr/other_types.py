"""What the items of an export are that are no articles, in words for people."""

from django.utils.translation import gettext as _

from cms.legacy.readers.wxr.fields import Fields

_THEME = {
    "wp_template",
    "wp_template_part",
    "wp_global_styles",
    "wp_navigation",
    "wp_font_family",
    "wp_font_face",
}
_SETTINGS = {
    "custom_css",
    "customize_changeset",
    "oembed_cache",
    "user_request",
    "acf-field",
    "acf-field-group",
}
_FORMS = {"wpcf7_contact_form", "wpforms", "feedback", "flamingo_inbound", "nf_sub", "mc4wp-form"}


def problem_of(kind: str, fields: Fields) -> str:
    """Return why an item of this type is not imported."""
    values = {"type": kind, "parent": fields.get("post_parent"), "title": fields.get("title")[:100]}
    if kind == "revision":
        return _("A revision of post %(parent)s: only the post itself is imported.") % values
    if kind == "nav_menu_item":
        return _("A menu entry: menus are made in this site.")
    if kind == "wp_block":
        return _("A reusable block: its text stands in the articles that use it.")
    if kind in _THEME:
        return _("A part of the old site's theme (%(type)s).") % values
    if kind in _SETTINGS:
        return _("A setting of the old site (%(type)s).") % values
    if kind in _FORMS:
        return _("A form of a plugin, or what somebody sent with one (%(type)s).") % values
    return _("A post of the type “%(type)s”: only posts and pages are imported.") % values
