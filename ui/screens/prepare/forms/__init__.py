"""Forms whose fields save by themselves."""
