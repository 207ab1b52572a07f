"""Programmes and funds around the clusters, and their promises beside what came of them."""
