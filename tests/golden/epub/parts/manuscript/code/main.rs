use std::io;

fn main() {
    run();
}

// ANCHOR: run
    fn run() {
        go();
    }
// ANCHOR_END: run
