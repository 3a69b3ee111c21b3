"""What makes a PDF readable by everybody, and for long: its tags, and what it says of itself."""
