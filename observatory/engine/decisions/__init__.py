"""What people decide: journalled, applied by folding again, undone by a later decision."""
