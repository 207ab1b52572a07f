"""What is sent to the operator: notices, and the one door for mail."""
