"""PDF files written byte by byte, and where a page shows a picture."""
import re
import zlib


class Writer:
    """PDF objects, one after another."""

    def __init__(self):
        self.objects = []

    def add(self, head, data=None):
        if data is not None:
            packed = zlib.compress(data)
            head = f"<<{head} /Filter /FlateDecode /Length {len(packed)}>>\nstream\n"
            body = head.encode() + packed + b"\nendstream"
        else:
            body = head.encode()
        self.objects.append(body)
        return f"{len(self.objects)} 0 R"

    def write(self, path, root):
        out, places = b"%PDF-1.6\n", []
        for i, body in enumerate(self.objects):
            places.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (i + 1, body)
        table = b"".join(b"%010d 00000 n \n" % place for place in places)
        path.write_bytes(out + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(places) + 1, table) +
                         b"trailer <</Size %d /Root %s>>\nstartxref\n%d\n%%%%EOF\n" % (
                             len(places) + 1, root.encode(), len(out)))


def clip_box(trace):
    """The first box that the page clips to, in points from its top left corner."""
    found = re.search(r'<clip_path[^>]*transform="([^"]*)"[^>]*>(.*?)</clip_path>', trace, re.S)
    a, _, _, d, e, f = map(float, found[1].split())
    numbers = [(float(x) * a + e, float(y) * d + f) for x, y in
               re.findall(r'x="([-\d.]+)" y="([-\d.]+)"', found[2])]
    xs, ys = zip(*numbers)
    return min(xs), min(ys), max(xs), max(ys)
