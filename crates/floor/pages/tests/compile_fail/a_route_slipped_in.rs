//! Routes are added by saying what they need, not by reaching into the table.
use pages::Routes;

fn slip(mut routes: Routes) {
    routes.all.clear();
}

fn main() {}
