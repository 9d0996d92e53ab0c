//! Who may do what with a progress note, on the engines that run without a server: each refusal by
//! name, and nothing kept of what was refused.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use care::{Line, Moment, PersonId, RecordId, Section};
use notes::{
    NewNote, NotesGistV1, Part, PartsV1, ProgressRefused, WishV1, answer, besides, drafts, finish,
    keep_draft, progress, say_beside, set_right, share_now, take_back, versions,
};
use sealed::Act;
use sealed::engine::Engine;
use sealed::engines::{MemoryEngine, SqliteEngine};
use tempfile::TempDir;
use testing::{AMAL, Frozen, RUTH, Small};

const NOTE: RecordId = RecordId::from_bytes([1; 16]);
const SAID: RecordId = RecordId::from_bytes([2; 16]);
const NOTHING: RecordId = RecordId::from_bytes([3; 16]);

async fn everywhere() -> [(Small, Option<TempDir>); 2] {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("attune.sqlite");
    let sqlite: Box<dyn Engine> = Box::new(SqliteEngine::open(&path, &Frozen::default()).unwrap());
    [
        (Small::over(Box::new(MemoryEngine::new())).await, None),
        (Small::over(sqlite).await, Some(folder)),
    ]
}

async fn act(small: &Small, who: PersonId) -> Act {
    small
        .act(who, AMAL, &[Section::Notes, Section::Overview])
        .await
}

fn says(words: &str) -> PartsV1 {
    let mut parts = PartsV1::default();
    parts.set(Part::Did, words.to_owned());
    parts
}

fn new(words: &str) -> NewNote {
    NewNote {
        session: Some(NOTHING),
        about: Moment::from_millis(5),
        parts: says(words),
        held: None,
    }
}

fn line<const MOST: usize>(words: &str) -> Line<MOST> {
    Line::parse(words).unwrap()
}

#[tokio::test]
async fn a_note_is_its_authors_to_write_and_the_clients_to_speak_about() {
    use ProgressRefused as R;
    for (small, _folder) in everywhere().await {
        let mut ruth = act(&small, RUTH).await;
        assert!(matches!(
            finish(&mut ruth, NOTE, &new("")).await,
            Err(R::Empty)
        ));
        finish(&mut ruth, NOTE, &new("We read.")).await.unwrap();
        ruth.done().await.unwrap();
        let mut amal = act(&small, AMAL).await;
        say_beside(&mut amal, SAID, NOTE, (&line("I read."), WishV1::Change))
            .await
            .unwrap();
        amal.done().await.unwrap();

        let (mut amal, mut ruth) = (act(&small, AMAL).await, act(&small, RUTH).await);
        let (why, words) = (line("A slip."), line("Yes."));
        let parts = says("Other words.");
        let theirs = (&parts, &why);
        for refused in [
            finish(&mut amal, NOTHING, &new("Mine.")).await,
            set_right(&mut amal, NOTE, 1, theirs).await,
            share_now(&mut amal, NOTE).await,
            answer(&mut amal, SAID, true, &words).await,
        ] {
            assert!(matches!(refused, Err(R::NotForTheClient)));
        }
        let beside = (&words, WishV1::Beside);
        let spoken = say_beside(&mut ruth, NOTHING, NOTE, beside).await;
        assert!(matches!(spoken, Err(R::OnlyTheClient)));
        let taken = take_back(&mut ruth, SAID).await;
        assert!(matches!(taken, Err(R::OnlyTheClient)));
        for refused in [
            set_right(&mut ruth, NOTHING, 1, theirs).await,
            share_now(&mut ruth, NOTHING).await,
            answer(&mut ruth, NOTHING, true, &words).await,
            say_beside(&mut amal, NOTHING, NOTHING, beside).await,
            versions(&ruth, NOTHING).await.map(|_| Vec::new()),
        ] {
            assert!(matches!(refused, Err(R::None)));
        }
        let older = set_right(&mut ruth, NOTE, 0, theirs).await;
        assert!(matches!(older, Err(R::Newer)));
        ruth.done().await.unwrap();
        amal.done().await.unwrap();
        let mut ruth = act(&small, RUTH).await;
        assert_eq!(progress(&ruth).await.unwrap().open[0].version, 1);
        assert_eq!(besides(&ruth).await.unwrap().all[0].version, 1);
        let gist = ruth.gist::<NotesGistV1>().await.unwrap().unwrap();
        assert_eq!((gist.asked, gist.last), (1, Some(5)));
    }
}

#[tokio::test]
async fn what_is_half_written_is_kept_over_itself_and_gone_with_the_note() {
    for (small, _folder) in everywhere().await {
        for words in ["Half", "Half a senten"] {
            let mut ruth = act(&small, RUTH).await;
            let fields = vec![("did".to_owned(), words.to_owned())];
            keep_draft(&mut ruth, NOTE, (Some(NOTHING), None), fields)
                .await
                .unwrap();
            ruth.done().await.unwrap();
        }
        let ruth = act(&small, RUTH).await;
        let kept = drafts(&ruth).await.unwrap();
        assert_eq!(kept.len(), 1);
        assert_eq!(kept[0].fields[0].1, "Half a senten");
        let mut ruth = act(&small, RUTH).await;
        finish(&mut ruth, NOTE, &new("A sentence.")).await.unwrap();
        ruth.done().await.unwrap();
        assert!(drafts(&act(&small, RUTH).await).await.unwrap().is_empty());
    }
}
