"""What keeps a page from being published: open remarks of the rules that the site has chosen for that."""

import logging
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.models import Page

from cms.evidence import Remark
from cms.models.delivered_page import DeliveredPage
from cms.remarks.judge import blocking_rules, judge_page
from cms.remarks.keep import today
from cms.remarks.places import places_in
from cms.remarks.words import message_of

__all__ = ["publication_refusals"]

logger = logging.getLogger(__name__)
CODE = "open_remark"


def publication_refusals(page: Any) -> Mapping[str, ValidationError]:
    """By field, the errors for open remarks; those about a block stand at the block. A page that can not be judged is
    not refused: that is our mistake, and in the log."""
    if not isinstance(page, DeliveredPage) or not isinstance(page, Page):
        return {}
    kinds = {vars(base)["wire_type"] for base in type(page).__mro__ if "wire_type" in vars(base)}
    chosen = [rule for rule in blocking_rules() if not rule.page_types or kinds.intersection(rule.page_types)]
    if not chosen:
        return {}
    try:
        remarks = judge_page(page, today=today(), by=chosen).open
    except Exception:
        logger.exception("Page %s could not be judged before it was published.", page.pk)
        return {}
    return _errors(page, remarks) if remarks else {}


def _errors(page: Any, remarks: tuple[Remark, ...]) -> dict[str, ValidationError]:
    places = places_in(page)
    in_blocks: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    in_fields: dict[str, list[str]] = defaultdict(list)
    for remark in remarks:
        text = _text(remark)
        place = places.get(remark.block or "")
        if place is not None:
            in_blocks[place.field.name][place.position].append(text)
        else:
            in_fields[remark.field or NON_FIELD_ERRORS].append(text)
    errors: dict[str, ValidationError] = {}
    for name in {**in_blocks, **in_fields}:
        own = [ValidationError(text, code=CODE) for text in in_fields.get(name, ())]
        at_blocks = {
            position: ValidationError([ValidationError(text, code=CODE) for text in texts])
            for position, texts in in_blocks.get(name, {}).items()
        }
        errors[name] = StreamBlockValidationError(at_blocks, own) if at_blocks else ValidationError(own)
    return errors


def _text(remark: Remark) -> str:
    way = _("Mend it, or save the draft and acknowledge it under “Remarks” before you publish.")
    return f"{message_of(remark)} {way}"
