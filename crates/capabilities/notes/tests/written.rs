//! Notes written, set right and read again, on the engines that run without a server; and who reads
//! them.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use care::{Line, PersonId, RecordId, RelationKind, Section};
use notes::{KINDS, MOST, NoteRefused, NoteV1, amend, note, notes, write};
use sealed::engine::Engine;
use sealed::engines::{MemoryEngine, SqliteEngine};
use sealed::{Act, Blind, Kind, OwnKey, ReadError, StandingV2, StretchV1};
use tempfile::TempDir;
use testing::{AMAL, BEN, Frozen, NOOR, RUTH, Small};

async fn everywhere() -> [(Small, Option<TempDir>); 2] {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("attune.sqlite");
    let sqlite: Box<dyn Engine> = Box::new(SqliteEngine::open(&path, &Frozen::default()).unwrap());
    [
        (Small::over(Box::new(MemoryEngine::new())).await, None),
        (Small::over(sqlite).await, Some(folder)),
    ]
}

async fn key(small: &Small, who: PersonId, blind: Blind) -> OwnKey {
    let made = small
        .vault
        .make_own_key_with(who, "a word of mine", blind, StretchV1::LEAST);
    made.await.unwrap()
}

async fn act(small: &Small, who: PersonId, client: PersonId, key: &OwnKey) -> Act {
    let act = small.act(who, client, &[Section::PsychotherapyNotes]).await;
    act.with_own_key(key.clone())
}

fn line(words: &str) -> Line<MOST> {
    Line::parse(words).unwrap()
}

async fn keeps(small: &Small, who: PersonId, key: &OwnKey, words: &str) -> RecordId {
    let mut act = act(small, who, AMAL, key).await;
    let next = notes(&act).await.unwrap().next;
    let id = write(&mut act, next, &line(words)).await.unwrap();
    act.done().await.unwrap();
    id
}

#[tokio::test]
async fn notes_are_read_newest_first_and_what_one_said_before_stays() {
    for (small, _folder) in everywhere().await {
        let key = key(&small, RUTH, Blind::Yes).await;
        let first = keeps(&small, RUTH, &key, "Something in the silence.").await;
        keeps(&small, RUTH, &key, "Again, and longer.").await;
        let found = notes(&act(&small, RUTH, AMAL, &key).await).await.unwrap();
        let said: Vec<_> = found.open.iter().map(|kept| &*kept.value.words).collect();
        assert_eq!(said, ["Again, and longer.", "Something in the silence."]);
        assert_eq!((found.next, found.closed, found.damaged), (3, 0, 0));

        let right = line("Something in my own silence.");
        let mut acting = act(&small, RUTH, AMAL, &key).await;
        amend(&mut acting, first, 1, &right).await.unwrap();
        acting.done().await.unwrap();
        let mut acting = act(&small, RUTH, AMAL, &key).await;
        // The same once more is nothing new; another, from a page that is older, is held back.
        amend(&mut acting, first, 1, &right).await.unwrap();
        let older = amend(&mut acting, first, 1, &line("Other words.")).await;
        assert!(matches!(older, Err(NoteRefused::Newer)));
        acting.done().await.unwrap();
        let acting = act(&small, RUTH, AMAL, &key).await;
        let versions = note(&acting, first).await.unwrap();
        let said: Vec<_> = versions.iter().map(|kept| &*kept.value.words).collect();
        assert_eq!(
            said,
            ["Something in the silence.", "Something in my own silence."]
        );
        let none = note(&acting, acting.mint()).await;
        assert!(matches!(none, Err(NoteRefused::None)));
    }
}

#[tokio::test]
async fn a_note_sent_twice_is_kept_once_and_two_pages_lose_nothing() {
    let small = Small::in_memory().await;
    let key = key(&small, RUTH, Blind::Yes).await;
    for words in ["From one page.", "From one page.", "From another page."] {
        let mut acting = act(&small, RUTH, AMAL, &key).await;
        write(&mut acting, 1, &line(words)).await.unwrap();
        acting.done().await.unwrap();
    }
    let found = notes(&act(&small, RUTH, AMAL, &key).await).await.unwrap();
    let said: Vec<_> = found.open.iter().map(|kept| &*kept.value.words).collect();
    assert_eq!(said, ["From another page.", "From one page."]);
}

