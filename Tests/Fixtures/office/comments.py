"""The comments of a Word file as python-docx reads them, one a line: the words that it stands at, a tab, how it begins."""
import sys
import docx
from docx.oxml.ns import qn

document = docx.Document(sys.argv[1])
for comment in document.comments:
    words, is_inside = "", False
    for element in document.element.body.iter():
        if element.get(qn("w:id")) == str(comment.comment_id):
            if element.tag == qn("w:commentRangeStart"):
                is_inside = True
            elif element.tag == qn("w:commentRangeEnd"):
                is_inside = False
        if is_inside and element.tag == qn("w:t"):
            words += element.text or ""
    print(words, comment.text.split("\n")[0], sep="\t")
