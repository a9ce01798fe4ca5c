"""What a person set, and Reader in the applications menu."""
