use schemars::JsonSchema;
use serde::Serialize;
use thiserror::Error;

/// How sure an extractor is that the text says this, from 0 to 1. It says nothing on whether the text is right.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, JsonSchema)]
#[serde(transparent)]
pub struct Confidence(#[schemars(range(min = 0.0, max = 1.0))] f64);

impl Confidence {
    /// Checks the range once, so that nobody else has to.
    ///
    /// # Errors
    /// [`OutOfRange`] if `value` is below 0, above 1 or not a number.
    pub fn new(value: f64) -> Result<Self, OutOfRange> {
        if (0.0..=1.0).contains(&value) {
            // 0.0 and -0.0 are one confidence and must be written alike.
            Ok(Self(value + 0.0))
        } else {
            Err(OutOfRange(value))
        }
    }

    /// The number itself.
    pub fn value(self) -> f64 {
        self.0
    }

    /// The higher of two.
    #[must_use]
    pub fn max(self, other: Self) -> Self {
        if self.0 >= other.0 { self } else { other }
    }
}

/// A confidence outside 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Error)]
#[error("{0} is not between 0 and 1")]
pub struct OutOfRange(pub f64);
