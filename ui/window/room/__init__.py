"""The room as an open seminar needs it: votes close when they are due, and leave no trace."""
