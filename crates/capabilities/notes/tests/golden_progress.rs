//! What progress notes and notes of two keep, as their first version sealed it. It must open for
//! ever: a shape is succeeded, never edited.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use care::{Moment, RecordId, RelationKind, Section};
use notes::{
    AnsweredV1, BesideV1, CowrittenV1, HeldV1, HoldWhyV1, NoteDraftV1, NoteHeldV1, NotesGistV1,
    Part, PartsV1, ProgressV1, WishV1,
};
use testing::{AMAL, BEGINNING, RUTH, Small, golden};

const SESSION: [u8; 16] = [0x51; 16];
const WRITES: [Section; 2] = [Section::Notes, Section::Overview];

fn note(why: Option<&str>) -> ProgressV1 {
    let mut parts = PartsV1::default();
    for part in Part::ALL {
        parts.set(part, format!("{} — «así»", part.name()));
    }
    ProgressV1 {
        by: *RUTH.bytes(),
        at: BEGINNING.millis(),
        session: Some(SESSION),
        about_at: BEGINNING.millis() - 1,
        parts,
        why: why.map(str::to_owned),
        held: Some(HeldV1 {
            why: HoldWhyV1::Other,
            until: BEGINNING.millis() + 5,
            ended: why.map(|_| BEGINNING.millis() + 2),
        }),
    }
}

fn beside() -> BesideV1 {
    BesideV1 {
        note: [7; 16],
        words: "I listened.".to_owned(),
        wish: WishV1::Change,
        at: 3,
        taken_back: Some(4),
        answered: Some(AnsweredV1 {
            by: *RUTH.bytes(),
            at: 5,
            changed: true,
            words: "Sí.".to_owned(),
        }),
    }
}

fn two() -> CowrittenV1 {
    CowrittenV1 {
        peer: *RUTH.bytes(),
        begun: 1,
        by_client: true,
        at: 2,
        words: "We walked.".to_owned(),
        agreed: Some(3),
        dropped: false,
    }
}

fn draft() -> NoteDraftV1 {
    NoteDraftV1 {
        by: *RUTH.bytes(),
        at: 1,
        once: [9; 16],
        session: Some(SESSION),
        amends: Some([8; 16]),
        fields: vec![("did".to_owned(), "Half a senten".to_owned())],
    }
}

fn held() -> NoteHeldV1 {
    NoteHeldV1 {
        by: *RUTH.bytes(),
        why: HoldWhyV1::Own,
        from: 1,
        until: 2,
    }
}

fn gist() -> NotesGistV1 {
    NotesGistV1 {
        noted: vec![SESSION],
        last: Some(4),
        asked: 2,
    }
}

async fn make(small: &Small) -> Vec<String> {
    small.relate(AMAL, &[(RUTH, RelationKind::Therapist)]).await;
    let mut act = small.act(RUTH, AMAL, &WRITES).await;
    let ids: Vec<RecordId> = (0..5).map(|_| act.mint()).collect();
    act.keep(ids[0], &note(None)).unwrap();
    act.keep(ids[1], &beside()).unwrap();
    act.overwrite(ids[3], &draft()).unwrap();
    act.keep_in_directory(ids[4], 0, &held()).await.unwrap();
    act.set_gist(&gist()).await.unwrap();
    act.done().await.unwrap();
    let mut act = small.act(RUTH, AMAL, &WRITES).await;
    let stands = act.find::<ProgressV1>(ids[0]).await.unwrap().unwrap();
    act.amend(&stands, &note(Some("A slip."))).unwrap();
    act.done().await.unwrap();
    let mut act = small.act(RUTH, AMAL, &[Section::Sessions]).await;
    act.keep(ids[2], &two()).unwrap();
    act.done().await.unwrap();
    ids.iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn what_progress_notes_keep_opens_for_ever() {
    let home = env!("CARGO_MANIFEST_DIR");
    let (small, ids) = golden::sample(home, "progress.v1", make).await.unwrap();
    let ids: Vec<_> = ids.iter().map(|id| RecordId::parse(id).unwrap()).collect();
    // Amal reads all of her own; what Amal took back is nobody else's.
    let mut act = small.act(AMAL, AMAL, &WRITES).await;
    let versions = act.history::<ProgressV1>(ids[0]).await.unwrap();
    let versions: Vec<_> = versions.into_iter().map(|kept| kept.value).collect();
    assert!(versions == [note(None), note(Some("A slip."))]);
    assert_eq!(
        versions[0].held_at(Moment::from_millis(0)).unwrap().0,
        HoldWhyV1::Other
    );
    assert!(act.find::<BesideV1>(ids[1]).await.unwrap().unwrap().value == beside());
    assert_eq!(act.gist::<NotesGistV1>().await.unwrap(), Some(gist()));
    let act = small.act(RUTH, AMAL, &WRITES).await;
    assert!(act.find::<BesideV1>(ids[1]).await.unwrap().is_none());
    assert!(
        act.find::<NoteDraftV1>(ids[3])
            .await
            .unwrap()
            .unwrap()
            .value
            == draft()
    );
    let act = small.act(AMAL, AMAL, &[Section::Sessions]).await;
    assert!(
        act.find::<CowrittenV1>(ids[2])
            .await
            .unwrap()
            .unwrap()
            .value
            == two()
    );
    let kept = small
        .vault
        .directory_find::<NoteHeldV1>(ids[4])
        .await
        .unwrap();
    assert!(kept.unwrap().value == held());
}
