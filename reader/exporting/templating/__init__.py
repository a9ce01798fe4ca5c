"""Formats that are templates: those that come along, and a person's own in their sandbox."""
