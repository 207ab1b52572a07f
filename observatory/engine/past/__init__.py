"""What was read long ago, read and folded again: archives, better readers, rebuilding."""
