//! A disk that loses power: a SQLite VFS that drops what was never synced. Tests only.
