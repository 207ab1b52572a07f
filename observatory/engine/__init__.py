"""The single joint: one source from page to change, the clock, and what is done to the store."""
