//! What commands say. A reader that went away, such as `head`, is no problem of ours: `println!` would panic.

/// Prints a line to the standard output.
macro_rules! say {
    ($($words:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stdout(), $($words)*);
    }};
}

pub(super) use say;
