"""Care of a library: backups of it and of its notes, and what is made of a damaged one."""
