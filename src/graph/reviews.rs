//! Reviews that come apart from the claims they are about, as a table that was filled in gives them.

use crate::graph::name::sha256_hex;
use crate::graph::{Claim, Name, Shard, SortedSet};
use crate::model::{ClaimReview, Fault, Placed, Review, quoted};
use std::collections::BTreeSet;

/// The name of a review: that of its claim, and a hash of what the review says. It stands beside its claim
/// wherever names are in order, and two people who say the same of two claims have two reviews.
pub fn review_name(claim: &Name, review: &Review) -> Name {
    let content = (&review.reviewer, review.verdict.name(), &review.comment);
    // Strings always serialize.
    let content = serde_json::to_string(&content).unwrap_or_default();
    let hash = sha256_hex(content.as_bytes());
    Name::new(format!("{}-review-{}", claim.as_str(), &hash[..16]))
}

impl Shard {
    /// Adds reviews to the claims they are about. A claim that is not there is an error, and somebody who says two
    /// things of one claim is worth a warning: both stay, since neither is known to be the later.
    pub fn add_reviews(&mut self, reviews: Vec<Placed<ClaimReview>>) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut disagreeing: BTreeSet<(Name, Option<String>)> = BTreeSet::new();
        for Placed { record, place } in reviews {
            let ClaimReview { claim, review } = record;
            let known = self.claim(&Name::new(claim.as_str()));
            let Some(known) = known else {
                let message = format!(
                    "no claim of the other inputs has the id {}; give what the table was written from, with the \
                     same --names and the same --ledger, or write the table anew if that has changed",
                    quoted(&claim)
                );
                faults.push(Fault::error(place, message));
                continue;
            };
            let reviewer = review.reviewer.clone();
            let earlier = known
                .reviews
                .iter()
                .find(|other| other.reviewer == reviewer && other.verdict != review.verdict);
            if let (Some(earlier), Some(who)) = (earlier, &reviewer)
                && disagreeing.insert((known.name.clone(), reviewer.clone()))
            {
                let message = format!(
                    "{} finds this claim {} here and {} elsewhere; both are kept",
                    quoted(who),
                    review.verdict.name(),
                    earlier.verdict.name()
                );
                faults.push(Fault::warning(place, message));
            }
            self.add_claim(Claim {
                reviews: SortedSet::from([review]),
                ..known.clone()
            });
        }
        faults
    }
}
