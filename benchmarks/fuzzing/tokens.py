"""What is put into inputs: signs and words on which readers of text, HTML, archives and JSON have stumbled."""

SIGNS = (
    "\x00", "\r", "\r\n", "\n\n", "\t", "\u2028", "\u2029", "\u0301", "\u200b", "\ufeff", "\ud800", "👩‍👩‍👧",
    "שלום", "\x1b[31m", "İ", "ß", "ﬁ", '"', "“", "”", "'", "(", ")", "<", ">", "&", "&#x0;", "\\", "\\ud800", "{",
    "}", "[", "]", ",", ";", "|", "%", "=", "=cmd()", "@", "--", "-1", "0", "999999999999999999999", "1e999",
    "NaN", "null", "1 May 2015", "31 February 0000", "Monday", "MOSCOW, Sept 6 (Reuters) - ", "By ", "Photo by AP",
    "said", "said said", "he", "not", "U.S.", "S-300", "$5 billion", "according to", "of of", "the the", "and",
)  # fmt: skip
MARKUP = (
    "<html>", "</html>", "<body>", "<article>", "<p>", "</p>", "<div>" * 50, "<table><tr><td>", "<script>",
    "</script>", "<!--", "-->", "<![CDATA[", "<meta charset='utf-16'>", "<meta charset=", "<br>",
    "<a href='javascript:1'>", "<title>", "<time datetime='9999-99-99'>", "<img", "<svg>",
    '<script type="application/ld+json">', "{", "}", "<b>" * 200, "<?xml version='1.0' encoding='x'?>",
    "<!DOCTYPE html [<!ENTITY a 'b'>]>", "&a;",
)  # fmt: skip
HEADERS = (
    "WARC/1.0\r\n", "WARC/1.1\r\n", "WARC-Type: response\r\n", "Content-Length: 0\r\n",
    "Content-Length: 99999999999\r\n", "Content-Length: -1\r\n", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200\r\n",
    "Content-Encoding: gzip\r\n", "Content-Encoding: br\r\n", "Transfer-Encoding: chunked\r\n", "\r\n\r\n",
    "ffffffff\r\n", "Content-Type: text/html; charset=", "utf-7", "rot13", "WARC-Target-URI: \r\n",
    "Content-Type: application/http\r\n", "\r\n",
)  # fmt: skip
JSON = (
    '"text":', '"html":', '"id":', '"published":', "[" * 160, "{}", "[]", "\\u0000", "\\ud83d", "1e400", "true",
    ":", ",", '"uri":', "\n", '"',
)  # fmt: skip
