"""All reads, as questions. Each module asks about one subject; none of them writes."""
