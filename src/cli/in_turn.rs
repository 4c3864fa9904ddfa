//! Lists in documents of JSON whose entries are made one after another, as they are written: none of them waits for the others.

use serde::{Serialize, Serializer};

/// What an iterator yields, as a list. It goes through anew each time it is written.
pub struct InTurn<I>(pub I);

impl<I: Iterator<Item: Serialize> + Clone> Serialize for InTurn<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.clone())
    }
}
