"""Bytes to text: which encoding they are in, and text as the model holds it."""
