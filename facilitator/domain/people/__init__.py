"""Who is expected, who came with which device, and who works in which breakout."""
