"""Commands about a seminar as a whole: is it sound, and a copy of it somewhere else."""
