//! What an act holds is not to be had from it: not its key, not another access in its place.
fn apart(act: sealed::Act) {
    let sealed::Act { access, key, .. } = act;
    drop((access, key));
}

fn main() {}
