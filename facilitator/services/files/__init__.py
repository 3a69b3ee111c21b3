"""The seminar file: opened safely, checked, watched."""
