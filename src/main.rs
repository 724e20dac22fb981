//! The command `graphwright`.
#![expect(
    unreachable_pub,
    reason = "visibility beyond the crate means nothing in a program"
)]

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
