"""The only reader of settings: one typed property each, read when it is asked for, with its default beside it."""

from cms.conf.delivery import Delivery
from cms.conf.editing import Editing
from cms.conf.host import Host
from cms.conf.imports import Imports
from cms.conf.legacy import Legacy
from cms.conf.library import Library
from cms.conf.previewing import Previewing
from cms.conf.submissions import Submissions

__all__ = ["conf"]


class Conf(Delivery, Library, Submissions, Editing, Legacy, Imports, Previewing, Host):
    """The plugin's settings. In a host's settings each has the prefix `CMS_`."""


conf = Conf()
