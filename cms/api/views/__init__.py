"""The views: each reads its parameters, makes one call, and sends bytes."""
