"""Articles of an old site become clean drafts, with a report that a person can trust.

A reader turns bytes into a neutral ``Item``; ``convert`` turns the item into the draft of a page; ``load``
writes it. Everything before ``load`` is pure: no database, no settings, no network.
"""
