//! Many acts in few statements.
//!
//! The changes of a group of batches are gathered into columns, one statement per kind of change
//! for the whole group, so that sixty-four check-ins cost the database about as much talk as one.
//! Within one statement nothing may depend on order; a change to something that the wave already
//! touches therefore opens the next wave, and waves are applied one after the other.

use super::sql::What;
use crate::engine::{Batch, GistRow, NewLine, PostRow, Row, Tag};
use care::{ClientId, RecordId};
use std::collections::HashMap;
use tokio_postgres::types::ToSql;

/// A statement's parameters.
type Parameters<'a> = Vec<&'a (dyn ToSql + Sync)>;

/// One statement to run, its parameters, and how many rows it must change if there is no conflict.
pub(super) struct Step<'a> {
    pub(super) what: What,
    pub(super) parameters: Parameters<'a>,
    pub(super) must_change: Option<u64>,
}

/// What a change touches.
#[derive(PartialEq, Eq, Hash)]
enum Touch {
    Record(ClientId, RecordId),
    Gist(ClientId, Tag),
    Post(ClientId, RecordId),
}

/// Changes that can be applied in any order among themselves.
#[derive(Default)]
pub(super) struct Wave<'a> {
    rows: Rows<'a>,
    overwrite: Rows<'a>,
    forget: Ids<'a>,
    first_gists: Gists<'a>,
    next_gists: Gists<'a>,
    lines: Lines<'a>,
    post: Post<'a>,
    delivered: Ids<'a>,
    erased: Vec<&'a [u8]>,
    /// What is touched, and whether only by appending, which does not mind company.
    touched: HashMap<Touch, bool>,
}

/// Gathers the changes of some batches, in their order.
pub(super) fn gather<'a>(batches: impl IntoIterator<Item = &'a Batch>) -> Vec<Wave<'a>> {
    let mut waves = Waves {
        done: Vec::new(),
        open: Wave::default(),
    };
    for batch in batches {
        for row in &batch.rows {
            waves
                .touching(Touch::Record(row.client, row.record), true)
                .rows
                .push(row);
        }
        for row in &batch.overwrite {
            waves
                .touching(Touch::Record(row.client, row.record), false)
                .overwrite
                .push(row);
        }
        for (client, record) in &batch.forget {
            waves
                .touching(Touch::Record(*client, *record), false)
                .forget
                .push(client, record);
        }
        for gist in &batch.gists {
            let wave = waves.touching(Touch::Gist(gist.client, gist.tag), false);
            if gist.version == 1 {
                wave.first_gists.push(gist);
            } else {
                wave.next_gists.push(gist);
            }
        }
        for line in &batch.lines {
            waves.open.lines.push(line);
        }
        for post in &batch.post {
            waves
                .touching(Touch::Post(post.client, post.post), false)
                .post
                .push(post);
        }
        for (client, post) in &batch.delivered {
            waves
                .touching(Touch::Post(*client, *post), false)
                .delivered
                .push(client, post);
        }
        if !batch.erased.is_empty() {
            waves.erase(&batch.erased);
        }
    }
    waves.done.push(waves.open);
    waves.done
}

struct Waves<'a> {
    done: Vec<Wave<'a>>,
    open: Wave<'a>,
}

impl<'a> Waves<'a> {
    /// Erasing touches everything of someone, so it is a wave of its own.
    fn erase(&mut self, clients: &'a [ClientId]) {
        self.done.push(std::mem::take(&mut self.open));
        let erased = clients
            .iter()
            .map(|client| client.bytes().as_slice())
            .collect();
        self.done.push(Wave {
            erased,
            ..Wave::default()
        });
    }

    /// The wave to put a change in: the open one, unless it touches the same already.
    fn touching(&mut self, touch: Touch, appends: bool) -> &mut Wave<'a> {
        if self
            .open
            .touched
            .get(&touch)
            .is_some_and(|before| !(appends && *before))
        {
            self.done.push(std::mem::take(&mut self.open));
        }
        self.open.touched.insert(touch, appends);
        &mut self.open
    }
}

impl Wave<'_> {
    /// The statements of this wave.
    pub(super) fn steps(&self) -> Vec<Step<'_>> {
        let mut steps = Vec::new();
        self.rows.append_step(&mut steps);
        self.overwrite.overwrite_steps(&mut steps);
        self.forget.step(What::Forget, &mut steps);
        self.first_gists.step(What::FirstGist, &mut steps);
        self.next_gists.step(What::NextGist, &mut steps);
        self.lines.step(&mut steps);
        self.post.step(&mut steps);
        self.delivered.step(What::Delivered, &mut steps);
        for what in [
            What::EraseRecords,
            What::EraseGists,
            What::ErasePost,
            What::EraseLines,
        ] {
            let parameters: Parameters<'_> = vec![&self.erased];
            push(&mut steps, what, self.erased.len(), false, parameters);
        }
        steps
    }
}

