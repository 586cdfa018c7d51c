//! Reads a component's `model` file: thinc's msgpack of nodes, their attributes and their arrays.

use rmpv::ValueRef;

/// Why a `model` file can't be run.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ModelError {
    /// Not msgpack, or cut short.
    #[error("it is no msgpack: {0}")]
    Msgpack(#[from] rmpv::decode::Error),
    /// Not of the shape that thinc writes.
    #[error("it is no model of thinc's: {0} is missing or of another type")]
    Malformed(String),
    /// A network of another make.
    #[error("{0}")]
    Unsupported(String),
}

/// The nodes of a network in thinc's order (breadth first), arrays still as bytes.
#[derive(Debug)]
pub(crate) struct ThincModel<'file> {
    nodes: Vec<Node<'file>>,
}

/// One node: a layer, with its attributes and arrays.
#[derive(Debug, Default)]
pub(crate) struct Node<'file> {
    name: String,
    attrs: Vec<(String, &'file [u8])>,
    params: Vec<(String, Array<'file>)>,
}

/// An array of 32-bit floats.
#[derive(Clone, Debug)]
pub(crate) struct Array<'file> {
    pub(crate) shape: Vec<usize>,
    bytes: &'file [u8],
}

impl<'file> ThincModel<'file> {
    pub(crate) fn read(bytes: &'file [u8]) -> Result<Self, ModelError> {
        let file = rmpv::decode::read_value_ref(&mut &bytes[..])?;
        let malformed = |what: &str| ModelError::Malformed(what.to_owned());
        let list = |key: &str| match entry(&file, key) {
            Some(ValueRef::Array(list)) => Ok(list),
            _ => Err(malformed(key)),
        };
        let mut nodes: Vec<Node<'file>> = Vec::new();
        for ((node, attrs), params) in list("nodes")?.iter().zip(list("attrs")?).zip(list("params")?) {
            let name = entry(node, "name").and_then(text).ok_or_else(|| malformed("a node's name"))?;
            let attrs = map(attrs).ok_or_else(|| malformed("a node's attributes"))?;
            let params = map(params).ok_or_else(|| malformed("a node's parameters"))?;
            nodes.push(Node {
                name: name.to_owned(),
                attrs: attrs.iter().filter_map(|(key, value)| Some((text(key)?.to_owned(), binary(value)?))).collect(),
                params: params
                    .iter()
                    .filter(|(_, value)| !matches!(value, ValueRef::Nil))
                    .map(|(key, value)| Some((text(key)?.to_owned(), array(value)?)))
                    .collect::<Option<_>>()
                    .ok_or_else(|| malformed("an array of 32-bit floats"))?,
            });
        }
        Ok(Self { nodes })
    }

    /// The nodes of that name, in order.
    pub(crate) fn named(&self, name: &str) -> impl Iterator<Item = &Node<'file>> {
        self.nodes.iter().filter(move |node| node.name == name)
    }

    /// The one node of that name.
    pub(crate) fn only(&self, name: &str) -> Result<&Node<'file>, ModelError> {
        let mut found = self.named(name);
        match (found.next(), found.next()) {
            (Some(node), None) => Ok(node),
            _ => Err(ModelError::Malformed(format!("the one layer {name:?}"))),
        }
    }
}

impl<'file> Node<'file> {
    /// The attribute of that name, decoded.
    pub(crate) fn attr(&self, name: &str) -> Option<ValueRef<'file>> {
        let (_, bytes) = self.attrs.iter().find(|(key, _)| key == name)?;
        rmpv::decode::read_value_ref(&mut &bytes[..]).ok()
    }

    /// An attribute that is a number from 0.
    pub(crate) fn number(&self, name: &str) -> Result<u64, ModelError> {
        match self.attr(name) {
            Some(ValueRef::Integer(number)) => number.as_u64(),
            _ => None,
        }
        .ok_or_else(|| ModelError::Malformed(format!("the attribute {name:?} of {:?}", self.name)))
    }

    /// The array of that name, which must have so many axes.
    pub(crate) fn array<const AXES: usize>(&self, name: &str) -> Result<([usize; AXES], Vec<f32>), ModelError> {
        let found = self.params.iter().find(|(key, _)| key == name).map(|(_, array)| array);
        found
            .and_then(|array| Some((<[usize; AXES]>::try_from(array.shape.as_slice()).ok()?, array.floats())))
            .ok_or_else(|| ModelError::Malformed(format!("the array {name:?} of {:?}", self.name)))
    }
}

impl Array<'_> {
    fn floats(&self) -> Vec<f32> {
        self.bytes.as_chunks::<4>().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect()
    }
}

/// A map's value; thinc's numpy keys are byte strings, its own are text.
fn entry<'v, 'file>(value: &'v ValueRef<'file>, key: &str) -> Option<&'v ValueRef<'file>> {
    map(value)?.iter().find(|(known, _)| text(known) == Some(key)).map(|(_, value)| value)
}

fn map<'v, 'file>(value: &'v ValueRef<'file>) -> Option<&'v [(ValueRef<'file>, ValueRef<'file>)]> {
    match value {
        ValueRef::Map(entries) => Some(entries),
        _ => None,
    }
}

pub(crate) fn text<'file>(value: &ValueRef<'file>) -> Option<&'file str> {
    match value {
        ValueRef::String(string) => string.into_str(),
        ValueRef::Binary(bytes) => std::str::from_utf8(bytes).ok(),
        _ => None,
    }
}

fn binary<'file>(value: &ValueRef<'file>) -> Option<&'file [u8]> {
    match value {
        ValueRef::Binary(bytes) => Some(bytes),
        _ => None,
    }
}

fn array<'file>(value: &ValueRef<'file>) -> Option<Array<'file>> {
    let ValueRef::Array(axes) = entry(value, "shape")? else { return None };
    let shape: Vec<usize> = axes
        .iter()
        .map(|axis| match axis {
            ValueRef::Integer(length) => length.as_u64().map(|length| length as usize),
            _ => None,
        })
        .collect::<Option<_>>()?;
    let bytes = binary(entry(value, "data")?)?;
    let size = shape.iter().try_fold(4usize, |size, &axis| size.checked_mul(axis))?;
    (text(entry(value, "type")?)? == "<f4" && bytes.len() == size).then_some(Array { shape, bytes })
}
