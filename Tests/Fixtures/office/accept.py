"""Accepts all tracked changes of a Word file, as a reader of it would, with nothing of ours."""
import sys, zipfile
from lxml import etree
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
source, target = sys.argv[1:]
with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
    for item in old.infolist():
        data = old.read(item)
        if item.filename == "word/document.xml":
            root = etree.fromstring(data)
            for gone in list(root.iter(W + "del")):
                gone.getparent().remove(gone)
            for kept in list(root.iter(W + "ins")):
                parent, place = kept.getparent(), kept.getparent().index(kept)
                for child in reversed(list(kept)):
                    parent.insert(place, child)
                parent.remove(kept)
            data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        new.writestr(item, data)
