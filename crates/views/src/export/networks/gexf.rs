//! GEXF 1.2, the version that both Gephi and networkx read, with time: each tie has the days on which it is seen.

use std::io::{self, Write};

use super::xml::Xml;
use super::{Network, Node, Tie};

const NODE: [(&str, &str); 4] = [("kind", "string"), ("code", "string"), ("party", "string"), ("frequency", "integer")];

pub(super) fn write(network: &Network, out: impl Write) -> io::Result<()> {
    let mut xml = Xml::begin(out)?;
    let dated = network.ties().any(|tie| !tie.spells.is_empty());
    xml.open("gexf", &[("xmlns", "http://www.gexf.net/1.2draft"), ("version", "1.2")])?;
    xml.open("meta", &[])?;
    xml.text("creator", &[], concat!("rapporteur ", env!("CARGO_PKG_VERSION")))?;
    xml.text("description", &[], &network.about)?;
    xml.close("meta")?;
    let mut graph = vec![("mode", if dated { "dynamic" } else { "static" }), ("defaultedgetype", "undirected")];
    if dated {
        graph.push(("timeformat", "date"));
    }
    xml.open("graph", &graph)?;
    attributes(&mut xml, "node", &NODE)?;
    let mut edge = vec![("about", "string"), ("entries", "string")];
    edge.extend(network.ties().next().into_iter().flat_map(|tie| tie.counts).map(|(name, _)| (name, "integer")));
    attributes(&mut xml, "edge", &edge)?;
    xml.open("nodes", &[])?;
    network.nodes.iter().try_for_each(|node| write_node(&mut xml, node))?;
    xml.close("nodes")?;
    xml.open("edges", &[])?;
    network.ties().enumerate().try_for_each(|(at, tie)| write_tie(&mut xml, network, &tie, at))?;
    xml.close("edges")?;
    xml.close("graph")?;
    xml.close("gexf")?;
    xml.end()
}

fn attributes(xml: &mut Xml<impl Write>, class: &str, all: &[(&str, &str)]) -> io::Result<()> {
    xml.open("attributes", &[("class", class), ("mode", "static")])?;
    for (name, kind) in all {
        xml.empty("attribute", &[("id", name), ("title", name), ("type", kind)])?;
    }
    xml.close("attributes")
}

fn write_node(xml: &mut Xml<impl Write>, node: &Node) -> io::Result<()> {
    xml.open("node", &[("id", &node.id), ("label", &node.label)])?;
    xml.open("attvalues", &[])?;
    value(xml, "kind", node.kind)?;
    for (name, told) in [("code", &node.code), ("party", &node.party)] {
        if let Some(told) = told {
            value(xml, name, told)?;
        }
    }
    value(xml, "frequency", &node.frequency.to_string())?;
    xml.close("attvalues")?;
    xml.close("node")
}

fn write_tie(xml: &mut Xml<impl Write>, network: &Network, tie: &Tie, at: usize) -> io::Result<()> {
    let (Some(source), Some(target)) = (network.nodes.get(tie.source), network.nodes.get(tie.target)) else {
        return Ok(());
    };
    let (id, weight) = (at.to_string(), tie.weight.to_string());
    xml.open("edge", &[("id", &id), ("source", &source.id), ("target", &target.id), ("weight", &weight)])?;
    xml.open("attvalues", &[])?;
    value(xml, "about", &tie.about.join(";"))?;
    value(xml, "entries", &tie.entries.join(";"))?;
    for (name, count) in &tie.counts {
        value(xml, name, &count.to_string())?;
    }
    xml.close("attvalues")?;
    if !tie.spells.is_empty() {
        xml.open("spells", &[])?;
        for (from, to) in &tie.spells {
            let (from, to) = (from.map(|day| day.to_string()), to.map(|day| day.to_string()));
            let ends = from.as_deref().map(|from| ("start", from)).into_iter();
            xml.empty("spell", &ends.chain(to.as_deref().map(|to| ("end", to))).collect::<Vec<_>>())?;
        }
        xml.close("spells")?;
    }
    xml.close("edge")
}

fn value(xml: &mut Xml<impl Write>, name: &str, value: &str) -> io::Result<()> {
    xml.empty("attvalue", &[("for", name), ("value", value)])
}

#[cfg(test)]
mod tests {
    use super::super::{NetworkKind, NetworkOptions, network};
    use crate::export::testing::record;

    #[test]
    fn a_contact_has_its_day() {
        let options = NetworkOptions { kind: NetworkKind::Contacts, ..NetworkOptions::default() };
        let mut out = Vec::new();
        network(&record(), &options).unwrap().write_gexf(&mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.contains("timeformat=\"date\""));
        assert!(text.contains("<spell start=\"2024-04-29\" end=\"2024-04-29\"/>"), "{text}");
        assert!(text.contains("<attvalue for=\"held\" value=\"1\"/>"));
    }
}
