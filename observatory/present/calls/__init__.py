"""Calls for projects: what is stated of each, its steps, its conditions as questions."""
