"""Networks by networkx and igraph, held against what the record says."""

import itertools
import xml.etree.ElementTree

import igraph
import networkx

from program import Exports

AGREES = {"for": 1, "conditional": 1, "against": 0}


class Networks(Exports):
    def counts(self):
        """Party, term, agreement: how often, as the record's JSON has it."""
        parties = {one["id"]: one["party"] for one in self.record["actors"]}
        counts = {}
        for one in self.record["statements"]:
            party = one["party"] or parties.get(one["speaker"])
            for stance in one["stances"]:
                if party and stance["stance"] in AGREES:
                    key = (party, stance["term"], AGREES[stance["stance"]])
                    counts[key] = counts.get(key, 0) + 1
        return counts

    def test_discourse_networks_are_what_the_stances_make_them(self):
        counts = self.counts()
        parties = sorted({party for party, _, _ in counts})
        terms = {term for _, term, _ in counts}
        of = lambda party, term, agrees: counts.get((party, term, agrees), 0)
        for relation, same in (("congruence", True), ("conflict", False)):
            graph = networkx.read_graphml(self.export("d.graphml", "--to", "graphml", "--network", "discourse", "--relation", relation))
            self.assertEqual(sorted(graph), parties)
            for one, other in itertools.combinations(parties, 2):
                wanted = sum(of(one, term, q) * of(other, term, q if same else 1 - q) for term in terms for q in (0, 1))
                weight = graph.edges[one, other]["weight"] if graph.has_edge(one, other) else 0
                self.assertEqual(weight, wanted, (relation, one, other))

    def test_actors_and_terms(self):
        graph = networkx.read_graphml(self.export("t.graphml", "--to", "graphml", "--network", "actor-term", "--relation", "ignore"))
        self.assertEqual(sum(weight for _, _, weight in graph.edges(data="weight")), sum(self.counts().values()))
        self.assertTrue(networkx.is_bipartite(graph))

    def test_contacts_are_those_that_took_place(self):
        pairs = {}
        for contact in self.record["contacts"]:
            if contact["status"] in ("held", "under_way"):
                for pair in itertools.combinations(sorted(set(contact["parties"])), 2):
                    pairs[pair] = pairs.get(pair, 0) + 1
        path = self.export("c.graphml", "--to", "graphml", "--network", "contacts")
        graph = networkx.read_graphml(path)
        self.assertEqual({tuple(sorted((a, b))): weight for a, b, weight in graph.edges(data="weight")}, pairs)
        read = igraph.Graph.Read_GraphML(str(path))
        self.assertEqual((read.vcount(), read.ecount()), (len(graph), graph.size()))
        self.assertEqual(set(read.vs["label"]), {data["label"] for _, data in graph.nodes(data=True)})

    def test_gexf_tells_the_days(self):
        graph = networkx.read_gexf(self.export("c.gexf", "--to", "gexf", "--network", "contacts"))
        self.assertTrue(graph.size())
        self.assertTrue(any(data.get("spells") for _, _, data in graph.edges(data=True)), list(graph.edges(data=True))[:2])
        for options in (("--network", "discourse"), ("--network", "actor-term"), ("--network", "contacts", "--level", "person")):
            networkx.read_gexf(self.export("x.gexf", "--to", "gexf", *options))

    def test_a_window_leaves_out_what_is_not_in_it(self):
        size = lambda *options: networkx.read_graphml(self.export("w.graphml", "--to", "graphml", "--network", "actor-term", *options)).size()
        self.assertEqual(size("--since", "2030-01-01"), 0)
        self.assertEqual(size("--since", "2026-01-01", "--until", "2026-12-31"), size())

    def test_hostile_names_are_text(self):
        for form in ("graphml", "gexf"):
            for options in ((), ("--visone",) if form == "graphml" else ()):
                path = self.export(f"h.{form}", "--to", form, "--network", "contacts", "--level", "person", *options, of=self.hostile())
                xml.etree.ElementTree.parse(path)
