"""Version 2: what there is one of for each round, change, merge or laptop leaves the facts."""

from sqlalchemy import Connection

_TABLES = {
    "round_secrets": "round_secret:",
    "note_changes": "change:",
    "merges": "merge:",
    "laptops": "laptop:",
    "device_names": "writer:",
}
"""The tables, by what their entries' names began with among the facts."""


def move_facts(connection: Connection) -> None:
    """Give them tables of their own, with all that is there."""
    run = connection.exec_driver_sql
    for table, start in _TABLES.items():
        run(f"CREATE TABLE {table} (key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (key))")
        begins = (start, len(start), start)
        run(
            f"INSERT INTO {table} SELECT substr(name, length(?) + 1), value FROM meta "  # noqa: S608
            "WHERE substr(name, 1, ?) = ? AND value IS NOT NULL",
            begins,
        )
        run("DELETE FROM meta WHERE substr(name, 1, ?) = ?", begins[1:])
