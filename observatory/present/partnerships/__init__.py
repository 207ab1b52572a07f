"""International partnerships: one and all of them, and when each ran."""
