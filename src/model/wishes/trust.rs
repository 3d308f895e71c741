//! What one server may hear of a feed's settings and no other: headers, name, password and certificates.

use crate::model::address;
use crate::model::wishes::Wishes;

impl Wishes {
    /// The feed has moved to another address: what was told to its old server stays with that one.
    pub fn moved(&mut self, from: &str, to: &str) {
        let server = address::server(from);
        if self.only_for.is_none() && self.is_trusting() && server != address::server(to) {
            self.only_for = server;
        }
    }

    /// Whether headers, name, password and certificates are for the server of this address.
    #[must_use]
    pub fn are_for(&self, url: &str) -> bool {
        self.only_for.is_none() || self.only_for == address::server(url)
    }

    /// Whether there is anything that only one server may hear of.
    pub(in crate::model) fn is_trusting(&self) -> bool {
        let texts = [&self.login, &self.password, &self.ca];
        texts.into_iter().any(Option::is_some)
            || !self.headers.is_empty()
            || !self.password_cmd.is_empty()
    }

    /// What is said from now on is for the server that the feed has now; nothing of the old one's may come along.
    pub(in crate::model) fn renew(&mut self) {
        if self.only_for.take().is_some() {
            self.headers.clear();
            self.password_cmd.clear();
            (self.login, self.password, self.ca) = (None, None, None);
        }
    }

    /// Whether there is something to log in with beside the name.
    pub(in crate::model) const fn has_password(&self) -> bool {
        self.password.is_some() || !self.password_cmd.is_empty()
    }

    /// What the name and the password in an address say, where nothing of it is set: what is set wins. Those of the
    /// server that the feed has moved away from stay with it.
    #[must_use]
    pub fn with_login_of(mut self, url: &str) -> Self {
        if self.are_for(url)
            && let Some(login) = address::login(url)
        {
            if !self.has_password() {
                self.password = login.password;
            }
            self.login.get_or_insert(login.name);
        }
        self
    }

    /// Takes over what an address says that the reader has just written, whatever was set before.
    pub fn log_in_as(&mut self, login: address::Login) {
        self.renew();
        self.password_cmd.clear();
        (self.login, self.password) = (Some(login.name), login.password);
    }
}
