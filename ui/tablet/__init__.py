"""The shared tablet: people step up and vote in private, one after another."""
