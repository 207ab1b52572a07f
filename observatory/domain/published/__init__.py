"""Published figures: measures computed over plain values, and the figures as stated."""
