"""Notes of the article that is shown: made, shown, chosen, changed, kept."""
