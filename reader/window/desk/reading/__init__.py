"""Where one is in the article and how one goes on: pages, cursor, selection, links, search, speech."""
