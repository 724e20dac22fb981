//! The font that the program carries, unpacked when it is first asked for. Its licence stands in LICENSE-DEJAVU.
//!
//! The three faces stand in one stream, so that the second and third are packed by what they share with the first:
//! 619 KB instead of 854. Words are measured with the first, which is unpacked without the others.

use ruzstd::decoding::StreamingDecoder;
use std::io::Read;
use std::ops::Range;
use std::sync::OnceLock;

const PACKED: &[u8] = include_bytes!("../../fonts/DejaVuSansCondensed.zst");

/// Where the faces end in the stream.
const ENDS: [usize; 3] = [680_264, 1_345_292, 1_944_584];

/// The upright face.
pub(super) fn regular() -> &'static [u8] {
    static FACE: OnceLock<Vec<u8>> = OnceLock::new();
    FACE.get_or_init(|| unpack(ENDS[0]))
}

/// The bold face.
pub(super) fn bold() -> &'static [u8] {
    face(ENDS[0]..ENDS[1])
}

/// The slanted face.
pub(super) fn oblique() -> &'static [u8] {
    face(ENDS[1]..ENDS[2])
}

fn face(place: Range<usize>) -> &'static [u8] {
    static FACES: OnceLock<Vec<u8>> = OnceLock::new();
    let faces = FACES.get_or_init(|| unpack(ENDS[2]));
    faces.get(place).unwrap_or_default()
}

/// The first so many bytes of the stream. Nothing where it is damaged, which a test rules out: words are then as wide
/// as in an unknown font.
fn unpack(size: usize) -> Vec<u8> {
    let mut faces = Vec::with_capacity(size);
    let read = StreamingDecoder::new(PACKED)
        .map(|decoder| decoder.take(size as u64).read_to_end(&mut faces));
    match read {
        Ok(Ok(n_bytes)) if n_bytes == size => faces,
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_faces_are_dejavu_s_own() {
        assert!(regular() == dejavu::sans_condensed::regular());
        assert!(bold() == dejavu::sans_condensed::bold());
        assert!(oblique() == dejavu::sans_condensed::oblique());
    }
}
