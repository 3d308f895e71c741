//! How long one waits for another that writes: it is asked often, so that the pause between two transactions of a refresh is
//! found. Else a mark would wait for many of them, not for the one that is under way.

use std::thread;
use std::time::Duration;

use rusqlite::Connection;

/// So often it is asked at first, which catches a pause.
const OFTEN: Duration = Duration::from_micros(300);
const OFTEN_TRIES: i32 = 600;
/// And then: somebody holds it for long.
const SELDOM: Duration = Duration::from_millis(2);
/// Who must wait for longer gives up; that is about so many tries.
pub const PATIENCE: Duration = Duration::from_secs(5);
const TRIES: i32 = 2_800;

/// From here on this connection waits where another one writes.
pub fn wait_for_others(connection: &mut Connection) -> rusqlite::Result<()> {
    connection.busy_handler(Some(wait))
}

fn wait(tries: i32) -> bool {
    let is_worth_it = tries < TRIES;
    if is_worth_it {
        thread::sleep(if tries < OFTEN_TRIES { OFTEN } else { SELDOM });
    }
    is_worth_it
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::PAUSE;

    #[test]
    fn a_pause_is_found_by_who_waits_and_patience_ends() {
        for shorter in [OFTEN, Duration::from_micros(1)] {
            assert!(shorter < PAUSE, "asked more often than there are pauses");
        }
        let seldom = u32::try_from(TRIES - OFTEN_TRIES).unwrap();
        let often = u32::try_from(OFTEN_TRIES).unwrap();
        let whole = OFTEN * often + SELDOM * seldom;
        assert!(whole <= PATIENCE && whole * 5 / 4 > PATIENCE, "{whole:?}");
        assert!(wait(0) && wait(TRIES - 1) && !wait(TRIES));
    }

    #[test]
    fn a_mark_comes_in_between_the_transactions_of_a_refresh() {
        use crate::store::{Durability, HELD, Store};
        use std::sync::atomic::{AtomicBool, Ordering};
        use std::time::Instant;

        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("kabar.db");
        let mut store = Store::open(&path).unwrap();
        let (is_busy, is_marked) = (AtomicBool::new(false), AtomicBool::new(false));
        std::thread::scope(|scope| {
            scope.spawn(|| {
                let mut other = Store::open(&path).unwrap();
                while !is_busy.load(Ordering::Acquire) {
                    std::thread::yield_now();
                }
                let folder = |name: &str| format!("INSERT INTO folder (name) VALUES ('{name}')");
                let marked = other.write(Durability::Sure, |transaction| {
                    transaction.execute_batch(&folder("Kota"))
                });
                is_marked.store(true, Ordering::Release);
                marked.unwrap();
            });
            // One behind the other, as long as it takes.
            while !is_marked.load(Ordering::Acquire) {
                store
                    .write(Durability::Cheap, |transaction| {
                        transaction.execute_batch("UPDATE tally SET total = total")?;
                        is_busy.store(true, Ordering::Release);
                        let began = Instant::now();
                        while began.elapsed() < HELD {
                            std::hint::spin_loop();
                        }
                        Ok(())
                    })
                    .unwrap();
            }
        });
        assert_eq!(store.folders().unwrap().len(), 1);
    }
}
