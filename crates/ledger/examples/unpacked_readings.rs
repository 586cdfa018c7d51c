//! Writes the readings and tellings of a ledger unpacked into a folder, one file each: what `zstd --train` makes a
//! dictionary of. `cargo run -p rapporteur-ledger --example unpacked_readings -- LEDGER FOLDER`

use std::path::PathBuf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(ledger), Some(folder)) = (arguments.next(), arguments.next()) else {
        return Err("unpacked_readings LEDGER FOLDER".into());
    };
    for (number, bytes) in rapporteur_ledger::Ledger::open_to_read(&ledger)?.unpacked_readings()?.iter().enumerate() {
        std::fs::write(folder.join(format!("{number}.json")), bytes)?;
    }
    Ok(())
}
