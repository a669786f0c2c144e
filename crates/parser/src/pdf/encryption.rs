//! Encryption. lopdf reads an encrypted file without asking about its objects: so it reads it as if it was not, within
//! the limits of any file, and decrypts it after that.

use std::borrow::Cow;

use lopdf::{Document, Object};

use crate::Unreadable;

use super::lengths::names;

const KEY: &[u8] = b"Encrypt";

/// What stands in place of the key.
pub(super) const HIDDEN: &str = "encrypt";

/// The bytes without the key of what they are encrypted by.
pub(super) fn hidden(mut bytes: Cow<'_, [u8]>) -> Cow<'_, [u8]> {
    let places: Vec<_> = names(&bytes, KEY).collect();
    for place in places {
        let name = &mut bytes.to_mut()[place][1..];
        name.fill(b' ');
        name[..HIDDEN.len()].copy_from_slice(HIDDEN.as_bytes());
    }
    bytes
}

/// Decrypts a document whose key is hidden, if it has one, with the password or none.
pub(super) fn decrypt(document: &mut Document, password: Option<&str>) -> Result<(), Unreadable> {
    let id = match document.trailer.remove(HIDDEN.as_bytes()) {
        None => return Ok(()),
        Some(Object::Reference(id)) => id,
        Some(direct) => document.add_object(direct),
    };
    document.trailer.set(KEY, id);
    if !document.is_encrypted() {
        return Err(Unreadable::Broken("what it is encrypted by is not in it".into()));
    }
    let fits = |password: &&str| document.authenticate_password(password).is_ok();
    let password = std::iter::once("").chain(password).find(fits).ok_or(Unreadable::Encrypted)?;
    match document.decrypt(password) {
        // What is torn cannot be decrypted to its end, and what is whole of it counts.
        Err(error) if document.is_encrypted() => Err(Unreadable::EncryptionUnsupported(error.to_string())),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_hidden_however_it_is_spelled() {
        let check = |bytes: &str, expected: &str| {
            assert_eq!(String::from_utf8_lossy(&hidden(Cow::Borrowed(bytes.as_bytes()))), expected);
        };
        check("/Encrypt 5 0 R/#45ncrypt<<>>", "/encrypt 5 0 R/encrypt  <<>>");
        check("/EncryptMetadata true", "/EncryptMetadata true");
    }
}
