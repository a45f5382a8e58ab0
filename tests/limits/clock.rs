//! What work costs: the processor time of this thread, which others that use the machine do not add to, and the most memory held.

use std::fs;
use std::sync::OnceLock;
use std::thread;
use std::time::{Duration, Instant};

/// The processor time that this thread has used so far; where the system does not tell, the time that has passed.
pub(crate) fn used() -> Duration {
    static BEGAN: OnceLock<Instant> = OnceLock::new();
    // The system counts when a thread gives way, and else only now and then.
    thread::yield_now();
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split_whitespace().next()?.parse().ok());
    nanoseconds.map_or_else(|| BEGAN.get_or_init(Instant::now).elapsed(), Duration::from_nanos)
}

/// The most memory that this process has held at a time, in megabytes, where the system tells.
pub(crate) fn most_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()? / 1000)
}
