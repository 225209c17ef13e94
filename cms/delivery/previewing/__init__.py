"""Previews: drafts for their editors, on the frontend, before anything is public."""
