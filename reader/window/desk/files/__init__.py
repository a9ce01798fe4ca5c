"""Articles and files into the library and out of it; what comes from outside."""
