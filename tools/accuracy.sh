#!/usr/bin/env bash
# Measures how right the program is, on gold that lies beside the repository.
#
#   tools/accuracy.sh [SHARED]        default ../shared; needs cargo and Python
#
# Prints what docs/accuracy.md holds: the dossiers that were looked at while developing, those that were not, both but for the seed
# report, our own gold, attribution on PolNeAR dev, coreference and dates on GUM dev. Builds the program first.
set -euo pipefail
cd "$(dirname "$0")/.."
shared=${1:-../shared}
[ -d "$shared/dossiers" ] || { echo "error: $shared/dossiers is not there; give the folder that holds it" >&2; exit 2; }
cargo build --release --quiet -p rapporteur
program=${CARGO_TARGET_DIR:-target}/release/rapporteur
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

dossiers() {
    local pairs=()
    for name in "$@"; do
        "$program" read --format json "$shared/dossiers/$name/reports.jsonl" > "$work/$name.json"
        pairs+=("$shared/dossiers/$name=$work/$name.json")
    done
    python3 "$shared/tools/score_record.py" "${pairs[@]}"
}

# The dossiers in some folders.
dossiers_in() {
    local pairs=()
    for folder in "$@"; do
        local name; name=$(basename "$folder")
        "$program" read --format json "$folder/reports.jsonl" > "$work/$name.json"
        pairs+=("$folder=$work/$name.json")
    done
    python3 "$shared/tools/score_record.py" "${pairs[@]}"
}

looked_at=(seed colombia-eln-2023 cop-finance-2024)
echo "## Dossiers looked at while developing"
dossiers "${looked_at[@]}"
echo; echo "## Dossiers not looked at"
unseen=()
for folder in "$shared"/dossiers/*/; do
    name=$(basename "$folder")
    [[ " ${looked_at[*]} " == *" $name "* ]] || unseen+=("$name")
done
dossiers "${unseen[@]}"
echo; echo "## All dossiers but the seed report"
dossiers "${unseen[@]}" colombia-eln-2023 cop-finance-2024

for part in dev train held; do
    echo; echo "## Our own gold, $part"
    dossiers_in gold/$part/*/
done

python3 "$shared/tools/score_gum.py" reports "$shared/gum/dev.jsonl" > "$work/gum.jsonl"
for stage in mentions dates; do
    "$program" debug "$stage" --alone --format jsonl "$work/gum.jsonl" > "$work/$stage.jsonl"
done
for genre in "" "--genre news"; do
    echo; echo "## GUM dev ${genre:+(news)}"
    # shellcheck disable=SC2086 # no genre is no argument
    python3 "$shared/tools/score_gum.py" coref "$shared/gum/dev.jsonl" "$work/mentions.jsonl" $genre
    # shellcheck disable=SC2086
    python3 "$shared/tools/score_gum.py" dates "$shared/gum/dev.jsonl" "$work/dates.jsonl" $genre
done
echo; echo "## PolNeAR dev"
python3 - "$shared/polnear/dev.jsonl" > "$work/polnear.jsonl" <<'PYTHON'
import json, sys
for line in open(sys.argv[1], encoding="utf-8"):
    report = json.loads(line)
    print(json.dumps({"id": report["doc"], "published": report["date"], "text": report["text"]}))
PYTHON
"$program" debug statements --alone --format jsonl "$work/polnear.jsonl" > "$work/attributions.jsonl"
python3 "$shared/tools/score_attribution.py" "$shared/polnear/dev.jsonl" "$work/attributions.jsonl"
