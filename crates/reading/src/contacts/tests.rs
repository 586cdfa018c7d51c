//! What each frame finds and what it leaves alone. The docs are spaCy's parses of our own sentences.
