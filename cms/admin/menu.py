"""The menu of the research desk: what else comes into it registers under the name of its hook."""

from typing import Final

__all__ = ["RESEARCH_MENU"]

RESEARCH_MENU: Final = "register_research_menu_item"