#[tokio::test]
async fn nobody_but_the_author_reads_a_note_not_even_another_therapist_of_hers() {
    for (small, _folder) in everywhere().await {
        let both = [
            (RUTH, RelationKind::Therapist),
            (BEN, RelationKind::Therapist),
        ];
        small.relate(AMAL, &both).await;
        let (ruths, bens) = (
            key(&small, RUTH, Blind::No).await,
            key(&small, BEN, Blind::No).await,
        );
        let id = keeps(&small, RUTH, &ruths, "Only mine.").await;
        keeps(&small, BEN, &bens, "Only his.").await;
        let acting = act(&small, BEN, AMAL, &bens).await;
        let found = notes(&acting).await.unwrap();
        assert_eq!((found.open.len(), found.closed, found.next), (1, 0, 2));
        assert!(matches!(note(&acting, id).await, Err(NoteRefused::None)));
        assert!(acting.find::<NoteV1>(id).await.unwrap().is_none());
        // Somebody else's key opens nothing, and without one there is nothing to open with.
        let with_hers = act(&small, BEN, AMAL, &ruths).await;
        for acting in [
            with_hers,
            small.act(BEN, AMAL, &[Section::PsychotherapyNotes]).await,
        ] {
            let refused = acting.find::<NoteV1>(id).await.err();
            assert!(matches!(refused, Some(ReadError::NeedsOwnKey)));
        }
        // The client, the lead and a stranger do not come as far as an act.
        for who in [AMAL, NOOR, testing::MARA, testing::INES, testing::TOMAS] {
            let sections = care::Sections::of(&[Section::PsychotherapyNotes]);
            assert!(small.ask(who, AMAL, sections).await.is_err(), "{who}");
        }
        let kinds: Vec<Kind> = KINDS
            .into_iter()
            .chain([Kind::of::<StandingV2>()])
            .collect();
        let found = small.vault.verify(&kinds).await.unwrap();
        assert!(found.is_whole(), "{found:?}");
    }
}

#[tokio::test]
async fn a_forgotten_word_closes_blind_notes_for_good_and_no_others() {
    for (blind, closed) in [(Blind::Yes, 2), (Blind::No, 0)] {
        let small = Small::in_memory().await;
        let both = [
            (RUTH, RelationKind::Therapist),
            (BEN, RelationKind::Therapist),
        ];
        small.relate(AMAL, &both).await;
        let (old, bens) = (
            key(&small, RUTH, blind).await,
            key(&small, BEN, Blind::Yes).await,
        );
        keeps(&small, RUTH, &old, "Before, one.").await;
        keeps(&small, RUTH, &old, "Before, two.").await;
        keeps(&small, BEN, &bens, "Not among them.").await;
        let renewed = small
            .vault
            .renew_own_key(RUTH, "another word", blind)
            .await
            .unwrap();
        assert_eq!(renewed.lost, blind == Blind::Yes);
        let old_word = small.vault.open_own_key(RUTH, "a word of mine").await;
        assert!(old_word.is_err());
        let found = notes(&act(&small, RUTH, AMAL, &renewed.key).await).await;
        let found = found.unwrap();
        assert_eq!((found.closed, found.open.len()), (closed, 2 - closed));
        keeps(&small, RUTH, &renewed.key, "After.").await;
        let found = notes(&act(&small, RUTH, AMAL, &renewed.key).await).await;
        let found = found.unwrap();
        assert_eq!(found.open.first().unwrap().value.words, "After.");
        assert_eq!((found.closed, found.next), (closed, 4));
    }
}

#[tokio::test]
async fn with_the_clients_record_the_notes_about_her_are_destroyed() {
    for (small, _folder) in everywhere().await {
        let key = key(&small, RUTH, Blind::No).await;
        keeps(&small, RUTH, &key, "Gone with her.").await;
        let engine = small.vault.engine();
        let of_hers = async || {
            let rows = engine.all_rows(None, 10_000).await.unwrap();
            let hers = rows.iter().filter(|row| row.client.person() == AMAL);
            hers.count()
        };
        assert!(of_hers().await > 0);
        small.vault.erase(care::ClientId::of(AMAL)).await.unwrap();
        assert_eq!(of_hers().await, 0);
        let sections = care::Sections::of(&[Section::PsychotherapyNotes]);
        assert!(small.ask(RUTH, AMAL, sections).await.is_err());
    }
}
