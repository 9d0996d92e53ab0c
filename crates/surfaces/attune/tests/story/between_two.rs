//! Some weeks between Amal and Ruth: an agreement that both sign and change; a room and a time that
//! change, with a reason and a choice; a note that Amal reads and says her own beside; and an
//! absence in which she would rather have someone else.

use crate::hand::Hand;
use crate::people_here::{Folk, own, staff, three_sessions};
use crate::service::{On, Service, words};
use crate::supervised::was_held;
use care::{Asker, DAY, HOUR, MINUTE, Moment, Purpose, Role, Section, Sections};
use jiff::tz::TimeZone;
use measures::Day;
use pages::Language;
use sealed::Kept;
use sessions::meeting::SessionV1;

/// Two who work together, and whoever else is there.
struct Two<'a> {
    service: &'a Service,
    folk: Folk,
    /// Lena Voss, a therapist who can stand in too.
    lena: Asker,
    hand: Hand<'a>,
}

fn field(moment: Moment) -> String {
    Day::of(moment, &TimeZone::UTC).to_field()
}

impl Two<'_> {
    /// Amal's or Ruth's next session.
    async fn next(&self) -> Kept<SessionV1> {
        let act = own(self.service, self.folk.amal, &[Section::Sessions]).await;
        let coming = sessions::coming(&act).await.unwrap();
        coming.into_iter().next().unwrap()
    }

    fn at(&self, below: &str) -> String {
        format!("/clients/{}{below}", self.folk.amal)
    }

    /// A day and a time, as pages say them.
    fn when(&self, moment: Moment) -> String {
        let now = self.service.vault.now();
        words(Language::English).day_and_time(moment, now, &TimeZone::UTC)
    }

    async fn both_sign_version_2_and_see_what_changed(&mut self) {
        let agreement = self.at("/agreement");
        let hand = &mut self.hand;
        hand.comes_in("ruth").await;
        hand.goes(&agreement).await;
        hand.presses("agreement-staff-begin").await;
        hand.fills("length", "50").await;
        hand.fills("place", "Room 3, the door stays open").await;
        hand.presses("agreement-staff-send").await;
        hand.reads("waits for the client").await;
        hand.leaves().await;

        hand.comes_in("amal").await;
        hand.presses("home-agreement-waits").await;
        hand.reads("Room 3, the door stays open").await;
        hand.presses("agreement-sign").await;
        hand.sees("agreement-signed").await;
        hand.presses("agreement-edit").await;
        hand.fills("length", "40").await;
        hand.presses("agreement-send").await;
        hand.sees("agreement-sent").await;
        hand.leaves().await;

        hand.comes_in("ruth").await;
        hand.sees("caseload-agreement-waits").await;
        hand.presses_on("Amal").await;
        hand.reads("Changed How long a session is, in minutes")
            .await;
        hand.picture("between-two-1-agreement").await;
        hand.presses("agreement-staff-sign").await;
        hand.reads("Version 2, in force since").await;
        hand.leaves().await;

        hand.comes_in("amal").await;
        hand.presses("home-more").await;
        hand.presses("more-agreement").await;
        hand.reads("Version 2 holds since").await;
        hand.presses("agreement-versions").await;
        hand.reads("Version 2, by").await;
        let seen = hand
            .reads("Changed How long a session is, in minutes")
            .await;
        assert!(seen.contains("50") && seen.contains("40"), "{seen}");
        hand.leaves().await;
    }

    async fn a_room_and_a_time_change(&mut self) {
        let next = self.next().await;
        let (was, is) = (next.value.starts(), next.value.starts() + DAY + 5 * HOUR);
        let (was_words, is_words) = (self.when(was), self.when(is));
        let sessions = self.at("/sessions");
        let hand = &mut self.hand;
        hand.comes_in("ruth").await;
        hand.goes(&sessions).await;
        hand.presses_on(&was_words).await;
        hand.presses("session-change-title").await;
        hand.picks("day", &field(is)).await;
        hand.picks("time", "15:00").await;
        hand.fills("place", "Room 5, Lindenhaus").await;
        hand.chooses("kind", "room").await;
        hand.fills("reason", "The heating in room 3 is being mended.")
            .await;
        hand.presses("session-change-keep").await;
        hand.sees("session-waits-choice").await;
        hand.leaves().await;

        hand.comes_in("amal").await;
        hand.sees("home-change-kicker").await;
        hand.reads("The heating in room 3 is being mended.").await;
        hand.picture("between-two-2-home").await;
        hand.took();
        hand.presses("home-change-go").await;
        hand.reads("Room 5, Lindenhaus").await;
        hand.presses("session-choice-fine").await;
        assert_eq!(hand.took().taps, 2, "to say that it is fine");
        hand.sees("session-chose-fine").await;
        // The calendar entry is of the time that holds.
        hand.presses("place-today").await;
        hand.presses("home-more").await;
        hand.presses("reach-way").await;
        hand.presses("calendar-way").await;
        let seen = hand.reads(&is_words).await;
        assert!(!seen.contains(&was_words), "{seen}");
        hand.leaves().await;

        self.service.clock.set(is + HOUR);
        was_held(self.service, &self.folk, next.record, ("15:00", "15:50")).await;
        // And the days between sessions know of it: a week, a week, and eight days.
        let hand = &mut self.hand;
        hand.comes_in("ruth").await;
        hand.goes(&sessions).await;
        hand.reads("The longest gap was 8 days.").await;
        hand.presses_on(&is_words).await;
        hand.reads("The heating in room 3 is being mended.").await;
        hand.leaves().await;
    }

    async fn a_note_is_read_and_answered(&mut self) {
        let notes = self.at("/notes");
        let last = self.last().await;
        let hand = &mut self.hand;
        hand.comes_in("ruth").await;
        hand.goes(&notes).await;
        hand.presses("progress-new").await;
        hand.sees("progress-new-said").await;
        hand.finds_in("given", "with Ruth Okafor").await;
        hand.fills("did", "We read the letter together.").await;
        hand.fills("next", "The evening walk.").await;
        hand.presses("progress-finish").await;
        hand.sees("progress-done").await;
        hand.leaves().await;

        hand.comes_in("amal").await;
        hand.presses("home-more").await;
        hand.presses("more-notes").await;
        hand.presses_on(&last).await;
        hand.reads("We read the letter together.").await;
        hand.fills("own-words", "You read it. I listened.").await;
        hand.chooses("wish", "change").await;
        hand.picture("between-two-3-note").await;
        hand.presses("my-notes-send").await;
        hand.sees("progress-beside-kept").await;
        hand.leaves().await;
    }

    /// When the last session was, as pages begin to say it: the day.
    async fn last(&self) -> String {
        let act = own(self.service, self.folk.amal, &[Section::Sessions]).await;
        let (meetings, damaged) = sessions::meetings(&act).await.unwrap();
        assert_eq!(damaged, 0);
        let now = self.service.vault.now();
        let been = meetings.iter().filter(|meeting| meeting.starts < now);
        let last = been.max_by_key(|meeting| meeting.starts).unwrap();
        words(Language::English).day(last.starts, now, &TimeZone::UTC)
    }

    async fn the_note_is_answered(&mut self) {
        let last = self.last().await;
        let hand = &mut self.hand;
        hand.comes_in("ruth").await;
        hand.sees("caseload-note-asked").await;
        hand.presses_on("Amal").await;
        hand.presses_on(&last).await;
        hand.reads("You read it. I listened.").await;
        hand.chooses("changed", "no").await;
        hand.fills("words", "It stays beside mine, and I will ask next time.")
            .await;
        hand.presses("progress-answer-keep").await;
        hand.reads("It stays beside mine").await;
        hand.leaves().await;
        hand.comes_in("amal").await;
        hand.presses("home-more").await;
        hand.presses("more-notes").await;
        hand.presses_on(&last).await;
        hand.reads("Ruth Okafor did not change the note:").await;
        hand.leaves().await;
    }

    async fn may_open(&self, who: Asker) -> bool {
        let sections = Sections::of(&[Section::Identity, Section::Messages]);
        let vault = &self.service.vault;
        let decided = vault
            .decide(who, self.folk.amal, sections, Purpose::Treatment)
            .await;
        decided.unwrap().is_ok()
    }

    async fn someone_else_please(&mut self) {
        let (from, until) = (self.service.vault.now(), self.service.vault.now() + 9 * DAY);
        let (ben, lena) = (self.folk.ben, self.lena);
        let hand = &mut self.hand;
        hand.comes_in("ruth").await;
        hand.presses("caseload-away").await;
        hand.picks("from", &field(from)).await;
        hand.picks("until", &field(until)).await;
        hand.fills("reason", "I am with my mother, who is ill.")
            .await;
        hand.picks_from("cover", &ben.person.to_string()).await;
        hand.presses("absence-say").await;
        hand.reads("Named to stand in: Ben Stone.").await;
        hand.leaves().await;

        hand.comes_in("mara").await;
        hand.goes("/absences").await;
        hand.presses("absences-confirm").await;
        hand.reads("Confirmed: Ben Stone stands in.").await;
        hand.leaves().await;
        assert!(self.may_open(ben).await && !self.may_open(lena).await);

        let hand = &mut self.hand;
        hand.comes_in("amal").await;
        hand.sees("home-absence").await;
        hand.presses("home-look-at-it").await;
        hand.reads("I am with my mother, who is ill.").await;
        hand.reads("Ben Stone stands in for Ruth Okafor until")
            .await;
        hand.reads("Ben Stone can open:").await;
        hand.picture("between-two-4-absence").await;
        hand.presses("team-else").await;
        hand.sees("team-cover-other").await;
        hand.leaves().await;
        assert!(!self.may_open(ben).await, "it ended at once");

        let hand = &mut self.hand;
        hand.comes_in("mara").await;
        hand.goes("/absences").await;
        hand.sees("absences-look").await;
        hand.picks_from("cover", &lena.person.to_string()).await;
        hand.presses("absences-someone-else").await;
        hand.reads("Everyone has someone who stands in.").await;
        hand.leaves().await;
        assert!(self.may_open(lena).await && !self.may_open(ben).await);

        let hand = &mut self.hand;
        hand.comes_in("amal").await;
        hand.presses("home-look-at-it").await;
        hand.reads("Lena Voss stands in for Ruth Okafor until")
            .await;
        hand.presses("team-agree").await;
        hand.sees("team-cover-agreed").await;
        hand.leaves().await;
        assert!(self.may_open(lena).await);
        // It ends by itself.
        self.service.clock.set(until + DAY + MINUTE);
        assert!(!self.may_open(lena).await);
    }

    async fn takes_place(mut self) {
        self.both_sign_version_2_and_see_what_changed().await;
        self.a_room_and_a_time_change().await;
        self.a_note_is_read_and_answered().await;
        self.the_note_is_answered().await;
        self.someone_else_please().await;
    }
}

async fn begins(on: On) -> (Service, Folk, Asker) {
    let (service, folk) = Service::with_folk(on, Language::English).await;
    let lena = staff(&service, "Lena Voss", Role::Therapist, Language::English).await;
    three_sessions(&service, &folk).await;
    (service, folk, lena)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agreement_a_change_a_note_and_an_absence_between_two_on_every_engine() {
    for on in [On::Memory, On::Sqlite, On::Postgres] {
        let (service, folk, lena) = begins(on).await;
        let two = Two {
            service: &service,
            folk,
            lena,
            hand: Hand::over_the_wire(&service),
        };
        two.takes_place().await;
    }
    testing::shows(
        "RE-3",
        "Both sign version 2 and see what changed; a change of room and time is chosen with 2 taps and stands in the calendar \
         and in the days between; a note has the client's words beside it; someone else stands in. On 3 of 3 engines.",
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agreement_a_change_a_note_and_an_absence_between_two_in_chromium() {
    let (service, folk, lena) = begins(On::Memory).await;
    let two = Two {
        service: &service,
        folk,
        lena,
        hand: Hand::in_chromium(&service).await,
    };
    two.takes_place().await;
}
