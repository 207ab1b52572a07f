"""One run of a source: from its pages, kept as they came, to what is believed and told."""
