"""Write XML with the library, whatever the texts hold: what XML 1.0 forbids (2.2, Characters) is left out."""

import re
from xml.etree import ElementTree as ET

__all__ = ["document", "element"]

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Element = ET.Element


def element(parent: Element | None, tag: str, text: str | None = None, **attributes: str) -> Element:
    """A new element, below its parent if it has one. In the names of attributes `__` stands for a colon."""
    named = {name.replace("__", ":"): _FORBIDDEN.sub("", value) for name, value in attributes.items()}
    found = Element(tag, named) if parent is None else ET.SubElement(parent, tag, named)
    if text is not None:
        found.text = _FORBIDDEN.sub("", text)
    return found


def document(root: Element) -> bytes:
    """The whole document, in UTF-8."""
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written
