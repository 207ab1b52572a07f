"""A publisher who means harm: what stands on its page is what it would like others to run."""
