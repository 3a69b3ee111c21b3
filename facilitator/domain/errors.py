"""The one error that is meant for people."""


class SeminarError(Exception):
    """A sentence a person can act on; anything else that is raised is a bug."""
