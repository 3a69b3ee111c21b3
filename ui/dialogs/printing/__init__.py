"""What is made goes to a printer: chosen, sent, followed; on a stick where that fails."""
