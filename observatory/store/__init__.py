"""What is kept: tables, the archive of bytes, the one writer (``ledger``) and every read (``queries``)."""
