//! Documents that are gzip files themselves (RFC 1952), as sitemaps often are, and answers that are deflated: unpacked
//! within the same limit.

use std::io::Read;

use flate2::read::{DeflateDecoder, GzDecoder, MultiGzDecoder, ZlibDecoder};

use crate::fetch::error::FetchError;

/// Whether a document begins as a gzip file does.
pub fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b, 0x08])
}

/// What is in it, at most `limit` bytes: in all of its members, or in the first where no other follows it but something
/// else does.
pub fn unpacked(bytes: &[u8], limit: usize) -> Result<Vec<u8>, FetchError> {
    let plain =
        read(MultiGzDecoder::new(bytes), limit).or_else(|_| read(GzDecoder::new(bytes), limit))?;
    if plain.len() > limit {
        return Err(FetchError::TooLarge { limit });
    }
    Ok(plain)
}

/// What is in an answer with the coding `deflate`, at most one byte more than `limit`: by the book in a zlib envelope (RFC
/// 9110, 8.4.1.2), with many servers without.
pub fn inflated(bytes: &[u8], limit: usize) -> Result<Vec<u8>, FetchError> {
    read(ZlibDecoder::new(bytes), limit).or_else(|_| read(DeflateDecoder::new(bytes), limit))
}

fn read(packed: impl Read, limit: usize) -> Result<Vec<u8>, FetchError> {
    let mut plain = Vec::new();
    packed
        .take(limit as u64 + 1)
        .read_to_end(&mut plain)
        .map_err(|_| FetchError::Broken("the answer could not be decompressed".to_owned()))?;
    Ok(plain)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn an_archive_is_unpacked_as_far_as_is_allowed() {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(&[b'x'; 5000]).unwrap();
        let packed = encoder.finish().unwrap();
        assert!(is_packed(&packed) && !is_packed(b"<rss"));
        assert_eq!(unpacked(&packed, 5000).unwrap().len(), 5000);
        assert_eq!(
            unpacked(&packed, 4999),
            Err(FetchError::TooLarge { limit: 4999 })
        );
        assert!(unpacked(&packed[..9], 5000).is_err());
        let twice = [packed.as_slice(), packed.as_slice()].concat();
        assert_eq!(unpacked(&twice, 10_000).unwrap().len(), 10_000);
        assert!(unpacked(&twice, 9_999).is_err());
        let trailed = [packed.as_slice(), b"<!-- 3 ms -->"].concat();
        assert_eq!(unpacked(&trailed, 5000).unwrap().len(), 5000);
    }
}
