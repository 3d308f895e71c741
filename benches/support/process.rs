//! What a process has used, as Linux tells it.

use std::fs;
use std::time::Duration;

/// The most memory a process ever had, in kilobytes.
pub fn peak(process: u32) -> Option<u64> {
    told(process, "VmHWM:")
}

/// The memory that a process has now, in kilobytes.
pub fn resident(process: u32) -> Option<u64> {
    told(process, "VmRSS:")
}

fn told(process: u32, name: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with(name))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// The processor's time of this process.
pub fn own_processor() -> Duration {
    processor_of("/proc/self/stat").unwrap()
}

/// The processor's time of a process, from the 14th and 15th field of its `stat`.
pub fn processor_of(stat: &str) -> Option<Duration> {
    let stat = fs::read_to_string(stat).ok()?;
    let (_, rest) = stat.rsplit_once(')')?;
    let fields: Vec<u64> = rest
        .split_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|field| field.parse().ok())
        .collect();
    let ticks: u64 = fields.iter().sum();
    (fields.len() == 2).then(|| Duration::from_millis(ticks * 10))
}
