"""Forms of the old site become drafts of calls to action."""

from collections import Counter
from collections.abc import Iterator

from blocks.vocabulary import CallToActionKind
from cms.legacy.drafts import CallToActionDraft, rich_text, stable_id
from cms.legacy.items import Form, Item


def panels_of(item: Item) -> Iterator[CallToActionDraft]:
    """A draft for each form, in order; a second one of its kind gets a slug of its own."""
    seen: Counter[str] = Counter()
    for form in item.forms:
        seen[form.kind] += 1
        slug = form.kind.replace("_", "-")
        yield CallToActionDraft(
            kind=form.kind,
            slug=slug if seen[form.kind] == 1 else f"{slug}-{seen[form.kind]}",
            heading=_heading(form),
            body=rich_text(form.text),
            success_message=form.success_message,
            button_label=form.button,
            occurrences=form.occurrences,
            line=form.line,
            placement_id=stable_id(item.sha256, f"{form.kind}-{seen[form.kind]}"),
            fields=form.fields,
        )


def _heading(form: Form) -> str:
    """A panel needs a heading: the form's own, the words on its button, or what it is."""
    return form.heading.strip() or form.button.strip() or str(CallToActionKind(form.kind).label)
