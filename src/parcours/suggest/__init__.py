"""What was meant: certain enough to be typed, or likely enough to be asked."""
