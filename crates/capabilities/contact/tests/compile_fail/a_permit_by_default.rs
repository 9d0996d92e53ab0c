//! No permit comes from nothing.
fn main() {
    let _: contact::SafeContactPermit = Default::default();
}
