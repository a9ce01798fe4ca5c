"""The section tree: articles and, below each, its sections.

`model` holds the rows (lazy), `delegate` paints one, `view` is the tree, `column` the tree with its
filter field. `shelf`, `filtering` and `rows` are the rules, without Qt.
"""
