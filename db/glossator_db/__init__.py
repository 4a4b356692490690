"""The project file: records, schema, queries, transactions and undo."""
