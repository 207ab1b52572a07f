"""The single joint: one source from page to change, the clock, and what is done to the store.

``run`` takes a source from its pages to what is believed and told; ``past`` reads again what was
kept, or captured long ago; ``decisions`` are people's; ``timing`` says when a source is visited;
``outgoing`` tells the operator; ``upkeep`` keeps an installation well.
"""
