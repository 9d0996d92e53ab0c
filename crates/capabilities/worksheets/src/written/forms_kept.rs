//! The forms that worksheets were begun on, kept word for word beside them.

use super::stored::SheetV1;
use crate::shelf::Sheet;
use care::RecordId;
use forms::Questionnaire;
use sealed::{Act, Damaged, ReadError, ReadersV1};
use std::collections::HashMap;
use std::sync::Arc;

/// Which form it is: the same for the same words.
fn print(act: &Act, form: &str) -> [u8; 16] {
    let none = RecordId::from_bytes([0; 16]);
    *act.id_for(&format!("worksheet form {form}"), none).bytes()
}

/// Where a form lies: apart where only the client may know that it was used.
fn place(act: &Act, print: [u8; 16], readers: ReadersV1) -> RecordId {
    let kind = match readers {
        ReadersV1::Section => "worksheet sheet",
        ReadersV1::Nobody => "worksheet sheet of my own",
    };
    act.id_for(kind, RecordId::from_bytes(print))
}

/// Keeps the form of a sheet for these readers, if it is not there yet.
pub(super) async fn keep(
    act: &mut Act,
    sheet: &Sheet,
    readers: ReadersV1,
) -> Result<[u8; 16], ReadError> {
    let print = print(act, &sheet.json);
    let record = place(act, print, readers);
    if act.find::<SheetV1>(record).await?.is_none() {
        let kept = SheetV1 {
            name: sheet.name.clone(),
            form: sheet.json.clone(),
            readers,
        };
        act.keep(record, &kept)?;
    }
    Ok(print)
}

/// Whoever reads what is sent reads its questions too.
pub(super) async fn open_up(act: &mut Act, print: [u8; 16]) -> Result<(), ReadError> {
    let open = place(act, print, ReadersV1::Section);
    if act.find::<SheetV1>(open).await?.is_some() {
        return Ok(());
    }
    let own = place(act, print, ReadersV1::Nobody);
    let own = act.find::<SheetV1>(own).await?.ok_or(Damaged)?;
    let kept = SheetV1 {
        readers: ReadersV1::Section,
        ..own.value
    };
    act.keep(open, &kept)
}

/// Forms that were read already in this act.
#[derive(Default)]
pub(crate) struct Forms(HashMap<[u8; 16], Arc<Questionnaire>>);

impl Forms {
    /// The form of a worksheet.
    ///
    /// # Errors
    /// [`ReadError::Damaged`] if it is not there: answers are not shown without their questions.
    pub(crate) async fn of(
        &mut self,
        act: &Act,
        print: [u8; 16],
    ) -> Result<Arc<Questionnaire>, ReadError> {
        if let Some(form) = self.0.get(&print) {
            return Ok(Arc::clone(form));
        }
        let open = place(act, print, ReadersV1::Section);
        let mut kept = act.find::<SheetV1>(open).await?;
        if kept.is_none() {
            let own = place(act, print, ReadersV1::Nobody);
            kept = act.find::<SheetV1>(own).await?;
        }
        let form = kept.ok_or(Damaged)?.value.form;
        let form = Questionnaire::from_json(form.as_bytes()).map_err(|_| Damaged)?;
        let form = Arc::new(form);
        self.0.insert(print, Arc::clone(&form));
        Ok(form)
    }
}
