//! Files in the record: sealed like words, in parts where they are large.

use super::Ready;
use crate::message::{CameWithV1, FileV1, PartV1};
use care::RecordId;
use sealed::{Act, Damaged, ReadError};

/// The most bytes of one part: 512 KiB, this project's own choice.
const PART: usize = 512 * 1024;

fn part_id(act: &Act, file: RecordId, part: u16) -> RecordId {
    act.id_for(&format!("message part {part}"), file)
}

/// Keeps a file that comes with a message.
pub(crate) fn keep_file(
    act: &mut Act,
    message: RecordId,
    ready: &Ready,
) -> Result<FileV1, ReadError> {
    let file = act.mint();
    let with = CameWithV1 {
        message: *message.bytes(),
    };
    act.keep(file, &with)?;
    let by = *act.by().bytes();
    let mut parts = 0;
    for (number, bytes) in (0..).zip(ready.bytes.chunks(PART)) {
        let part = PartV1 {
            by,
            taken_back: false,
            bytes: bytes.to_vec(),
        };
        act.keep(part_id(act, file, number), &part)?;
        parts = number + 1;
    }
    Ok(FileV1 {
        id: *file.bytes(),
        kind: ready.kind,
        parts,
        size: u32::try_from(ready.bytes.len()).map_err(|_| Damaged)?,
        shape: ready.shape,
    })
}

/// What is in a file. A part that is not there makes all of it damaged.
pub(crate) async fn bytes(act: &Act, file: &FileV1) -> Result<Vec<u8>, ReadError> {
    let id = RecordId::from_bytes(file.id);
    let mut all = Vec::new();
    for number in 0..file.parts {
        let part = act.find::<PartV1>(part_id(act, id, number)).await?;
        all.extend_from_slice(&part.ok_or(Damaged)?.value.bytes);
    }
    if u32::try_from(all.len()) != Ok(file.size) {
        return Err(Damaged.into());
    }
    Ok(all)
}

/// Takes a file back: nothing is left in it to be read, for anyone.
pub(crate) async fn take_back_file(act: &mut Act, file: &FileV1) -> Result<(), ReadError> {
    let id = RecordId::from_bytes(file.id);
    for number in 0..file.parts {
        let part = match act.find::<PartV1>(part_id(act, id, number)).await {
            Ok(Some(part)) => part,
            // What nobody can read any more keeps nobody from taking the rest back.
            Ok(None) | Err(ReadError::Damaged(_)) => continue,
            Err(error) => return Err(error),
        };
        let gone = PartV1 {
            by: part.value.by,
            taken_back: true,
            bytes: Vec::new(),
        };
        act.amend(&part, &gone)?;
    }
    Ok(())
}
