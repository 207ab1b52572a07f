"""Finding a cluster by wishes: who meets them and why, and in which words."""
