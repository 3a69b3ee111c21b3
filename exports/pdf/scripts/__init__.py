"""Setting what people wrote in scripts that the one typeface lacks."""
