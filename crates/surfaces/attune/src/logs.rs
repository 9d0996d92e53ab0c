//! Logs without content: what happened to the machine, never whose words it was about.
//!
//! Only Attune's own crates are heard, because only of them is it known that they log no content,
//! no address with an id in it and no client's id. A panic is told by its place in the program; its
//! message could hold what it was working on.

use std::io::IsTerminal;
use tracing::Level;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// Whose logs are written.
const HEARD: [&str; 13] = [
    "attune", "rooms", "exchange", "alliance", "consent", "people", "measures", "contact",
    "crisis", "notes", "pages", "sealed", "forms",
];

/// How much is logged.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, clap::ValueEnum)]
pub(crate) enum HowMuch {
    /// Only what someone must look at.
    Error,
    /// Also what someone should.
    Warn,
    /// Also a line for every request.
    #[default]
    Info,
    /// Also what helps to find a mistake.
    Debug,
}

/// In what shape.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, clap::ValueEnum)]
pub(crate) enum Shape {
    /// Lines for a person at a terminal, JSON otherwise.
    #[default]
    Auto,
    /// One JSON object a line.
    Json,
    /// Short lines.
    Compact,
}

/// Flags of every command that logs.
#[derive(clap::Args, Clone, Copy, Debug, Default)]
pub(crate) struct Logs {
    /// How much is logged, to standard error
    #[arg(long, value_enum, default_value_t)]
    log_level: HowMuch,
    /// In what shape
    #[arg(long, value_enum, default_value_t)]
    log_shape: Shape,
}

impl Logs {
    /// Begins to log. Once in a program; a second time changes nothing.
    pub(crate) fn begin(self) {
        let level = match self.log_level {
            HowMuch::Error => Level::ERROR,
            HowMuch::Warn => Level::WARN,
            HowMuch::Info => Level::INFO,
            HowMuch::Debug => Level::DEBUG,
        };
        let heard = Targets::new().with_targets(HEARD.map(|target| (target, level)));
        let to = std::io::stderr;
        let json = match self.log_shape {
            Shape::Auto => !to().is_terminal(),
            Shape::Json => true,
            Shape::Compact => false,
        };
        let registry = tracing_subscriber::registry().with(heard);
        let begun = if json {
            let layer = fmt::layer()
                .json()
                .flatten_event(true)
                .with_span_list(false);
            registry.with(layer.with_writer(to)).try_init()
        } else {
            registry
                .with(fmt::layer().compact().with_ansi(false).with_writer(to))
                .try_init()
        };
        if begun.is_ok() {
            std::panic::set_hook(Box::new(|panic| {
                let place = panic
                    .location()
                    .map(ToString::to_string)
                    .unwrap_or_default();
                tracing::error!(place, "a part of the program broke off");
            }));
        }
    }
}
