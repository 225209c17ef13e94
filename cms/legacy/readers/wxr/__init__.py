"""Exports of WordPress (WXR 1.0 to 1.2), read as a stream: an export of any size needs the memory of one item.

``scanner`` cuts the file into items, ``fields`` and ``mending`` find what an item says, ``articles`` says what it is.
"""
