"""The room server: phones join, answer and vote over the room's own Wi-Fi."""
