"""What stands around everything else."""
