"""The control `Cite` of the text editor: citations in running text, from the button to the stored link."""
