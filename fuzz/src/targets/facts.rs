//! Facts as JSON Lines and as JSON: read, built, and written again as what they say.

use super::graphs::assert_facts_come_back;
use super::reading::{
    LONGEST, assert_faults_are_sound, assert_quotes_stand_in_their_texts, built, name,
};
use graphwright::graph::Quotes;
use graphwright::read::detect::detect;
use graphwright::read::read_facts;

pub(super) fn run(data: &[u8]) {
    if data.len() > LONGEST {
        return;
    }
    let _ = detect(Some("json"), data);
    let (file, faults) = read_facts(data, &name()).expect("bytes can be had");
    assert_faults_are_sound(&faults, data);
    let (shard, _) = built(file, Some(Quotes::Strict));
    assert_quotes_stand_in_their_texts(&shard);
    assert_facts_come_back(shard, Some(Quotes::Strict));
}
