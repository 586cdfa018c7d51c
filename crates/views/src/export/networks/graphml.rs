//! GraphML: the plain form that Gephi, igraph and networkx open, and on request the one that visone draws.
//!
//! In the plain form every key has a name and a type and no value is nested. visone, as Discourse Network Analyzer writes for
//! it, wants drawings of nodes and edges under keys without a name; Gephi refuses those, so they are never mixed.

use std::io::{self, Write};

use super::xml::Xml;
use super::{Network, Node, Tie};

/// For which program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Flavour {
    /// Any that reads GraphML.
    #[default]
    Plain,
    /// visone.
    Visone,
}

const NODE: [(&str, &str); 5] =
    [("label", "string"), ("kind", "string"), ("code", "string"), ("party", "string"), ("frequency", "int")];

const VISONE: [(&str, &str); 6] = [
    ("id", "string"),
    ("name", "string"),
    ("variable", "string"),
    ("code", "string"),
    ("party", "string"),
    ("frequency", "int"),
];

pub(super) fn write(network: &Network, flavour: Flavour, out: impl Write) -> io::Result<()> {
    let mut xml = Xml::begin(out)?;
    let visone = flavour == Flavour::Visone;
    let mut root = vec![("xmlns", "http://graphml.graphdrawing.org/xmlns")];
    if visone {
        root.extend([("xmlns:visone", "http://visone.info/xmlns"), ("xmlns:y", "http://www.yworks.com/xml/graphml")]);
    }
    xml.open("graphml", &root)?;
    if visone {
        xml.empty("key", &[("id", "d0"), ("for", "node"), ("yfiles.type", "nodegraphics")])?;
        xml.empty("key", &[("id", "e0"), ("for", "edge"), ("yfiles.type", "edgegraphics")])?;
        xml.empty("key", &[("id", "prop"), ("for", "graph"), ("visone.type", "properties")])?;
    }
    for (name, kind) in if visone { &VISONE[..] } else { &NODE[..] } {
        key(&mut xml, "node", name, kind)?;
    }
    for (name, kind) in
        [("weight", "double"), ("about", "string"), ("entries", "string"), ("first", "string"), ("last", "string")]
    {
        key(&mut xml, "edge", name, kind)?;
    }
    for (name, _) in counts(network) {
        key(&mut xml, "edge", name, "int")?;
    }
    xml.text("desc", &[], &network.about)?;
    xml.open("graph", &[("id", "rapporteur"), ("edgedefault", "undirected")])?;
    for (at, node) in network.nodes.iter().enumerate() {
        write_node(&mut xml, node, at, network.nodes.len(), visone)?;
    }
    for (at, tie) in network.ties().enumerate() {
        write_tie(&mut xml, network, &tie, at, visone)?;
    }
    xml.close("graph")?;
    xml.close("graphml")?;
    xml.end()
}

/// The counts that ties have; the same for all ties of a network.
fn counts(network: &Network) -> Vec<(&'static str, i64)> {
    network.ties().next().map(|tie| tie.counts).unwrap_or_default()
}

fn key(xml: &mut Xml<impl Write>, of: &str, name: &str, kind: &str) -> io::Result<()> {
    xml.empty("key", &[("id", &id(of, name)), ("for", of), ("attr.name", name), ("attr.type", kind)])
}

/// An edge and a node may have a value of one name; their keys may not.
fn id(of: &str, name: &str) -> String {
    if of == "node" { name.to_owned() } else { format!("edge-{name}") }
}

fn write_node(xml: &mut Xml<impl Write>, node: &Node, at: usize, of: usize, visone: bool) -> io::Result<()> {
    xml.open("node", &[("id", &node.id)])?;
    let (label, kind) = if visone { ("name", "variable") } else { ("label", "kind") };
    if visone {
        datum(xml, "node", "id", &node.id)?;
    }
    datum(xml, "node", label, &node.label)?;
    datum(xml, "node", kind, node.kind)?;
    for (name, value) in [("code", &node.code), ("party", &node.party)] {
        if let Some(value) = value {
            datum(xml, "node", name, value)?;
        }
    }
    datum(xml, "node", "frequency", &node.frequency.to_string())?;
    if visone {
        draw_node(xml, node, at, of)?;
    }
    xml.close("node")
}

