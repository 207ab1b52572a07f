"""What keeps an installation well: backups, the audit, complaints, room in the archive."""
