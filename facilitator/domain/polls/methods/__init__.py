"""The voting methods: a file each, and the registry that everything else asks."""
