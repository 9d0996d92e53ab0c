//! One batch, statement by statement, inside the group's transaction.

use super::trouble::Trouble;
use crate::engine::{Batch, GistRow, Row};
use rusqlite::{Connection, params};

const APPEND: &str = "INSERT INTO records (client, record, version, tag, at, sealed)
    VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (client, record, version) DO NOTHING";
const FORGET_UP_TO: &str = "DELETE FROM records WHERE client = ? AND record = ? AND version <= ?";
const FIRST_GIST: &str = "INSERT INTO gists (client, tag, version, sealed)
    VALUES (?, ?, ?, ?) ON CONFLICT (client, tag) DO NOTHING";
const NEXT_GIST: &str = "UPDATE gists SET version = ?3, sealed = ?4
    WHERE client = ?1 AND tag = ?2 AND version = ?3 - 1";
const LINE: &str =
    "INSERT INTO lines (client, place, line, at, leaf, sealed) VALUES (?, ?, ?, ?, ?, ?)";
const POST: &str = "INSERT INTO post (client, post, due_at, tries, sealed) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (client, post) DO UPDATE
    SET due_at = excluded.due_at, tries = excluded.tries, sealed = excluded.sealed";
const DELIVERED: &str = "DELETE FROM post WHERE client = ? AND post = ?";
const ERASE: [&str; 4] = [
    "DELETE FROM records WHERE client = ?",
    "DELETE FROM gists WHERE client = ?",
    "DELETE FROM post WHERE client = ?",
    "UPDATE lines SET sealed = x'' WHERE client = ?",
];
const NEXT_PLACE: &str = "SELECT coalesce(max(place) + 1, 0) FROM lines";

/// The place the next ledger line takes.
pub(super) fn next_place(conn: &Connection) -> rusqlite::Result<i64> {
    conn.prepare_cached(NEXT_PLACE)?
        .query_row([], |row| row.get(0))
}

/// Applies a batch in the order of its fields. Gives the place after its last line.
pub(super) fn apply(conn: &Connection, batch: &Batch, next_place: i64) -> Result<i64, Trouble> {
    for row in &batch.rows {
        append(conn, row)?;
    }
    for row in &batch.overwrite {
        conn.prepare_cached(FORGET_UP_TO)?.execute(params![
            row.client.bytes(),
            row.record.bytes(),
            row.version
        ])?;
        append(conn, row)?;
    }
    for (client, record) in &batch.forget {
        conn.prepare_cached(FORGET_UP_TO)?.execute(params![
            client.bytes(),
            record.bytes(),
            u32::MAX
        ])?;
    }
    for gist in &batch.gists {
        write_gist(conn, gist)?;
    }
    let mut place = next_place;
    for line in &batch.lines {
        conn.prepare_cached(LINE)?.execute(params![
            line.client.bytes(),
            place,
            line.line.bytes(),
            line.at.millis(),
            line.leaf,
            line.sealed
        ])?;
        place += 1;
    }
    for item in &batch.post {
        conn.prepare_cached(POST)?.execute(params![
            item.client.bytes(),
            item.post.bytes(),
            item.due_at.millis(),
            item.tries,
            item.sealed
        ])?;
    }
    for (client, post) in &batch.delivered {
        conn.prepare_cached(DELIVERED)?
            .execute(params![client.bytes(), post.bytes()])?;
    }
    for client in &batch.erased {
        for statement in ERASE {
            conn.prepare_cached(statement)?
                .execute(params![client.bytes()])?;
        }
    }
    Ok(place)
}

fn append(conn: &Connection, row: &Row) -> Result<(), Trouble> {
    let written = conn.prepare_cached(APPEND)?.execute(params![
        row.client.bytes(),
        row.record.bytes(),
        row.version,
        row.tag,
        row.at.millis(),
        row.sealed
    ])?;
    if written == 1 {
        Ok(())
    } else {
        Err(Trouble::Conflict)
    }
}

fn write_gist(conn: &Connection, gist: &GistRow) -> Result<(), Trouble> {
    let how = if gist.version == 1 {
        FIRST_GIST
    } else {
        NEXT_GIST
    };
    let written = conn.prepare_cached(how)?.execute(params![
        gist.client.bytes(),
        gist.tag,
        gist.version,
        gist.sealed
    ])?;
    if written == 1 {
        Ok(())
    } else {
        Err(Trouble::Conflict)
    }
}
