"""What of a page is no part of its article is told by a list of rules that a site can extend."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cms.legacy.markup.tree import Node

MOST_OF_IT = 0.7
"""An element that holds more than this share of the text is the article, whatever it is called."""

TOO_LITTLE = 250
"""Characters of text; what has fewer is never taken for the article for its share alone."""


@dataclass(frozen=True, slots=True)
class BoilerplateRule:
    """One way to know an element that is set aside. Every condition that is given must hold.

    ``tags`` are names of elements; ``names`` is matched, without regard to case, against each whole class and id;
    ``role`` against the ``role``; ``attribute`` is the name of an attribute and ``value`` a pattern found in it.
    ``max_length`` is how many characters of text it has at most. ``reason`` says, in words for people, what it is.
    """

    id: str
    reason: str
    tags: tuple[str, ...] = ()
    names: str = ""
    role: str = ""
    attribute: str = ""
    value: str = ""
    max_length: int = 0

    def matches(self, node: Node) -> bool:
        if self.tags and node.tag not in self.tags:
            return False
        if self.role and not re.fullmatch(self.role, node.get("role"), re.IGNORECASE):
            return False
        if self.attribute and (
            self.attribute not in node.attributes
            or not re.search(self.value, node.attributes[self.attribute], re.IGNORECASE)
        ):
            return False
        if self.max_length and node.size > self.max_length:
            return False
        return not self.names or any(re.fullmatch(self.names, name, re.IGNORECASE) for name in node.names)


def _named(id_: str, reason: str, names: str) -> BoilerplateRule:
    return BoilerplateRule(id_, reason, names=names)


BOILERPLATE_RULES: tuple[BoilerplateRule, ...] = (
    _named("archive-bar", "the bar of a web archive", r"wm-ipp.*|wm-.*toolbar|donato"),
    BoilerplateRule("menu", "a menu", tags=("amp-sidebar",)),
    BoilerplateRule("share", "links for sharing", tags=("amp-social-share", "amp-addthis")),
    BoilerplateRule("cookies", "a notice on cookies", tags=("amp-consent", "amp-user-notification")),
    BoilerplateRule("advertisement", "an advertisement", tags=("amp-ad", "amp-embed", "amp-sticky-ad")),
    BoilerplateRule("menu", "a menu", tags=("nav",)),
    BoilerplateRule("menu", "a menu", role="navigation|menu|menubar"),
    _named(
        "menu",
        "a menu",
        r"(?:main|site|primary|secondary|top|footer|mobile|header)[-_]?(?:nav|navigation|menu)|nav(?:bar|igation)?"
        r"|menu|post[-_]navigation|nav[-_]links|pagination|pager|page[-_]links|lang(?:uage)?[-_](?:switcher|menu)",
    ),
    _named(
        "contents",
        "a table of contents",
        r"toc(?:[-_]container)?|table[-_]of[-_]contents|(?:wp-block-)?(?:ez-toc|lwptoc|rank-math-toc)(?:[-_].*)?",
    ),
    _named("breadcrumbs", "where the page stands in the site", r"(?:.*[-_])?bread[-_]?crumbs?(?:[-_].*)?"),
    _named(
        "share",
        "links for sharing",
        r"(?:.*[-_])?(?:share|sharing|social)[-_]?(?:bar|buttons?|links?|icons?|media|this|post|box|list)?(?:[-_]\d+)?"
        r"|addtoany.*|a2a_kit|sharedaddy|sd-sharing.*|jp-relatedposts-share|addthis.*|et_social.*|heateor.*|ssba.*",
    ),
    BoilerplateRule(
        "share",
        "links for sharing",
        attribute="data-network",
        value="facebook|twitter|linkedin",
        max_length=80,
    ),
    _named(
        "cookies",
        "a notice on cookies",
        r"(?:.*[-_])?(?:cookies?|gdpr|consent|cc)[-_]?(?:notice|banner|bar|law|popup|info|consent|window|policy-banner)"
        r"(?:[-_].*)?|cookie|cky-.*|onetrust.*|cmplz-.*|cookieyes.*",
    ),
    _named(
        "related",
        "links to other articles",
        r"(?:.*[-_])?related[-_]?(?:posts?|articles?|content|entries|stories|links)?|jp-relatedposts|yarpp.*"
        r"|(?:you[-_]may[-_]also[-_]like|more[-_](?:posts|stories|articles)|recent[-_]posts|popular[-_]posts|read[-_]more[-_]posts)",
    ),
    _named(
        "comments",
        "comments of readers",
        r"comments?(?:[-_](?:area|list|section|wrap|respond))?|respond|disqus.*",
    ),
    _named(
        "author-box",
        "a box on the author",
        r"(?:post[-_])?author[-_](?:box|bio|info|description|card|profile)|about[-_]author|saboxplugin.*",
    ),
    _named(
        "post-details",
        "date, author and filing of the article",
        r"(?:entry|post|article)[-_](?:meta|info|footer|details|tags|categories|date|byline)|posted[-_](?:on|in|by)|byline"
        r"|authors|author[-_]list|contrib(?:utor)?[-_](?:group|list)|affiliations?"
        r"|cat[-_]links|tags[-_]links|tag[-_]cloud|edit[-_]link",
    ),
    _named(
        "skip-link",
        "for screen readers only",
        r"skip[-_]?(?:link|to[-_](?:content|main)|nav)|screen[-_]reader[-_]text|sr[-_]only|visually[-_]?hidden",
    ),
    _named(
        "advertisement",
        "an advertisement",
        r"ads?|adsbygoogle|advert(?:s|isement|ising)?|(?:.*[-_])?ad[-_](?:slot|container|wrapper|unit|banner|space)"
        r"|google[-_]ad.*|banner[-_]ads?|sponsored(?:[-_].*)?",
    ),
    _named(
        "sidebar",
        "a sidebar",
        r"(?:.*[-_])?sidebar(?:[-_](?:primary|right|left|main|widget.*|\d+))?|widget[-_]area",
    ),
    BoilerplateRule("sidebar", "a sidebar", role="complementary"),
    _named(
        "site-footer",
        "the foot of the site",
        r"(?:site|page|main|global)[-_]?footer|colophon|footer[-_]widgets",
    ),
    BoilerplateRule("site-footer", "the foot of the site", role="contentinfo"),
    _named(
        "site-header",
        "the head of the site",
        r"(?:site|page|main|global)[-_]?(?:header|branding)|masthead|topbar",
    ),
    BoilerplateRule("site-header", "the head of the site", role="banner"),
    _named("print", "a button for printing", r"print(?:[-_]?(?:friendly|button|link|page))|printfriendly.*"),
    _named("edit-link", "for editors of the old site", r"mw-editsection|post-edit-link"),
    BoilerplateRule("hidden", "hidden on the page", attribute="hidden"),
    BoilerplateRule(
        "hidden",
        "hidden on the page",
        attribute="style",
        value=r"(?:display\s*:\s*none|visibility\s*:\s*hidden)",
    ),
    BoilerplateRule(
        "hidden", "hidden from those who listen", attribute="aria-hidden", value="^true$", max_length=20
    ),
)
"""The rules of every reader that is given no others. More: ``(*BOILERPLATE_RULES, BoilerplateRule(…))``."""


class Boilerplate:
    """The rules at work on one tree."""

    def __init__(self, rules: Sequence[BoilerplateRule], *, whole: int) -> None:
        self._rules = tuple(rules)
        self._most = max(TOO_LITTLE, MOST_OF_IT * whole)
        self._telling = {rule.attribute for rule in rules if rule.attribute} | {"class", "id", "role"}
        self._tags = {tag for rule in rules for tag in rule.tags}
        self._known: dict[tuple[object, ...], tuple[BoilerplateRule, ...]] = {}

    def rule(self, node: Node) -> BoilerplateRule | None:
        """The first rule that sets the element aside, if any."""
        if node.size > self._most:
            return None
        given = tuple((name, value) for name, value in node.attributes.items() if name in self._telling)
        if not given and node.tag not in self._tags:
            return None
        key = (node.tag, *given)
        if key not in self._known:
            # Only the length may differ between elements that look alike.
            alike = Node(node.tag, node.attributes)
            self._known[key] = tuple(rule for rule in self._rules if rule.matches(alike))
        return next(
            (rule for rule in self._known[key] if not rule.max_length or node.size <= rule.max_length), None
        )
