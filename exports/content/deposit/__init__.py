"""What an archive takes beside the words and the votes."""
