"""Notes made elsewhere, a module a format: `w3c`, `hypothesis`, `kindle`, `reader`."""
