"""The HTTP API: finished documents for frontends, read anonymously."""
