"""What somebody may do with a seminar, by their rights in the database."""

from enum import StrEnum


class May(StrEnum):
    """What somebody may do."""

    RUN = "run"
    READ = "read"
    NOTHING = "nothing"


ASKED = """
    SELECT CASE
        WHEN has_schema_privilege(to_regnamespace(%(own)s), 'USAGE') THEN CASE
            WHEN has_table_privilege('meta', 'UPDATE') THEN 'run'
            WHEN has_table_privilege('meta', 'SELECT') THEN 'read' ELSE 'nothing' END
        WHEN has_schema_privilege(to_regnamespace(%(readers)s), 'USAGE')
            AND obj_description(to_regnamespace(%(readers)s), 'pg_namespace')
                = %(mark)s || to_regnamespace(%(own)s)::oid
            AND has_table_privilege('meta', 'SELECT') THEN 'read'
        ELSE 'nothing' END"""
"""Whoever may not use a seminar's own schema reads it by another, which says whose it is: one that
was restored under the same name is another seminar.
"""
MARK = "facilitator-readers "
"""What the comment on the readers' schema says that it is, before the seminar's own number."""
