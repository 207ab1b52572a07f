"""What is kept: tables, archive of bytes, the one writer (``ledger``), all reads (``queries``)."""
