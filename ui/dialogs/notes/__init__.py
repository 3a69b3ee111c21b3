"""What a group's notes hold beside words: photographs of its flip charts."""
