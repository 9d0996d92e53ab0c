//! A writer whose whole record can be told from how far they came, so that after a cut every byte
//! can be checked.

use crate::Failed;
use care::{ClientId, LineId, Moment, RecordId};
use sealed::engine::{
    Batch, CommitError, Engine, EngineFault, GistRow, LineRow, NewLine, PostRow, Row,
};
use std::collections::BTreeMap;

/// More than any round keeps.
const ALL: u32 = 1_000_000;

/// Someone who writes act after act, each as soon as the one before is acknowledged.
pub(crate) struct Writer {
    number: u8,
    /// Bytes of each row.
    size: usize,
    /// Acts that were acknowledged: they must be there.
    acknowledged: u32,
    /// Acts that were asked for: nothing beyond them may be there.
    attempted: u32,
}

impl Writer {
    pub(crate) fn new(number: u8, size: usize) -> Self {
        Self {
            number,
            size,
            acknowledged: 0,
            attempted: 0,
        }
    }

    pub(crate) fn client(&self) -> ClientId {
        ClientId::from_bytes([self.number; 16])
    }

    fn name(&self, what: u8, n: u32) -> [u8; 16] {
        let mut name = [what; 16];
        name[0] = self.number;
        name[1..5].copy_from_slice(&n.to_be_bytes());
        name
    }

    fn bytes(&self, what: u8, n: u32, size: usize) -> Vec<u8> {
        let mut bytes = self.name(what, n).repeat(size.div_ceil(16));
        bytes.truncate(size);
        bytes
    }

    fn row(&self, n: u32) -> Row {
        Row {
            client: self.client(),
            record: RecordId::from_bytes(self.name(1, n)),
            version: 1,
            tag: [1; 16],
            at: Moment::from_millis(n.into()),
            sealed: self.bytes(1, n, self.size),
        }
    }

    fn draft(&self, n: u32) -> Row {
        Row {
            record: RecordId::from_bytes(self.name(2, 0)),
            version: n,
            tag: [2; 16],
            sealed: self.bytes(2, n, 90),
            ..self.row(n)
        }
    }

    fn line(&self, n: u32) -> NewLine {
        NewLine {
            client: self.client(),
            line: LineId::from_bytes(self.name(3, n)),
            at: Moment::from_millis(n.into()),
            leaf: [self.number; 32],
            sealed: self.bytes(3, n, 120),
        }
    }

    fn gist(&self, n: u32) -> GistRow {
        GistRow {
            client: self.client(),
            tag: [4; 16],
            version: n,
            sealed: self.bytes(4, n, 60),
        }
    }

    fn post(&self, n: u32) -> PostRow {
        PostRow {
            client: self.client(),
            post: RecordId::from_bytes(self.name(5, n)),
            due_at: Moment::from_millis(n.into()),
            tries: n,
            sealed: self.bytes(5, n, 80),
        }
    }

    /// Act `n`: a record, the draft written over, the gist, a line, an item to deliver, and the
    /// item before it delivered.
    fn act(&self, n: u32) -> Batch {
        Batch {
            rows: vec![self.row(n)],
            overwrite: vec![self.draft(n)],
            gists: vec![self.gist(n)],
            lines: vec![self.line(n)],
            post: vec![self.post(n)],
            delivered: vec![(self.client(), self.post(n - 1).post)],
            ..Batch::default()
        }
    }

    /// Writes the next act.
    pub(crate) async fn write_one(&mut self, engine: &dyn Engine) -> Result<(), CommitError> {
        let next = self.acknowledged + 1;
        self.attempted = next;
        let told = engine.commit(self.act(next)).await;
        match told {
            Ok(()) => self.acknowledged = next,
            // "Nothing was saved" is a promise too.
            Err(CommitError::Full) => self.attempted = self.acknowledged,
            // Whether it was saved is not known: the next start will show.
            Err(_) => {}
        }
        told
    }

    /// Holds what is there against what was acknowledged. What is there now stays.
    pub(crate) fn check(&mut self, found: &Found) -> Result<(), Failed> {
        let mut gists = found.gists.iter().filter(|g| g.client == self.client());
        let gist = gists.next();
        let there = gist.map_or(0, |gist| gist.version);
        let fail = |what: &str| {
            Err(Failed(format!(
                "writer {}: {what}; there {there}, acknowledged {}, attempted {}",
                self.number, self.acknowledged, self.attempted
            )))
        };
        if there < self.acknowledged {
            return fail("an acknowledged act is lost");
        }
        if there > self.attempted {
            return fail("an act is there that nobody asked for");
        }
        let whole = (there > 0).then_some(there);
        if gist.cloned() != whole.map(|n| self.gist(n)) || gists.next().is_some() {
            return fail("the gist is not as written");
        }
        let mut rows: Vec<Row> = (1..=there).map(|n| self.row(n)).collect();
        rows.extend(whole.map(|n| self.draft(n)));
        rows.sort_by_key(|row| row.record);
        let of_mine = |row: &&Row| row.client == self.client();
        if !found.rows.iter().filter(of_mine).eq(&rows) {
            return fail("the records are not those of the acts that are there");
        }
        let lines = found.lines.iter().map(|row| &row.line);
        let lines = lines.filter(|line| line.client == self.client());
        if !lines.cloned().eq((1..=there).map(|n| self.line(n))) {
            return fail("the ledger lines are not those of the acts that are there");
        }
        let post = found.post.iter().filter(|p| p.client == self.client());
        if !post.cloned().eq(whole.map(|n| self.post(n))) {
            return fail("the post is not that of the acts that are there");
        }
        self.acknowledged = there;
        self.attempted = there;
        Ok(())
    }
}

/// Everything that is stored.
pub(crate) struct Found {
    rows: Vec<Row>,
    lines: Vec<LineRow>,
    gists: Vec<GistRow>,
    post: Vec<PostRow>,
    /// Whose keys there are, and what they hold.
    pub(crate) keys: BTreeMap<ClientId, Vec<u8>>,
}

impl Found {
    pub(crate) async fn all(engine: &dyn Engine, of: &[Writer]) -> Result<Self, EngineFault> {
        let keys = engine.keys().await?.into_iter();
        Ok(Self {
            rows: engine.all_rows(None, ALL).await?,
            lines: engine.all_lines(0, ALL).await?,
            gists: engine
                .gists(of.iter().map(Writer::client).collect())
                .await?,
            post: engine.due(Moment::from_millis(i64::MAX), ALL).await?,
            keys: keys.map(|key| (key.client, key.wrapped)).collect(),
        })
    }

    /// Whether the ledger has no gap.
    pub(crate) fn contiguous(&self) -> Result<(), Failed> {
        match (0_u64..).zip(&self.lines).find(|(n, row)| *n != row.place) {
            None => Ok(()),
            Some((n, row)) => Err(Failed(format!("line {n} has place {}", row.place))),
        }
    }
}
