//! Lists that are written element by element.

use std::borrow::Cow;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};

/// The elements of the model, each turned into what is written when its turn comes: a document of many pages is not
/// held twice.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Each<'a, M, T> {
    of: &'a [M],
    written: PhantomData<T>,
}

impl<'a, M, T> From<&'a Vec<M>> for Each<'a, M, T> {
    fn from(of: &'a Vec<M>) -> Self {
        Self { of, written: PhantomData }
    }
}

impl<'a, M, T: From<&'a M> + Serialize> Serialize for Each<'a, M, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.of.iter().map(T::from))
    }
}

impl<M, T: JsonSchema> JsonSchema for Each<'_, M, T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Vec::<T>::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Vec::<T>::json_schema(generator)
    }
}
