//! A web server on 127.0.0.1 for tests, driven by a table of answers.
