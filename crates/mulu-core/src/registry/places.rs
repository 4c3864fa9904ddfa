//! Places in a list of records: mostly one, or none.

use std::ops::Deref;

/// Some places, in the order in which they were found: an edition has one successor, a number one edition, and few have more. One takes no
/// room beside the two words of this, which counts where there are a million records.
#[derive(Clone, Debug, Default)]
#[allow(clippy::box_collection, reason = "a vector takes three words, and few have one")]
pub enum Places {
    #[default]
    None,
    One(usize),
    Many(Box<Vec<usize>>),
}

impl Places {
    pub fn push(&mut self, place: usize) {
        match self {
            Places::None => *self = Places::One(place),
            Places::One(first) => *self = Places::Many(Box::new(vec![*first, place])),
            Places::Many(all) => all.push(place),
        }
    }

    /// Takes one out.
    pub fn remove(&mut self, place: usize) {
        match self {
            Places::One(own) if *own == place => *self = Places::None,
            Places::None | Places::One(_) => {}
            Places::Many(all) => all.retain(|own| *own != place),
        }
    }
}

impl Deref for Places {
    type Target = [usize];

    fn deref(&self) -> &[usize] {
        match self {
            Places::None => &[],
            Places::One(place) => std::slice::from_ref(place),
            Places::Many(all) => all,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Places;

    #[test]
    fn places_come_and_go_in_their_order() {
        assert_eq!(size_of::<Places>(), 2 * size_of::<usize>());
        let mut places = Places::default();
        assert!(places.is_empty());
        for place in [7, 3, 5] {
            places.push(place);
        }
        places.remove(4);
        places.remove(3);
        assert_eq!(*places, [7, 5]);
        places.remove(5);
        places.remove(7);
        assert!(places.is_empty());
        places.push(2);
        assert_eq!(*places, [2]);
        let mut one = Places::One(1);
        one.remove(2);
        assert_eq!(*one, [1]);
        one.remove(1);
        assert!(one.is_empty());
    }
}
