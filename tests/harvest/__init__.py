"""Tests of pages, readers' tools and the fetch door."""
