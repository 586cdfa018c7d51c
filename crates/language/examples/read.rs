//! Reads a text from standard input and prints its sentences with their noun chunks and entities.
//!
//! `echo "The envoys met in Geneva." | cargo run --release -p rapporteur-language --example read`

use std::io::Read;

use rapporteur_language::Pipeline;

fn main() -> std::io::Result<()> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let doc = Pipeline::english().read(&text);
    let chunks = doc.noun_chunks();
    for sentence in doc.sentences() {
        println!("{}", doc.slice(sentence.clone()).trim());
        for chunk in chunks.iter().filter(|chunk| sentence.contains(&chunk.start)) {
            println!("  chunk   {}", doc.slice(chunk.clone()));
        }
        for entity in doc.entities().iter().filter(|entity| sentence.contains(&(entity.start as usize))) {
            println!("  {:<7} {}", entity.label, doc.slice(entity.start as usize..entity.end as usize));
        }
    }
    Ok(())
}
