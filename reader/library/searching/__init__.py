"""Full-text search: a query as SQL, and the words around what was found."""
