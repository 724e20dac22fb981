//! The font that the program carries, unpacked when it is first asked for. Its licence stands in LICENSE-DEJAVU.

use ruzstd::decoding::StreamingDecoder;
use std::io::Read;
use std::sync::OnceLock;

/// The upright face.
pub(super) fn regular() -> &'static [u8] {
    static FACE: OnceLock<Vec<u8>> = OnceLock::new();
    FACE.get_or_init(|| unpack(include_bytes!("../../fonts/DejaVuSansCondensed.ttf.zst")))
}

/// The bold face.
pub(super) fn bold() -> &'static [u8] {
    static FACE: OnceLock<Vec<u8>> = OnceLock::new();
    FACE.get_or_init(|| {
        unpack(include_bytes!(
            "../../fonts/DejaVuSansCondensed-Bold.ttf.zst"
        ))
    })
}

/// The slanted face.
pub(super) fn oblique() -> &'static [u8] {
    static FACE: OnceLock<Vec<u8>> = OnceLock::new();
    FACE.get_or_init(|| {
        unpack(include_bytes!(
            "../../fonts/DejaVuSansCondensed-Oblique.ttf.zst"
        ))
    })
}

/// Nothing where the bytes are damaged, which a test rules out: words are then as wide as in an unknown font.
fn unpack(packed: &[u8]) -> Vec<u8> {
    let mut face = Vec::new();
    let read = StreamingDecoder::new(packed).map(|mut decoder| decoder.read_to_end(&mut face));
    match read {
        Ok(Ok(_)) => face,
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
