"""Coverage-guided fuzzing of all that reads what strangers send: ``make fuzz``, ARGS=seconds."""
