"""The map: stars at stated cities, the room they take, and the outlines beneath."""
