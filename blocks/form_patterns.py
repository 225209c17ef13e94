"""What fields of a form take, as regular expressions that browsers and this server read in the same way.

They are ECMAScript with the flag `u`, as validators of JSON Schema compile them, and also with `v`, as the attribute
`pattern` of HTML does. Python's dialect differs in two points that matter here, so neither `$` (which lets a line break
follow) nor `\\S` alone (which is not the same set of characters) is used. Each takes time in proportion to the text.
"""

from typing import Final

__all__ = ["EMAIL", "LINE", "PHONE", "SOME_LINE", "SOME_TEXT", "TEXT"]

_END: Final = r"(?![\s\S])"
_VISIBLE: Final = r"[^\s\u0085\u00ad\u180e\u200b-\u200f\u2060\ufeff]"
"""A character that can be seen: what is white space in either language, and what has no width, is left out."""
_ONE_LINE: Final = r"[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*"
"""Without control characters and line breaks, and so without what could begin another header of a mail."""
_LINES: Final = r"[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*"
_NEITHER_SPACE_NOR_AT: Final = r"[^\s\u0000-\u0020\u007f-\u009f\u2028\u2029\ufeff@]+"

LINE: Final = f"^{_ONE_LINE}{_END}"
SOME_LINE: Final = rf"^(?=[\s\S]*{_VISIBLE}){_ONE_LINE}{_END}"
TEXT: Final = f"^{_LINES}{_END}"
SOME_TEXT: Final = rf"^(?=[\s\S]*{_VISIBLE}){_LINES}{_END}"
EMAIL: Final = f"^{_NEITHER_SPACE_NOR_AT}@{_NEITHER_SPACE_NOR_AT}{_END}"
"""The least that an address has, for clients that do not know the format `email`; the server looks closer."""
PHONE: Final = rf"^\+?[0-9\(][0-9 \(\)\.\/\-]{{3,37}}[0-9]{_END}"
