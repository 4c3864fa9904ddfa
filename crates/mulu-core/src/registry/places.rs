//! Places in a list of records: mostly one, or none.

use std::ops::Deref;

/// Some places, in the order in which they were found: an edition has one successor, a number one edition, and few have more. One takes no
/// room beside the two words of this, which counts where there are a million records.
#[derive(Clone, Debug, Default)]
#[allow(clippy::box_collection, reason = "a vector takes three words, and few have one")]
pub enum RecordPlaces {
    #[default]
    None,
    One(usize),
    Many(Box<Vec<usize>>),
}

impl RecordPlaces {
    pub fn push(&mut self, place: usize) {
        match self {
            RecordPlaces::None => *self = RecordPlaces::One(place),
            RecordPlaces::One(first) => *self = RecordPlaces::Many(Box::new(vec![*first, place])),
            RecordPlaces::Many(all) => all.push(place),
        }
    }

    /// Takes one out.
    pub fn remove(&mut self, place: usize) {
        match self {
            RecordPlaces::One(own) if *own == place => *self = RecordPlaces::None,
            RecordPlaces::None | RecordPlaces::One(_) => {}
            RecordPlaces::Many(all) => all.retain(|own| *own != place),
        }
    }
}

impl Deref for RecordPlaces {
    type Target = [usize];

    fn deref(&self) -> &[usize] {
        match self {
            RecordPlaces::None => &[],
            RecordPlaces::One(place) => std::slice::from_ref(place),
            RecordPlaces::Many(all) => all,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RecordPlaces;

    #[test]
    fn places_come_and_go_in_their_order() {
        assert_eq!(size_of::<RecordPlaces>(), 2 * size_of::<usize>());
        let mut places = RecordPlaces::default();
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
        let mut one = RecordPlaces::One(1);
        one.remove(2);
        assert_eq!(*one, [1]);
        one.remove(1);
        assert!(one.is_empty());
    }
}
