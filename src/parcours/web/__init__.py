"""What goes to browsers as it is: the colours of both sides, and scripts as they are served."""