#[derive(Default)]
struct Rows<'a> {
    clients: Vec<&'a [u8]>,
    records: Vec<&'a [u8]>,
    versions: Vec<i64>,
    tags: Vec<&'a [u8]>,
    at: Vec<i64>,
    sealed: Vec<&'a [u8]>,
}

impl<'a> Rows<'a> {
    fn push(&mut self, row: &'a Row) {
        self.clients.push(row.client.bytes());
        self.records.push(row.record.bytes());
        self.versions.push(row.version.into());
        self.tags.push(&row.tag);
        self.at.push(row.at.millis());
        self.sealed.push(&row.sealed);
    }

    fn parameters(&self) -> Parameters<'_> {
        vec![
            &self.clients,
            &self.records,
            &self.versions,
            &self.tags,
            &self.at,
            &self.sealed,
        ]
    }

    fn append_step<'s>(&'s self, steps: &mut Vec<Step<'s>>) {
        push(
            steps,
            What::Append,
            self.clients.len(),
            true,
            self.parameters(),
        );
    }

    /// Earlier versions go for good, then the new one is written, over itself if it is there.
    fn overwrite_steps<'s>(&'s self, steps: &mut Vec<Step<'s>>) {
        let count = self.clients.len();
        push(
            steps,
            What::Clear,
            count,
            false,
            vec![&self.clients, &self.records, &self.versions],
        );
        push(steps, What::Overwrite, count, false, self.parameters());
    }
}

#[derive(Default)]
struct Ids<'a> {
    clients: Vec<&'a [u8]>,
    ids: Vec<&'a [u8]>,
}

impl<'a> Ids<'a> {
    fn push(&mut self, client: &'a ClientId, id: &'a RecordId) {
        self.clients.push(client.bytes());
        self.ids.push(id.bytes());
    }

    fn step<'s>(&'s self, what: What, steps: &mut Vec<Step<'s>>) {
        push(
            steps,
            what,
            self.clients.len(),
            false,
            vec![&self.clients, &self.ids],
        );
    }
}

#[derive(Default)]
struct Gists<'a> {
    clients: Vec<&'a [u8]>,
    tags: Vec<&'a [u8]>,
    versions: Vec<i64>,
    sealed: Vec<&'a [u8]>,
}

impl<'a> Gists<'a> {
    fn push(&mut self, gist: &'a GistRow) {
        self.clients.push(gist.client.bytes());
        self.tags.push(&gist.tag);
        self.versions.push(gist.version.into());
        self.sealed.push(&gist.sealed);
    }

    fn step<'s>(&'s self, what: What, steps: &mut Vec<Step<'s>>) {
        push(
            steps,
            what,
            self.clients.len(),
            true,
            vec![&self.clients, &self.tags, &self.versions, &self.sealed],
        );
    }
}

#[derive(Default)]
struct Lines<'a> {
    clients: Vec<&'a [u8]>,
    ids: Vec<&'a [u8]>,
    at: Vec<i64>,
    leaves: Vec<&'a [u8]>,
    sealed: Vec<&'a [u8]>,
}

impl<'a> Lines<'a> {
    fn push(&mut self, line: &'a NewLine) {
        self.clients.push(line.client.bytes());
        self.ids.push(line.line.bytes());
        self.at.push(line.at.millis());
        self.leaves.push(&line.leaf);
        self.sealed.push(&line.sealed);
    }

    fn step<'s>(&'s self, steps: &mut Vec<Step<'s>>) {
        let parameters: Parameters<'s> = vec![
            &self.clients,
            &self.ids,
            &self.at,
            &self.leaves,
            &self.sealed,
        ];
        push(steps, What::Line, self.clients.len(), false, parameters);
    }
}

#[derive(Default)]
struct Post<'a> {
    clients: Vec<&'a [u8]>,
    ids: Vec<&'a [u8]>,
    due_at: Vec<i64>,
    tries: Vec<i64>,
    sealed: Vec<&'a [u8]>,
}

impl<'a> Post<'a> {
    fn push(&mut self, post: &'a PostRow) {
        self.clients.push(post.client.bytes());
        self.ids.push(post.post.bytes());
        self.due_at.push(post.due_at.millis());
        self.tries.push(post.tries.into());
        self.sealed.push(&post.sealed);
    }

    fn step<'s>(&'s self, steps: &mut Vec<Step<'s>>) {
        let parameters: Parameters<'s> = vec![
            &self.clients,
            &self.ids,
            &self.due_at,
            &self.tries,
            &self.sealed,
        ];
        push(steps, What::Post, self.clients.len(), false, parameters);
    }
}

fn push<'s>(
    steps: &mut Vec<Step<'s>>,
    what: What,
    count: usize,
    all: bool,
    parameters: Parameters<'s>,
) {
    if count > 0 {
        steps.push(Step {
            what,
            parameters,
            must_change: all.then_some(count as u64),
        });
    }
}
