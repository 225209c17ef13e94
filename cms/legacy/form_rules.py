"""How the lines of a form are known: a list of patterns that a site can extend."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Part = Literal["heading", "text", "button", "label", "error", "success"]

MAX_HEADING_WORDS = 10
MAX_MESSAGE_LENGTH = 160
MAX_TEXT_LENGTH = 400


@dataclass(frozen=True, slots=True)
class FormRule:
    """One way to know a line of a form. ``kind`` is a value of ``CallToActionKind``, or "" for any kind.

    ``pattern`` is matched without regard to case, against a whole heading, button or label, and against the
    beginning of a text or a success message.
    """

    part: Part
    kind: str
    pattern: str

    def matches(self, text: str) -> bool:
        if self.part in ("text", "success"):
            return re.match(self.pattern, text, re.IGNORECASE) is not None
        return re.fullmatch(self.pattern, text, re.IGNORECASE) is not None


_PACKET = r"(?:packet|pack|package|kit|brochure)"
_GUIDE = r"(?:guide|e-?book|white ?paper|checklist|fact ?sheet|report|pdf)"
_LETTER = r"(?:e-?)?(?:newsletters?|news|mailing list|(?:e-?mail )?updates|e-?mail list)"
_ASKED = r"(?:message|request|form|submission|inquiry|enquiry|details|donation|order)"
_FOR_WHAT = rf"(?:your (?:interest|support|{_ASKED})|contacting us|getting in touch|reaching out)"
_MEETING = r"(?:call ?back|consultation|appointment)"

FORM_RULES: tuple[FormRule, ...] = (
    FormRule("heading", "newsletter", rf"(?:subscribe|sign[ -]?up|join|register)\b.{{0,40}}\b{_LETTER}"),
    FormRule(
        "heading", "newsletter", r"(?:(?:our|free|weekly|monthly|e-?mail) )*newsletter(?: sign[ -]?up)?"
    ),
    FormRule("heading", "newsletter", r"stay (?:up[ -]to[ -]date|informed|connected|in the loop)"),
    FormRule("heading", "newsletter", rf"get (?:our|the)\b.{{0,20}}\b{_LETTER}"),
    FormRule("heading", "information_packet", rf"(?:request|get|order|receive|claim)\b.{{0,30}}\b{_PACKET}"),
    FormRule("heading", "information_packet", r"(?:request|get)(?: more| free| your)* info(?:rmation)?"),
    FormRule("heading", "information_packet", rf"(?:free )?info(?:rmation)? {_PACKET}"),
    FormRule("heading", "download", rf"(?:download|get|claim)\b.{{0,40}}\b{_GUIDE}(?: now)?"),
    FormRule("heading", "contact", r"(?:contact us|get in touch)(?: with us)?(?: today| now)?"),
    FormRule("heading", "contact", r"(?:send|leave) us a message"),
    FormRule(
        "heading", "contact", rf"(?:request|book|schedule|get) (?:an?|your)(?: free)? {_MEETING}(?: today)?"
    ),
    FormRule(
        "heading", "donate", r"donate(?: now| today| online)?|make a donation|support our (?:work|research)"
    ),
    FormRule("success", "newsletter", r"(?:success\W+)?you(?: have|['’]ve|['’]re| are)\b.{0,20} subscribed"),
    FormRule(
        "success", "newsletter", r"(?:thanks|thank you) for (?:subscribing|signing up|joining|your subscri)"
    ),
    FormRule("success", "", r"(?:please )?check your (?:e-?mail|inbox)\b"),
    FormRule("success", "", rf"(?:thanks|thank you)(?: so much| very much)? for {_FOR_WHAT}\b"),
    FormRule(
        "success",
        "",
        rf"(?:(?:success|thanks|thank you)\W+)?your {_ASKED}\b.{{0,30}}\b(?:sent|received|submitted)\b",
    ),
    FormRule("success", "", r"we(?:['’]ll| will) (?:be in touch|get back to you|contact you)\b"),
    FormRule("success", "", r"(?:success|thanks|thank you)[.!]*$"),
    FormRule(
        "text", "", r"(?:join|subscribe to) our\b|sign[ -]?up (?:for|to)\b|enter your\b|fill (?:out|in)\b"
    ),
    FormRule(
        "text", "", r"we(?:['’]ll| will) (?:send|mail|e-?mail) (?:you|your)\b|complete (?:the|this) form\b"
    ),
    FormRule("text", "", r"(?:receive|get) (?:the latest|our|news|updates)\b|be the first to\b"),
    FormRule("text", "", r"by (?:clicking|submitting|subscribing|signing up)\b|you can unsubscribe\b"),
    FormRule("button", "", r"(?:submit|send|subscribe|sign[ -]?up|join|download|request)(?: now| here| it)?"),
    FormRule("button", "", r"(?:send|get|request) (?:me )?(?:my|the|your) \w+(?: \w+)?"),
    FormRule("label", "", r"(?:your )?(?:(?:first|last|full|family) )?name|(?:your )?e-?mail(?: address)?"),
    FormRule("label", "", r"(?:your )?(?:(?:tele)?phone(?: number)?|(?:postal )?address|message)"),
    FormRule("label", "", r"country|city|zip(?: code)?|postcode|this field is required|\* ?required"),
    FormRule("error", "", r"(?:oops|sorry)\W+something went wrong.*"),
)
"""The rules of every reader that is given no others. More: ``(*FORM_RULES, FormRule("heading", …))``."""


def part_of(text: str, *, rules: Sequence[FormRule] = FORM_RULES) -> tuple[Part, str] | None:
    """Return which part of a form the line may be, and of which kind; None for a line that is only prose."""
    core = text.rstrip(" *:!.…»›>→")
    for rule in rules:
        if rule.part == "heading" and (text.endswith(".") or len(text.split()) > MAX_HEADING_WORDS):
            continue
        if rule.part in ("button", "label", "error") and len(text) > MAX_MESSAGE_LENGTH // 2:
            continue
        if rule.part == "success" and len(text) > MAX_MESSAGE_LENGTH:
            continue
        if rule.part == "text" and len(text) > MAX_TEXT_LENGTH:
            continue
        if rule.matches(text if rule.part in ("text", "success") else core):
            return rule.part, rule.kind
    return None


def stands_alone(text: str, *, rules: Sequence[FormRule] = FORM_RULES) -> bool:
    """Return whether the line is a piece of a form that no line break of a paragraph produces by chance."""
    found = part_of(text, rules=rules)
    if found is None:
        return False
    return found[0] == "heading" or (found[0] == "success" and len(text) <= 80 and text[-1] in ".!")


def normalise(text: str) -> str:
    """Return the text for comparing: case, kinds of quotes and spaces, and punctuation at the ends gone."""
    plain = " ".join(text.split()).casefold().translate(str.maketrans("‘’“”", "''\"\""))
    return plain.strip(" .,:;!?\"'*")
