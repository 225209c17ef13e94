"""What LaTeX calls the characters that it has commands for."""

from collections.abc import Mapping
from unicodedata import normalize

__all__ = [
    "ACCENTS",
    "COMBINING",
    "LETTERS",
    "SWITCHES",
    "SYMBOLS",
    "TRANSPARENT",
    "WRAPPERS",
    "latex_letter",
]

COMBINING: Mapping[str, str] = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
    "b": "\u0331",
}  # fmt: skip
"""The name of an accent's command → its combining character."""
ACCENTS: Mapping[str, str] = {combining: name for name, combining in COMBINING.items()}

LETTERS: Mapping[str, str] = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł",
    "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ",
}  # fmt: skip
_LETTER_NAMES = {letter: name for name, letter in LETTERS.items() if letter not in "åÅ"}

_GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ",
    "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ",
    "Omega": "Ω",
}  # fmt: skip
SYMBOLS: Mapping[str, str] = (
    dict(LETTERS)
    | _GREEK
    | {f"text{name}": letter for name, letter in _GREEK.items()}
    | {
        "textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciitilde": "~",
        "textasciicircum": "^", "textasciigrave": "`", "textquotesingle": "'", "textquotedbl": '"', "textdollar": "$",
        "textunderscore": "_", "textless": "<", "textgreater": ">", "textbar": "|", "lbrace": "{", "rbrace": "}",
        "textendash": "–", "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“",
        "textquotedblright": "”", "guillemotleft": "«", "guillemotright": "»", "textexclamdown": "¡",
        "textquestiondown": "¿", "textregistered": "®", "textcopyright": "©", "copyright": "©", "texttrademark": "™",
        "textdegree": "°", "degree": "°", "textmu": "µ", "texteuro": "€", "euro": "€", "pounds": "£",
        "textsterling": "£", "textsection": "§", "S": "§", "P": "¶", "dag": "†", "ddag": "‡", "textbullet": "•",
        "ldots": "…", "dots": "…", "textellipsis": "…", "textordfeminine": "ª", "textordmasculine": "º",
        "pm": "±", "textpm": "±", "times": "×", "texttimes": "×", "div": "÷", "cdot": "·", "textperiodcentered": "·",
        "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "neq": "≠", "ne": "≠", "approx": "≈", "sim": "∼", "equiv": "≡",
        "infty": "∞", "rightarrow": "→", "to": "→", "leftarrow": "←", "prime": "′", "circ": "°", "ell": "ℓ",
        "lt": "<", "gt": ">", "TeX": "TeX", "LaTeX": "LaTeX", "quad": " ", "qquad": " ", "newline": "\n", "par": "\n",
        "textonehalf": "½", "slash": "/", "backslash": "\\",
    }
)  # fmt: skip
"""The name of a command without an argument → its character."""

WRAPPERS: Mapping[str, tuple[str, str]] = {
    "emph": ("<i>", "</i>"), "textit": ("<i>", "</i>"), "textsl": ("<i>", "</i>"), "mathit": ("<i>", "</i>"),
    "mkbibemph": ("<i>", "</i>"), "textbf": ("<b>", "</b>"), "mathbf": ("<b>", "</b>"), "mkbibbold": ("<b>", "</b>"),
    "textsuperscript": ("<sup>", "</sup>"), "textsubscript": ("<sub>", "</sub>"),
    "textsc": ('<span style="font-variant:small-caps;">', "</span>"), "mkbibquote": ("“", "”"), "enquote": ("“", "”"),
}  # fmt: skip
"""The name of a command with an argument → what stands before and behind it in CSL."""

SWITCHES: Mapping[str, tuple[str, str]] = {
    "em": ("<i>", "</i>"), "it": ("<i>", "</i>"), "itshape": ("<i>", "</i>"), "sl": ("<i>", "</i>"),
    "bf": ("<b>", "</b>"), "bfseries": ("<b>", "</b>"),
}  # fmt: skip
"""The name of a command that holds to the end of its group."""

TRANSPARENT = frozenset({
    "textrm", "textsf", "texttt", "textup", "textmd", "textnormal", "text", "mathrm", "mathsf", "mathtt", "mathbb",
    "mathcal", "mbox", "hbox", "ensuremath", "url", "path", "nolinkurl", "href", "rm", "sf", "tt", "sc",
    "normalfont", "upshape", "scshape", "small", "displaystyle", "relax", "protect", "noopsort", "uppercase",
    "lowercase", "MakeUppercase", "MakeLowercase", "bibinfo", "left", "right", "textquotedblbase",
})  # fmt: skip
"""Commands of which nothing but what they are applied to is kept."""


def latex_letter(character: str) -> str | None:
    """The LaTeX of a Latin letter with an accent, or of its own; None if it has none."""
    if character in _LETTER_NAMES:
        return f"{{\\{_LETTER_NAMES[character]}}}"
    parts = normalize("NFD", character)
    if len(parts) != 2 or not (parts[0].isascii() and parts[0].isalpha()) or parts[1] not in ACCENTS:
        return None
    if normalize("NFC", parts) != character:
        return None
    name, letter = ACCENTS[parts[1]], parts[0]
    if letter in "ij" and name not in "cdkb":
        letter = f"\\{letter}"
    return (
        f"{{\\{name}{{{letter}}}}}" if name.isalpha() or letter.startswith("\\") else f"{{\\{name}{letter}}}"
    )
