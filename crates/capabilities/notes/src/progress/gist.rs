//! What a list shows of the notes: for which meetings there is one, and whether the client asks for
//! a change. Nothing of what any of them says.

use care::{Meeting, Moment, RecordId};
use sealed::Gist;
use serde::{Deserialize, Serialize};

/// Of how many meetings it is remembered that there is a note: enough for a list, which asks about
/// the last one.
const REMEMBERED: usize = 40;

/// The few facts of a client's notes for a list.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct NotesGistV1 {
    /// The last sessions for which there is a finished note, oldest first.
    pub noted: Vec<[u8; 16]>,
    /// When the last meeting was of which there is a note, in milliseconds.
    pub last: Option<i64>,
    /// How many changes the client asks for and nobody has answered.
    pub asked: u16,
}

impl Gist for NotesGistV1 {
    const KIND: &'static str = "notes";
    const SHAPE: u16 = 1;
}

impl NotesGistV1 {
    /// Whether there is a note about this session.
    pub fn has(&self, session: RecordId) -> bool {
        self.noted.contains(session.bytes())
    }

    /// Remembers a note that was finished.
    pub(super) fn note(&mut self, session: Option<RecordId>, about: Moment) {
        if let Some(session) = session.filter(|session| !self.has(*session)) {
            self.noted.push(*session.bytes());
            let over = self.noted.len().saturating_sub(REMEMBERED);
            self.noted.drain(..over);
        }
        self.last = self.last.max(Some(about.millis()));
    }
}

/// The last of these meetings that was and of which there is no note yet. They are in the order of
/// their times.
pub fn without<'a>(
    gist: Option<&NotesGistV1>,
    meetings: &'a [Meeting],
    now: Moment,
) -> Option<&'a Meeting> {
    let last = Meeting::last(meetings, now)?;
    (!gist.is_some_and(|gist| gist.has(last.session))).then_some(last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use care::PersonId;

    fn meeting(number: u8, starts: i64, takes_place: bool) -> Meeting {
        Meeting {
            session: RecordId::from_bytes([number; 16]),
            version: 1,
            starts: Moment::from_millis(starts),
            ends: Moment::from_millis(starts + 50),
            with: PersonId::from_bytes([9; 16]),
            takes_place,
        }
    }

    #[test]
    fn a_list_says_of_the_last_meeting_that_was_whether_there_is_a_note() {
        let meetings = [
            meeting(1, 0, true),
            meeting(2, 100, true),
            meeting(3, 200, false),
            meeting(4, 300, true),
        ];
        let mut gist = NotesGistV1::default();
        gist.note(Some(meetings[0].session), meetings[0].starts);
        for (now, missing) in [
            (40, None),
            (60, None),
            (160, Some(2)),
            (260, Some(2)),
            (400, Some(4)),
        ] {
            let found = without(Some(&gist), &meetings, Moment::from_millis(now));
            let expected = missing.map(|number| RecordId::from_bytes([number; 16]));
            assert_eq!(found.map(|meeting| meeting.session), expected, "at {now}");
        }
        assert!(without(None, &meetings, Moment::from_millis(60)).is_some());
    }

    #[test]
    fn it_remembers_the_last_forty_and_stays_small() {
        let mut gist = NotesGistV1::default();
        for number in 0..100 {
            let session = RecordId::from_bytes([number; 16]);
            gist.note(Some(session), Moment::from_millis(number.into()));
            gist.note(Some(session), Moment::from_millis(0));
        }
        assert_eq!(gist.noted.len(), REMEMBERED);
        assert!(gist.has(RecordId::from_bytes([99; 16])));
        assert!(!gist.has(RecordId::from_bytes([59; 16])));
        assert_eq!(gist.last, Some(99));
    }
}
