"""The editor's side: forms, lists and choosers."""
