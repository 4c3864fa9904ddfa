//! What a file says, whatever its kind: the one place that leads from a kind to its reader.

use crate::config::Config;
use crate::model::{Agency, Class, EvidenceKind, FileId, Kind, Policy, Project, Standard};

use super::{Faults, agency, config, evidence_kinds, policy, project, standard, taxonomy};

/// Declares the readers: the kind, what its files say, and the function that reads one, by path, file, text and faults.
macro_rules! readers {
    ($($kind:ident: $type:ty = $read:expr;)+) => {
        /// What a file says.
        #[derive(Debug)]
        pub enum Said {
            $(
                #[doc = concat!("[`Kind::", stringify!($kind), "`].")]
                $kind(Box<$type>),
            )+
            /// Nothing that could be read.
            Nothing,
        }

        /// Reads a file of a kind.
        #[must_use]
        pub fn read(kind: Kind, path: &str, file: FileId, text: &str, faults: &Faults) -> Said {
            match kind {
                $(Kind::$kind => {
                    let read: fn(&str, FileId, &str, &Faults) -> Option<$type> = $read;
                    read(path, file, text, faults).map_or(Said::Nothing, |said| Said::$kind(Box::new(said)))
                })+
            }
        }
    };
}

readers! {
    Config: Config = |_, file, text, faults| Some(config(file, text, faults));
    Taxonomy: Vec<Class> = |_, file, text, faults| Some(taxonomy(file, text, faults));
    Standard: Standard = standard;
    Evidence: Vec<EvidenceKind> = |_, file, text, faults| Some(evidence_kinds(file, text, faults));
    Policy: Policy = policy;
    Agency: Agency = |path, file, text, faults| Some(agency(path, file, text, faults));
    Project: Project = |path, file, text, faults| Some(project(path, file, text, faults));
}