fn write_tie(xml: &mut Xml<impl Write>, network: &Network, tie: &Tie, at: usize, visone: bool) -> io::Result<()> {
    let (Some(source), Some(target)) = (network.nodes.get(tie.source), network.nodes.get(tie.target)) else {
        return Ok(());
    };
    xml.open("edge", &[("id", &format!("e{at}")), ("source", &source.id), ("target", &target.id)])?;
    datum(xml, "edge", "weight", &tie.weight.to_string())?;
    datum(xml, "edge", "about", &tie.about.join(";"))?;
    datum(xml, "edge", "entries", &tie.entries.join(";"))?;
    let days = || tie.spells.iter().flat_map(|(from, to)| [from, to]).flatten();
    for (name, day) in [("first", days().min()), ("last", days().max())] {
        if let Some(day) = day {
            datum(xml, "edge", name, &day.to_string())?;
        }
    }
    for (name, count) in &tie.counts {
        datum(xml, "edge", name, &count.to_string())?;
    }
    if visone {
        let style = [("color", "#5d6d7e"), ("type", "line"), ("width", "1.5")];
        xml.open("data", &[("key", "e0")])?;
        xml.open("visone:polyLineEdge", &[])?;
        xml.open("y:PolyLineEdge", &[])?;
        xml.empty("y:LineStyle", &style)?;
        xml.close("y:PolyLineEdge")?;
        xml.close("visone:polyLineEdge")?;
        xml.close("data")?;
    }
    xml.close("edge")
}

fn datum(xml: &mut Xml<impl Write>, of: &str, name: &str, value: &str) -> io::Result<()> {
    xml.text("data", &[("key", &id(of, name))], value)
}

/// On a circle, actors as discs, terms as squares.
fn draw_node(xml: &mut Xml<impl Write>, node: &Node, at: usize, of: usize) -> io::Result<()> {
    let angle = std::f64::consts::TAU * at as f64 / of.max(1) as f64;
    let (x, y) = (format!("{:.1}", 400.0 + 300.0 * angle.sin()), format!("{:.1}", 400.0 - 300.0 * angle.cos()));
    let (shape, colour) = if node.kind == "term" { ("rectangle", "#d5d8dc") } else { ("ellipse", "#f5cba7") };
    xml.open("data", &[("key", "d0")])?;
    xml.open("visone:shapeNode", &[])?;
    xml.open("y:ShapeNode", &[])?;
    xml.empty("y:Geometry", &[("height", "20.0"), ("width", "20.0"), ("x", &x), ("y", &y)])?;
    xml.empty("y:Fill", &[("color", colour), ("transparent", "false")])?;
    xml.empty("y:BorderStyle", &[("color", "#000000"), ("type", "line"), ("width", "1.0")])?;
    xml.text("y:NodeLabel", &[], &node.label)?;
    xml.empty("y:Shape", &[("type", shape)])?;
    xml.close("y:ShapeNode")?;
    xml.close("visone:shapeNode")?;
    xml.close("data")
}

#[cfg(test)]
mod tests {
    use super::super::{NetworkKind, NetworkOptions, Relation, network};
    use super::*;
    use crate::export::testing::record;

    fn written(flavour: Flavour) -> String {
        let options =
            NetworkOptions { kind: NetworkKind::Discourse, relation: Relation::Conflict, ..NetworkOptions::default() };
        let mut out = Vec::new();
        network(&record(), &options).unwrap().write_graphml(flavour, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn every_key_of_the_plain_form_has_a_name_and_a_type() {
        let plain = written(Flavour::Plain);
        let keys: Vec<&str> = plain.lines().filter(|line| line.contains("<key ")).collect();
        assert!(keys.len() > 8);
        assert!(keys.iter().all(|key| key.contains("attr.name=\"") && key.contains("attr.type=\"")), "{plain}");
        assert!(!plain.contains("yfiles") && !plain.contains("\"d0\""));
        assert!(plain.contains("<data key=\"edge-conflict\">1</data>"), "{plain}");
    }

    #[test]
    fn visone_has_its_drawings() {
        let visone = written(Flavour::Visone);
        for wanted in ["id=\"d0\"", "id=\"e0\"", "id=\"prop\"", "<data key=\"name\">Norland</data>", "y:ShapeNode"] {
            assert!(visone.contains(wanted), "{wanted}: {visone}");
        }
    }
}
