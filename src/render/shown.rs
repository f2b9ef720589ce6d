//! Hands a view to the template engine without the fields that its template does not show: making a value of each
//! field of each card of a list costs more than filling the template.

use serde::Serialize;
use serde::ser::{
    SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple, SerializeTupleStruct,
    SerializeTupleVariant, Serializer,
};

use crate::view::Fields;

/// A value, of whose structs only the shown fields are serialised.
pub struct Shown<'a, T: ?Sized>(pub &'a T, pub &'a Fields);

impl<T: Serialize + ?Sized> Serialize for Shown<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(Filter { inner: serializer, fields: self.1 })
    }
}

/// A serialiser, or what it has begun, that leaves fields out.
struct Filter<'a, S> {
    inner: S,
    fields: &'a Fields,
}

/// Scalars are handed on as they are.
macro_rules! hand_on {
    ($($method:ident($kind:ty)),* $(,)?) => {
        $(fn $method(self, value: $kind) -> Result<Self::Ok, Self::Error> {
            self.inner.$method(value)
        })*
    };
}

/// What holds others goes on filtering them.
macro_rules! filter_in {
    ($($method:ident($($argument:ident: $kind:ty),*) -> $begun:ident),* $(,)?) => {
        $(fn $method(self, $($argument: $kind),*) -> Result<Self::$begun, Self::Error> {
            Ok(Filter { inner: self.inner.$method($($argument),*)?, fields: self.fields })
        })*
    };
}

impl<'a, S: Serializer> Serializer for Filter<'a, S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type SerializeSeq = Filter<'a, S::SerializeSeq>;
    type SerializeTuple = Filter<'a, S::SerializeTuple>;
    type SerializeTupleStruct = Filter<'a, S::SerializeTupleStruct>;
    type SerializeTupleVariant = Filter<'a, S::SerializeTupleVariant>;
    type SerializeMap = Filter<'a, S::SerializeMap>;
    type SerializeStruct = Filter<'a, S::SerializeStruct>;
    type SerializeStructVariant = Filter<'a, S::SerializeStructVariant>;

    hand_on! {
        serialize_bool(bool),
        serialize_i8(i8), serialize_i16(i16), serialize_i32(i32), serialize_i64(i64), serialize_i128(i128),
        serialize_u8(u8), serialize_u16(u16), serialize_u32(u32), serialize_u64(u64), serialize_u128(u128),
        serialize_f32(f32), serialize_f64(f64),
        serialize_char(char), serialize_str(&str), serialize_bytes(&[u8]),
        serialize_unit_struct(&'static str),
    }

    filter_in! {
        serialize_seq(length: Option<usize>) -> SerializeSeq,
        serialize_tuple(length: usize) -> SerializeTuple,
        serialize_tuple_struct(name: &'static str, length: usize) -> SerializeTupleStruct,
        serialize_tuple_variant(name: &'static str, index: u32, variant: &'static str, length: usize)
            -> SerializeTupleVariant,
        serialize_map(length: Option<usize>) -> SerializeMap,
        serialize_struct(name: &'static str, length: usize) -> SerializeStruct,
        serialize_struct_variant(name: &'static str, index: u32, variant: &'static str, length: usize)
            -> SerializeStructVariant,
    }

    fn serialize_none(self) -> Result<Self::Ok, Self::Error> {
        self.inner.serialize_none()
    }

    fn serialize_unit(self) -> Result<Self::Ok, Self::Error> {
        self.inner.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Self::Ok, Self::Error> {
        self.inner.serialize_some(&Shown(value, self.fields))
    }

    fn serialize_unit_variant(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
    ) -> Result<Self::Ok, Self::Error> {
        self.inner.serialize_unit_variant(name, index, variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<Self::Ok, Self::Error> {
        self.inner.serialize_newtype_struct(name, &Shown(value, self.fields))
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Self::Ok, Self::Error> {
        self.inner.serialize_newtype_variant(name, index, variant, &Shown(value, self.fields))
    }
}

/// Elements without names.
macro_rules! filter_elements {
    ($($begun:ident::$method:ident),* $(,)?) => {
        $(impl<S: $begun> $begun for Filter<'_, S> {
            type Ok = S::Ok;
            type Error = S::Error;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), S::Error> {
                self.inner.$method(&Shown(value, self.fields))
            }

            fn end(self) -> Result<S::Ok, S::Error> {
                self.inner.end()
            }
        })*
    };
}

filter_elements! {
    SerializeSeq::serialize_element,
    SerializeTuple::serialize_element,
    SerializeTupleStruct::serialize_field,
    SerializeTupleVariant::serialize_field,
}

/// Fields of structs, of which those that are not shown are left out.
macro_rules! filter_fields {
    ($($begun:ident),* $(,)?) => {
        $(impl<S: $begun> $begun for Filter<'_, S> {
            type Ok = S::Ok;
            type Error = S::Error;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), S::Error> {
                if self.fields.has(key) {
                    self.inner.serialize_field(key, &Shown(value, self.fields))
                } else {
                    self.inner.skip_field(key)
                }
            }

            fn end(self) -> Result<S::Ok, S::Error> {
                self.inner.end()
            }
        })*
    };
}

filter_fields!(SerializeStruct, SerializeStructVariant);

/// The keys of maps are the user's own, and stay.
impl<S: SerializeMap> SerializeMap for Filter<'_, S> {
    type Ok = S::Ok;
    type Error = S::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), S::Error> {
        self.inner.serialize_key(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), S::Error> {
        self.inner.serialize_value(&Shown(value, self.fields))
    }

    fn end(self) -> Result<S::Ok, S::Error> {
        self.inner.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Card {
        title: &'static str,
        secret: u8,
        next: Option<Box<Card>>,
        extra: std::collections::BTreeMap<&'static str, u8>,
    }

    #[test]
    fn only_named_fields_are_left() {
        let last = Card { title: "b", secret: 2, next: None, extra: [("secret", 3)].into() };
        let card = Card { title: "a", secret: 1, next: Some(Box::new(last)), extra: [].into() };
        let json = |fields: &Fields| serde_json::to_string(&Shown(&card, fields)).expect("JSON");
        let fields = Fields::named_in(["{{ card.title }}{% if card.next %}{{ card.extra.k }}{% endif %}"]);
        assert_eq!(json(&fields), r#"{"title":"a","next":{"title":"b","next":null,"extra":{"secret":3}},"extra":{}}"#);
        assert_eq!(json(&Fields::ALL), serde_json::to_string(&card).expect("JSON"));
    }
}
