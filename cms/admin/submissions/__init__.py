"""What readers sent, for the team: lists, details, exports, and all that is held about an address.

Everything here is personal data. Each view is guarded (`guard`), and whoever looks, exports or erases is written down.
"""
