//! Which threads give way to others when the processor is short.

/// From here on this thread, and those it starts, give way to the threads that answer keys. Does nothing where the
/// system has priorities for whole programs only.
pub fn give_way() {
    // Linux takes the number of a thread for that of a process, and none for the thread that asks (setpriority(2)).
    #[cfg(target_os = "linux")]
    {
        // Background work at the usual priority is only less polite.
        let _ = rustix::process::setpriority_process(None, 10);
    }
}
