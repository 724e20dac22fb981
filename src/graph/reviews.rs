//! Reviews that come apart from the claims they are about, as a table that was filled in gives them.

use crate::graph::name::sha256_hex;
use crate::graph::{Claim, Name, Shard, SortedSet};
use crate::model::{ClaimReview, Fault, Place, Placed, Review, quoted};
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
    /// The claims that a review is about: those with one of the names it gives.
    pub fn reviewed(&self, review: &ClaimReview) -> Vec<Name> {
        let names = review.claims.iter().map(|name| Name::new(name.as_str()));
        let mut known: Vec<Name> = names.filter(|name| self.claim(name).is_some()).collect();
        known.sort_unstable();
        known.dedup();
        known
    }

    /// Adds reviews to the claims they are about. A claim that is not there is an error, and somebody who says two
    /// things of one claim is worth a warning: both stay, since neither is known to be the later.
    pub fn add_reviews(&mut self, reviews: Vec<Placed<ClaimReview>>) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut disagreeing: BTreeSet<(Name, Option<String>)> = BTreeSet::new();
        for Placed { record, place } in reviews {
            let reviewed = self.reviewed(&record);
            if reviewed.is_empty() {
                let id = quoted(record.claims.first().map_or("", String::as_str));
                let message = format!(
                    "no claim of the other inputs has the id {id}; give what the table was written from, with the \
                     same --names, or write the table anew if that has changed"
                );
                faults.push(Fault::error(place, message));
                continue;
            }
            for claim in reviewed {
                faults.extend(self.add_review(&claim, &record.review, &place, &mut disagreeing));
            }
        }
        faults
    }

    /// Adds a review to a claim. The fault is about a reviewer who disagrees with themselves, once for a claim.
    fn add_review(
        &mut self,
        claim: &Name,
        review: &Review,
        place: &Place,
        disagreeing: &mut BTreeSet<(Name, Option<String>)>,
    ) -> Option<Fault> {
        let known = self.claim(claim)?.clone();
        let reviewer = &review.reviewer;
        let earlier = known
            .reviews
            .iter()
            .find(|other| other.reviewer == *reviewer && other.verdict != review.verdict);
        let fault = match (earlier, reviewer) {
            (Some(earlier), Some(who)) if disagreeing.insert((claim.clone(), reviewer.clone())) => {
                let message = format!(
                    "{} finds this claim {} here and {} elsewhere; both are kept",
                    quoted(who),
                    review.verdict.name(),
                    earlier.verdict.name()
                );
                Some(Fault::warning(place.clone(), message))
            }
            _ => None,
        };
        self.add_claim(Claim {
            reviews: SortedSet::from([review.clone()]),
            ..known
        });
        fault
    }
}
