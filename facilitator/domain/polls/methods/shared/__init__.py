"""What voting methods share: what each says of itself, sums, and phrases."""
