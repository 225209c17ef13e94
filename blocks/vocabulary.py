"""The closed lists an editor chooses from, so that stored values, labels and API enumerations cannot drift apart."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BlockMenu:
    """The groups of the menu from which an editor chooses a block."""

    TEXT = _("Text")
    MEDIA = _("Media")
    EVIDENCE = _("Evidence")
    ACTIONS = _("Actions")
    PEOPLE = _("People")


class StudyDesign(TextChoices):
    """How the study that is summarised was made; names as in common reporting guidelines (EQUATOR)."""

    META_ANALYSIS = "meta_analysis", _("Meta-analysis")
    IPD_META_ANALYSIS = "ipd_meta_analysis", _("Meta-analysis of individual participant data")
    SYSTEMATIC_REVIEW = "systematic_review", _("Systematic review")
    RANDOMISED_CONTROLLED_TRIAL = "randomised_controlled_trial", _("Randomised controlled trial")
    NON_RANDOMISED_TRIAL = "non_randomised_trial", _("Non-randomised trial")
    COHORT = "cohort", _("Cohort study")
    NESTED_CASE_CONTROL = "nested_case_control", _("Nested case-control study")
    CASE_CONTROL = "case_control", _("Case-control study")
    CROSS_SECTIONAL = "cross_sectional", _("Cross-sectional study")
    CASE_SERIES = "case_series", _("Case series")
    CASE_REPORT = "case_report", _("Case report")
    QUALITATIVE = "qualitative", _("Qualitative study")
    NARRATIVE_REVIEW = "narrative_review", _("Narrative review")
    GUIDELINE = "guideline", _("Guideline")
    OTHER = "other", _("Other design")


class EffectMeasure(TextChoices):
    """The effect measure of a result; names as in the Cochrane Handbook, chapter 6."""

    ODDS_RATIO = "odds_ratio", _("Odds ratio")
    RISK_RATIO = "risk_ratio", _("Risk ratio")
    HAZARD_RATIO = "hazard_ratio", _("Hazard ratio")
    RATE_RATIO = "rate_ratio", _("Rate ratio")
    MEAN_DIFFERENCE = "mean_difference", _("Mean difference")
    STANDARDISED_MEAN_DIFFERENCE = "standardised_mean_difference", _("Standardised mean difference")
    RISK_DIFFERENCE = "risk_difference", _("Risk difference")
    OTHER = "other", _("Other measure")


class Direction(TextChoices):
    """What the source says happened to the outcome."""

    HIGHER = "higher", _("Higher")
    LOWER = "lower", _("Lower")
    NO_DIFFERENCE = "no_difference", _("No difference found")
    MIXED = "mixed", _("Mixed")
    UNCLEAR = "unclear", _("Unclear")


class Favours(TextChoices):
    """Which side a result speaks for; not the same as its direction (fewer deaths is lower and good)."""

    INTERVENTION = "intervention", _("The intervention or exposure")
    COMPARATOR = "comparator", _("The comparator")
    NEITHER = "neither", _("Neither")
    UNCLEAR = "unclear", _("Unclear")


class Certainty(TextChoices):
    """Certainty of the evidence in the four levels of GRADE, or an explicit "not assessed"."""

    HIGH = "high", _("High")
    MODERATE = "moderate", _("Moderate")
    LOW = "low", _("Low")
    VERY_LOW = "very_low", _("Very low")
    NOT_ASSESSED = "not_assessed", _("Not assessed")


class PValueOperator(TextChoices):
    """How a p value was printed."""

    EQUAL = "=", "="
    LESS = "<", "<"
    GREATER = ">", ">"
    AT_MOST = "<=", "≤"
    AT_LEAST = ">=", "≥"


class CalloutTone(TextChoices):
    """Why a passage is set apart."""

    NOTE = "note", _("Note")
    IMPORTANT = "important", _("Important")
    CAUTION = "caution", _("Caution")
    EXAMPLE = "example", _("Example")


class CallToActionKind(TextChoices):
    """What a reader is asked to do."""

    NEWSLETTER = "newsletter", _("Newsletter sign-up")
    INFORMATION_PACKET = "information_packet", _("Information packet request")
    CONTACT = "contact", _("Contact")
    DOWNLOAD = "download", _("Download")
    LINK = "link", _("Link")
    DONATE = "donate", _("Donation")


class HeadingLevel(TextChoices):
    """Levels below the page title, which is the only level 1."""

    H2 = "2", _("Section")
    H3 = "3", _("Subsection")
    H4 = "4", _("Sub-subsection")


FORM_KINDS = frozenset(
    {CallToActionKind.NEWSLETTER, CallToActionKind.INFORMATION_PACKET, CallToActionKind.CONTACT}
)
"""Kinds of call to action that ask the reader to fill in a form; the others lead somewhere."""


class AcknowledgedStatus(TextChoices):
    """What a notice about a source may say, so that an editor can cite it all the same."""

    CORRECTED = "corrected", _("Corrected")
    CONCERN = "concern", _("Under an expression of concern")
    RETRACTED = "retracted", _("Retracted")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    NOT_FOUND = "not_found", _("Not found in any registry")


class CallToActionTone(TextChoices):
    """How much a panel asks for attention."""

    QUIET = "quiet", _("Quiet")
    NEUTRAL = "neutral", _("Neutral")
    PROMINENT = "prominent", _("Prominent")


class FormFieldType(TextChoices):
    """What a field of a form takes."""

    TEXT = "text", _("Text")
    LONG_TEXT = "long_text", _("Long text")
    EMAIL = "email", _("E-mail address")
    PHONE = "phone", _("Telephone number")
    CHOICE = "choice", _("Choice")
    MULTIPLE_CHOICE = "multiple_choice", _("Multiple choice")
    CHECKBOX = "checkbox", _("Checkbox")
    COUNTRY = "country", _("Country")
    POSTAL_ADDRESS = "postal_address", _("Postal address")
    HIDDEN = "hidden", _("Hidden value")


class Autocomplete(TextChoices):
    """What a browser may fill in by itself: values of the attribute `autocomplete` of HTML."""

    NAME = "name", _("Full name")
    GIVEN_NAME = "given-name", _("First name")
    FAMILY_NAME = "family-name", _("Family name")
    ORGANIZATION = "organization", _("Organisation")
    JOB_TITLE = "organization-title", _("Job title")


class PanelPosition(TextChoices):
    """Where a rule puts a panel."""

    AFTER_SECTION = "after_section", _("After a section")
    END = "end", _("At the end")
