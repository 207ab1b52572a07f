"""When a source is visited and by whom: what is due, who visits, steps of the clock."""
