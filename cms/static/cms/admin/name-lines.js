/* Names as lines of text, read and written as cms.bibliography.name_lines does: "Donk, Wilfred A, Jr" is a person,
   a line without a comma a group, and braces protect a comma. A part that nobody changed is written as it was read. */
(() => {
  const PIECES = /\{([^{}]*)\}|([^{},]+)|(,)|([{}])/g;
  const INITIALS = /^([^,{}]*[^\W\d_]{2}[^,{}]*) ((?:[A-Z]\.?[ -]?){1,4})$/;
  const LONGEST = 200;

  /* The pieces between the commas that stand outside braces: what is shown of each, and how it was written. */
  function partsOf(line) {
    const parts = [{ text: "", raw: "" }];
    for (const [all, inside, outside, comma] of line.matchAll(PIECES)) {
      if (comma) parts.push({ text: "", raw: "" });
      else {
        parts.at(-1).text += inside ?? outside ?? all;
        parts.at(-1).raw += all;
      }
    }
    return parts.map(({ text, raw }) => ({ text: text.trim(), raw: raw.trim() }));
  }

  function protectedText(text) {
    const plain = text.trim().replaceAll("{", "(").replaceAll("}", ")");
    return plain.includes(",") ? `{${plain}}` : plain;
  }

  function read(line) {
    const parts = partsOf(line);
    const [family, given, suffix] = parts;
    const isGroup = parts.length === 1;
    return { isGroup, isOdd: parts.length > 3, line, name: isGroup ? family : undefined, family, given, suffix };
  }

  function write({ isGroup, name = "", family = "", given = "", suffix = "" }, before) {
    const keep = (part, text) => (part && part.text === text.trim() ? part.raw : protectedText(text));
    if (isGroup) return keep(before?.name, name);
    const parts = [keep(before?.family, family), keep(before?.given, given), keep(before?.suffix, suffix)];
    if (!parts.join("")) return "";
    if (parts[2]) return parts.join(", ");
    return parts[1] ? `${parts[0]}, ${parts[1]}` : `${parts[0]},`;
  }

  function withComma(name) {
    const found = name.length <= LONGEST && INITIALS.exec(name);
    return found ? `${found[1]}, ${found[2].trim()}` : name;
  }

  /* The lines that a pasted text stands for; one alone is left to the browser. */
  function split(pasted) {
    const rows = pasted.split(/[\r\n]+|;(?![^{}]*\})/).map((piece) => piece.trim().replace(/\s+/g, " "));
    let names = rows.filter(Boolean);
    if (names.length === 1) {
      const pieces = names[0].split(",").map((piece) => piece.trim()).filter(Boolean);
      if (pieces.length > 1 && pieces.every((piece) => piece.length <= LONGEST && INITIALS.test(piece))) names = pieces;
    }
    return names.length > 1 ? names.map(withComma) : [];
  }

  window.cmsNameLines = { read, write, split };
})();
