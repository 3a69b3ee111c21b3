"""Under which passphrase a seminar and its backups stand."""
