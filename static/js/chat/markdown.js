// A small part of Markdown as DOM nodes: paragraphs, lists, bold, links. Never innerHTML, so what
// a message says can't become anything but text and links to http(s) pages.

const INLINE = /\*\*(.+?)\*\*|\[([^\]\n]+)\]\((https?:\/\/[^\s)]+)\)|(https?:\/\/[^\s<>()]+[^\s<>().,;:!?»"'])/;
const BULLET = /^\s*[-*•]\s+(.*)$/;
const NUMBER = /^\s*(\d{1,3})[.)]\s+(.*)$/;

function link(text, url) {
  const anchor = document.createElement("a");
  Object.assign(anchor, { href: url, textContent: text, target: "_blank", rel: "noopener" });
  return anchor;
}

function inline(parent, text) {
  let rest = text;
  for (let found = INLINE.exec(rest); found; found = INLINE.exec(rest)) {
    parent.append(rest.slice(0, found.index));
    const [whole, bold, label, url, bare] = found;
    if (bold !== undefined) {
      const strong = document.createElement("strong");
      inline(strong, bold);
      parent.append(strong);
    } else {
      parent.append(link(label ?? bare, url ?? bare));
    }
    rest = rest.slice(found.index + whole.length);
  }
  parent.append(rest);
}

function item(list, text) {
  const entry = document.createElement("li");
  inline(entry, text);
  list.append(entry);
}

/** The nodes that show `text`. */
export function render(text) {
  const nodes = [];
  let open = null; // the paragraph or list that the next line may belong to
  const begin = (tag) => {
    if (open?.localName !== tag) {
      open = document.createElement(tag);
      nodes.push(open);
    }
    return open;
  };
  for (const line of text.split("\n")) {
    const bullet = BULLET.exec(line);
    const number = NUMBER.exec(line);
    if (!line.trim()) {
      open = null;
    } else if (bullet) {
      item(begin("ul"), bullet[1]);
    } else if (number) {
      const list = begin("ol");
      if (!list.childElementCount) list.start = Number(number[1]);
      item(list, number[2]);
    } else {
      const isNext = open?.localName === "p";
      const paragraph = begin("p");
      if (isNext) paragraph.append(document.createElement("br"));
      inline(paragraph, line);
    }
  }
  return nodes;
}
