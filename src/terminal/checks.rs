//! Settings of a feed that name something on this machine: whether it is there. Said when they are made, not when the feed
//! is asked for the first time.

use std::fs;

use crate::loader::{Commands, program};
use crate::model::wishes::Wishes;

/// How a certificate begins in a file of them (RFC 7468).
const CERTIFICATE: &str = "-----BEGIN CERTIFICATE-----";

/// What is wrong with these changes, in words. Commands of the settings are those that `exec:` may name.
pub fn check(changes: &[(&str, &str)], commands: &Commands) -> Result<(), String> {
    changes.iter().try_for_each(|(key, value)| match *key {
        "ca" if value.trim().starts_with('/') => certificates(value.trim()),
        "password_cmd" if !value.trim().is_empty() => password(value),
        "address" if program::name(value.trim()).is_some() => {
            let checked = program::check(value.trim(), commands);
            checked.map_err(|error| format!("address: {error}"))
        }
        _ => Ok(()),
    })
}

fn certificates(path: &str) -> Result<(), String> {
    let bytes = fs::read(path).map_err(|error| format!("ca: {path}: {error}"))?;
    if String::from_utf8_lossy(&bytes).contains(CERTIFICATE) {
        return Ok(());
    }
    Err(format!("ca: {path} holds no certificates in the form PEM"))
}

fn password(written: &str) -> Result<(), String> {
    let mut wishes = Wishes::default();
    wishes.set("password_cmd", written)?;
    program::is_there(&wishes.password_cmd).map_err(|error| format!("password_cmd: {error}"))
}
