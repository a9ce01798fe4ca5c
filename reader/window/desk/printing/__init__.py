"""The article on paper."""
