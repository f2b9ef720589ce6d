//! Pictures as PNG, each with the fingerprint of its card, so that a later build knows whether it is still right.

use png::{BitDepth, ColorType, Compression, Decoder, Encoder, EncodingError};
use resvg::tiny_skia::Pixmap;

const KEYWORD: &str = "Guillemet-Card";

/// The picture as PNG with a fingerprint.
pub fn encoded(picture: &Pixmap, fingerprint: &str) -> Result<Vec<u8>, EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, picture.width(), picture.height());
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Balanced);
    encoder.add_text_chunk(KEYWORD.to_owned(), fingerprint.to_owned())?;
    let mut writer = encoder.write_header()?;
    let colours: Vec<u8> =
        picture.pixels().iter().flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]).collect();
    writer.write_image_data(&colours)?;
    writer.finish()?;
    Ok(bytes)
}

/// The fingerprint in a PNG; nothing when it is no card.
pub fn fingerprint_of(bytes: &[u8]) -> Option<String> {
    let reader = Decoder::new(std::io::Cursor::new(bytes)).read_info().ok()?;
    let texts = &reader.info().uncompressed_latin1_text;
    texts.iter().find(|text| text.keyword == KEYWORD).map(|text| text.text.clone())
}
