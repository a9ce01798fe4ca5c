"""Where sentences begin and end: what the sentence library proposes, mended by rules and by speech."""
