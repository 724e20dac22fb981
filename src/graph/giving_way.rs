/// Hands out what is in a list from its start and gives the room of it back on the way: a record is large, and
/// what is made of it takes as much room again.
pub(crate) fn giving_way<T>(mut list: Vec<T>) -> impl Iterator<Item = T> {
    const STEP: usize = 1 << 14;
    list.reverse();
    std::iter::from_fn(move || {
        let item = list.pop();
        if list.len().is_multiple_of(STEP) {
            list.shrink_to_fit();
        }
        item
    })
}
