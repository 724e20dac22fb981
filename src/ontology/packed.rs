//! The files of the folder `ontology` as `build.rs` packs them into the program.

use miniz_oxide::inflate::decompress_to_vec;

/// A file, packed.
#[derive(Clone, Copy)]
pub(super) struct Packed {
    /// Its path below the folder.
    pub(super) name: &'static str,
    pub(super) bytes: &'static [u8],
}

impl Packed {
    /// The file. Nothing where the bytes are damaged, which a test rules out.
    pub(super) fn unpack(self) -> Vec<u8> {
        decompress_to_vec(self.bytes).unwrap_or_default()
    }
}

/// The file with a path below the folder.
macro_rules! packed {
    ($name:literal) => {
        Packed {
            name: $name,
            bytes: include_bytes!(concat!(env!("OUT_DIR"), "/ontology/", $name, ".deflate")),
        }
    };
}
pub(super) use packed;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_it_was() {
        let file = packed!("gazetteer/places.ttl");
        let original = include_bytes!("../../ontology/gazetteer/places.ttl");
        assert!(file.unpack() == original && file.bytes.len() * 3 < original.len());
    }
}
