"""Reads HTML into flat blocks of text and writes it again; what may stand in it is stated in `policy`.

Pure and recursion-free: the modules know nothing of Wagtail, bleach or Portable Text.
"""
