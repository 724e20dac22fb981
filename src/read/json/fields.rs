use crate::model::{Fault, Place, quoted};
use crate::order::CompactSort;
use crate::read::json::Context;
use serde_json::value::RawValue;
use std::borrow::Cow;

/// The fields of one object that nobody has taken yet.
pub(in crate::read) struct Fields<'t> {
    /// The object that they are of.
    object: &'t RawValue,
    fields: Vec<(Cow<'t, str>, &'t RawValue)>,
}

impl<'t> Fields<'t> {
    pub(super) fn new(object: &'t RawValue, fields: Vec<(Cow<'t, str>, &'t RawValue)>) -> Self {
        Self { object, fields }
    }

    /// Where the object starts.
    #[inline]
    pub(in crate::read) fn place(&self, context: &Context<'t>) -> Place {
        context.place_of(self.object)
    }

    pub(in crate::read) fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|(key, _)| key == name)
    }

    /// Takes a field out; `null` counts as absent.
    #[inline]
    pub(in crate::read) fn take(&mut self, name: &str) -> Option<&'t RawValue> {
        self.take_even_null(name).filter(|raw| raw.get() != "null")
    }

    #[inline]
    pub(in crate::read) fn take_even_null(&mut self, name: &str) -> Option<&'t RawValue> {
        let position = self.fields.iter().position(|(key, _)| key == name)?;
        Some(self.fields.swap_remove(position).1)
    }

    /// A field that may be missing.
    pub(in crate::read) fn optional<T>(
        &mut self,
        context: &mut Context<'t>,
        name: &'static str,
        read: impl FnOnce(&mut Context<'t>, &'t RawValue) -> Option<T>,
    ) -> Option<T> {
        let raw = self.take(name)?;
        context.within(name, None, |context| read(context, raw))
    }

    /// A field that must be there and not null.
    pub(in crate::read) fn required<T>(
        &mut self,
        context: &mut Context<'t>,
        name: &'static str,
        read: impl FnOnce(&mut Context<'t>, &'t RawValue) -> Option<T>,
    ) -> Option<T> {
        let Some(raw) = self.take_even_null(name) else {
            // A record of its own is known by its line; a part of one may stand many lines further on.
            let place = if context.path.is_empty() {
                context.start()
            } else {
                self.place(context)
            };
            let message = format!("{}field {} is missing", context.path(), quoted(name));
            context.error_at(place, message);
            return None;
        };
        context.within(name, None, |context| read(context, raw))
    }

    /// A list field; missing is empty.
    pub(in crate::read) fn list<T>(
        &mut self,
        context: &mut Context<'t>,
        name: &'static str,
        mut read: impl FnMut(&mut Context<'t>, &'t RawValue) -> Option<T>,
    ) -> Vec<T> {
        let Some(raw) = self.take(name) else {
            return Vec::new();
        };
        if !raw.get().starts_with('[') {
            context.within(name, None, |context| context.wrong_type(raw, "a list"));
            return Vec::new();
        }
        let items: Vec<&'t RawValue> = serde_json::from_str(raw.get()).unwrap_or_default();
        // Collected by themselves, one item would get the room of four.
        let mut list = Vec::with_capacity(items.len());
        for (index, item) in items.into_iter().enumerate() {
            list.extend(context.within(name, Some(index), |context| read(context, item)));
        }
        list
    }

    /// What nobody took, in the order of the names, so that the order in the file makes no difference.
    pub(in crate::read) fn rest(self) -> Vec<(Cow<'t, str>, &'t RawValue)> {
        let mut fields = self.fields;
        fields.order_by(|(left, _), (right, _)| left.cmp(right));
        fields
    }

    /// Warns of every field that nobody took: it is not kept.
    pub(in crate::read) fn finish(self, context: &mut Context<'t>) {
        for (key, value) in self.fields {
            let place = context.place_of(value);
            let message = format!(
                "{}unknown field {} is not kept",
                context.path(),
                quoted(&key)
            );
            context.faults.push(Fault::warning(place, message));
        }
    }
}
