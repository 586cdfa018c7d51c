//! From bytes to code points.
//!
//! Inside, offsets count bytes; the contract counts Unicode code points. One pass over a text notes how many characters
//! stand before each block of bytes, so that any offset is converted in bounded time and a text of any length in linear.

/// Bytes of a block. A conversion counts at most so many; the notes take a sixty-fourth of the text.
const BLOCK: usize = 256;

/// The characters before each block of one text.
///
/// ```
/// let points = rapporteur_record::CodePoints::of("né à Oran");
/// assert_eq!(points.before(7), 5);
/// ```
#[derive(Clone, Debug)]
pub struct CodePoints<'t> {
    text: &'t [u8],
    /// Empty where all characters are ASCII: bytes are code points there.
    before_block: Vec<u32>,
}

impl<'t> CodePoints<'t> {
    /// Counts through the text once.
    pub fn of(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let mut before_block = Vec::new();
        if !text.is_ascii() {
            let mut before = 0;
            for block in bytes.chunks(BLOCK) {
                before_block.push(before);
                before += characters(block);
            }
        }
        Self { text: bytes, before_block }
    }

    /// How many code points stand before a byte; an offset behind the end counts as the end.
    pub fn before(&self, byte: u32) -> u32 {
        let byte = (byte as usize).min(self.text.len());
        let block = byte / BLOCK;
        match self.before_block.get(block) {
            Some(before) => before + characters(&self.text[block * BLOCK..byte]),
            None if self.before_block.is_empty() => byte as u32,
            None => {
                let last = self.before_block.len() - 1;
                self.before_block[last] + characters(&self.text[last * BLOCK..byte])
            }
        }
    }
}

/// Bytes that begin a character; all others go on with one.
fn characters(bytes: &[u8]) -> u32 {
    bytes.iter().map(|byte| u32::from(byte & 0xc0 != 0x80)).sum()
}

#[cfg(test)]
mod tests {
    use super::CodePoints;

    #[test]
    fn every_boundary_of_a_text_is_counted_as_its_characters_are() {
        let long = "naïve 🚢 ‘où’ e\u{301} ".repeat(40);
        for text in ["", "plain", "né", "🚢", &"a".repeat(600), &"é".repeat(256), &long] {
            let points = CodePoints::of(text);
            for (characters, (byte, _)) in text.char_indices().enumerate() {
                assert_eq!(points.before(byte as u32) as usize, characters);
            }
            assert_eq!(points.before(text.len() as u32) as usize, text.chars().count());
            assert_eq!(points.before(u32::MAX) as usize, text.chars().count());
        }
    }
}
