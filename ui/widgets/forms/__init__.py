"""What people type into and press."""
