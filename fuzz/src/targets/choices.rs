//! Bytes as a row of choices: small changes of the bytes are small changes of what is chosen.

pub(super) struct Choices<'d>(pub(super) &'d [u8]);

impl Choices<'_> {
    /// A number below `count`; 0 when there are no more bytes.
    pub(super) fn below(&mut self, count: usize) -> usize {
        let Some((first, rest)) = self.0.split_first() else {
            return 0;
        };
        self.0 = rest;
        usize::from(*first) % count
    }

    pub(super) fn of<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }
}
