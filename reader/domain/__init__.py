"""Values and rules, pure Python, no I/O: article, blocks, sections, notes, anchors, sentences, motions."""
