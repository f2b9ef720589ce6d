//! scratch
use std::io::Read;
fn main() {
    let lang = std::env::args().nth(1).unwrap();
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).unwrap();
    let path = format!("src/attribution/languages/{lang}.toml");
    let g = &guillemet::attribution::Grammar::parse(&std::fs::read_to_string(path).unwrap()).unwrap();
    for p in guillemet::attribution::propose(&text, g) {
        let words: Vec<&str> = p.fragments.iter().map(|f| &text[f.clone()]).collect();
        println!("{:8} {:.2} {:?} | {} ({:?}) | cue {:?}\n    {}", p.kind.as_str(), p.confidence, p.construction, p.speaker.unwrap_or_default(), p.mention.map(|m| &text[m]), p.cue.map(|c| &text[c]), words.join(" … "));
    }
}
