"""What a seminar is and the rules it keeps: plain values, no input or output, `now` passed in."""
